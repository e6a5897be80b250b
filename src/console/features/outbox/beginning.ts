/** A text without its empty lines: of a few lines that are shown of it, none is spent on nothing. */
export const beginningOf = (text: string): string => text.replace(/\n\s*\n/g, '\n');
