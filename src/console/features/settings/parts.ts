export const PARTS = ['start', 'mail', 'chat', 'articles', 'people', 'hours', 'tags', 'fields', 'macros', 'import'] as const;
export type Part = (typeof PARTS)[number];

/** A part that nobody knows is the first one. */
export const readPart = (part: string): Part => PARTS.find((one) => one === part) ?? 'start';
