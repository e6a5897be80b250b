/** Each part of the settings, and the right without which there is nothing to see in it. */
export const PART_RIGHTS = {
  start: 'settings.read',
  mail: 'mail_accounts.read',
  phone: 'settings.read',
  chat: 'settings.read',
  people: 'agents.read',
  tokens: 'tokens.write',
  hours: 'workspace.read',
  topics: 'workspace.read',
  tags: 'workspace.read',
  fields: 'workspace.read',
  macros: 'workspace.read',
  articles: 'articles.read',
  import: 'customer.import',
} as const;
/** With which right a part is changed: without it one only looks. */
export const CHANGE_RIGHTS = {
  start: 'settings.write',
  mail: 'mail_accounts.write',
  phone: 'settings.write',
  chat: 'settings.write',
  people: 'agents.write',
  tokens: 'tokens.write',
  hours: 'settings.write',
  topics: 'workspace.share',
  tags: 'workspace.share',
  fields: 'workspace.share',
  macros: 'workspace.own',
  articles: 'articles.write',
  import: 'customer.import',
} as const;
export type Part = keyof typeof PART_RIGHTS;
/** In the order in which they are shown. */
export const PARTS = Object.keys(PART_RIGHTS) as Part[];

/** A part that nobody knows is the first one. */
export const readPart = (part: string): Part => PARTS.find((one) => one === part) ?? 'start';
