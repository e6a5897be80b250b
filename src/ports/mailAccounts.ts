import type { MailAccountTestResult, MailCredentials, MailProblem, NewMailAccount } from '../contract/mailAccounts.js';

/** Where and how to fetch, without what opens the door. */
export type MailboxSettings = Omit<NewMailAccount, 'credentials'>;

/** A mailbox that is fetched from, and how far that has come. */
export interface MailAccountRecord extends MailboxSettings {
  id: string;
  origin: 'settings' | 'environment';
  credentials: MailCredentials['kind'];
  /** The credentials as JSON, encrypted; null for one of the environment. */
  secret: string | null;
  /** Grows with every change of the settings: whoever fetches begins anew. */
  revision: number;
  /** UIDVALIDITY (RFC 9051, 2.3.1.1) and the last UID stored: together the truth about what was fetched. */
  uidValidity: string | null;
  lastUid: number;
  problem: (MailProblem & { since: Date }) | null;
  checkedAt: Date | null;
  fetched: number;
  waiting: number;
  /** The process that fetches, and until when nobody else does. */
  holder: string | null;
  heldUntil: Date;
  createdAt: Date;
  updatedAt: Date;
}

/** What whoever fetches may write; the settings are the desk's. */
export type MailProgress = Partial<Pick<MailAccountRecord, 'uidValidity' | 'lastUid' | 'problem' | 'checkedAt' | 'waiting'>>;

/** The mailboxes that are fetched from. One process at a time fetches from each: see `hold`. */
export interface MailAccountStore {
  /** The oldest first, those that are switched off too. */
  list(): Promise<MailAccountRecord[]>;
  get(id: string): Promise<MailAccountRecord | null>;
  /** @returns false when this folder of this login is there already. */
  add(account: MailAccountRecord): Promise<boolean>;
  /** @returns null when there is none; 'taken' when the change makes it another account's folder. */
  change(id: string, set: Partial<MailAccountRecord>, at: Date): Promise<MailAccountRecord | 'taken' | null>;
  /** A new refresh token of the same grant: nobody has to begin anew. */
  keepSecret(id: string, secret: string): Promise<void>;
  /** @returns false when it was gone already */
  remove(id: string): Promise<boolean>;
  /** Takes or renews the right to fetch. @returns false when another process has it. */
  hold(id: string, holder: string, now: Date, until: Date): Promise<boolean>;
  /** Gives the right to fetch back; without effect when another process has it. */
  release(id: string, holder: string): Promise<void>;
  /** Notes how far it has come. @returns false when the account is gone or another process has it now. */
  note(id: string, holder: string, progress: MailProgress, fetched?: number): Promise<boolean>;
}

/** Connects with these settings and says in plain words what is wrong. Never throws for what a server or a network does. */
export type TryMailbox = (settings: MailboxSettings, credentials: MailCredentials) => Promise<MailAccountTestResult>;

/** Encrypts and decrypts credentials. `context` says where it is kept: a copy put elsewhere does not open. */
export interface SecretBox {
  seal(plain: string, context: string): string;
  /** @throws when the key or the place is another one. */
  open(sealed: string, context: string): string;
}

/** The context under which an account's credentials are sealed. */
export const mailSecretContext = (accountId: string): string => `mailAccount:${accountId}:credentials`;
