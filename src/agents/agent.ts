import type { ROLES } from '../contract/desk.js';

export type Role = (typeof ROLES)[number];

export interface Agent {
  id: string;
  name: string;
  email: string;
  role: Role;
  /** Argon2id in PHC form. */
  passwordHash: string;
  active: boolean;
  createdAt: Date;
}
