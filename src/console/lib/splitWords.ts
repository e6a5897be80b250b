/** Tags or keywords as they are typed in one field: between commas of either width, enumeration commas or on lines of their own. */
export const splitWords = (typed: string): string[] =>
  typed
    .split(/[,，、\n]/)
    .map((word) => word.trim())
    .filter(Boolean);
