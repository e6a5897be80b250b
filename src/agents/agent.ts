import type { ROLES } from '../contract/desk.js';

export type Role = (typeof ROLES)[number];

/** Somebody who works at the desk. Kept when he has left: `active` is false then, and his words keep his name. */
export interface Agent {
  id: string;
  name: string;
  email: string;
  role: Role;
  /** Argon2id in PHC form. */
  passwordHash: string;
  active: boolean;
  /** Below his mails; absent or '': none. */
  signature?: string;
  /** What he reads; absent: as his browser says. */
  language?: string | null;
  /** He was given a one-time password and may do nothing else before he changes it. */
  mustChangePassword?: boolean;
  /** Where the first admin's password came from: made up and printed once, or set by ADMIN_PASSWORD. Absent or null: it is one of his own. */
  passwordFrom?: 'printed' | 'environment' | null;
  createdAt: Date;
}
