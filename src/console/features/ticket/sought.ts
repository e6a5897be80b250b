/** The message that an address asks for, if it names one. */
export const readSought = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[0-9a-f]{24}$/.test(value) ? value : undefined;
