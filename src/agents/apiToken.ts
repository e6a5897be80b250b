import type { Role } from './agent.js';

/** What another system calls the API with. Revoked ones stay: what they did keeps its name. */
export interface ApiToken {
  id: string;
  name: string;
  role: Role;
  /** Sha256 of the token. */
  tokenHash: string;
  /** The name of the admin who made it. */
  createdBy: string;
  createdAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
}
