import type { Agent } from '../agents/agent.js';
import type { ApiToken } from '../agents/apiToken.js';

/** One browser that an agent has signed in with. */
export interface SessionRecord {
  /** sha256 of the token, hex. */
  id: string;
  agentId: string;
  createdAt: Date;
  expiresAt: Date;
}

/** One browser of somebody who chats; a person on two devices is two. */
export interface VisitorRecord {
  id: string;
  /** sha256 of the token that the browser keeps, hex. */
  tokenHash: string;
  /** Who he is to the page that he chats on, as that page signed it; null: it said nothing. */
  externalId: string | null;
  name: string | null;
  claimedEmail: string | null;
  language: string | null;
  customerId: string | null;
  ticketId: string | null;
  /** Typed in the chat: shown, never believed. */
  claimedPhone: string | null;
  /** When an agent last looked at his chat, and when he last read what we wrote. */
  agentSawAt: Date | null;
  readAt: Date | null;
  /** When his last browser window went; null: one is open, or went without a word. `seenAt` is renewed while one is. */
  leftAt: Date | null;
  createdAt: Date;
  seenAt: Date;
}

/** Agents with their sessions and tokens, and the visitors of the chat. What is asked for by its id or token is null when there is none. */
export interface PeopleStore {
  agentByEmail(email: string): Promise<Agent | null>;
  agent(id: string): Promise<Agent | null>;
  /** The longest here first, inactive ones too; a thousand at most. */
  agents(): Promise<Agent[]>;
  /** @returns false when the address is taken. */
  addAgent(agent: Agent): Promise<boolean>;
  changeAgent(id: string, set: Partial<Omit<Agent, 'id' | 'email'>>): Promise<Agent | null>;
  /** @returns false when the address is taken. */
  changeEmail(id: string, email: string): Promise<boolean>;
  addSession(session: SessionRecord): Promise<void>;
  session(id: string): Promise<SessionRecord | null>;
  removeSession(id: string): Promise<void>;
  /** Ends all sessions of an agent. @returns how many */
  removeSessionsOf(agentId: string): Promise<number>;
  /** Those that expired before. @returns how many */
  purgeSessions(before: Date): Promise<number>;
  /** Revoked ones too. */
  apiTokens(): Promise<ApiToken[]>;
  addApiToken(token: ApiToken): Promise<void>;
  apiTokenByHash(tokenHash: string): Promise<ApiToken | null>;
  noteApiToken(id: string, usedAt: Date): Promise<void>;
  /** @returns false when there is none that is still good. */
  revokeApiToken(id: string, at: Date): Promise<boolean>;
  addVisitor(visitor: VisitorRecord): Promise<void>;
  visitorByToken(tokenHash: string): Promise<VisitorRecord | null>;
  visitor(id: string): Promise<VisitorRecord | null>;
  /** Seen last first; twenty at most. */
  visitorsOfCustomer(customerId: string): Promise<VisitorRecord[]>;
  changeVisitor(id: string, set: Partial<VisitorRecord>): Promise<void>;
  /** These have a window open at this moment. */
  seeVisitors(ids: string[], at: Date): Promise<void>;
}
