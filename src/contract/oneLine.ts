/** Full-width punctuation brings its own gap, whatever follows; an ellipsis does so beside Chinese characters only. */
const CLOSED_BREAK = /(?<=[、，。：；！？」』）》]|\p{Script=Han}…{1,2})\s+|(?<=…)\s+(?=\p{Script=Han})/gu;

/**
 * The lines of a text as one line. Where they met stands a space, but none after full-width punctuation: "您好，您的包裹".
 * Spaces that stand within a line stay, as one.
 */
export function oneLine(text: string): string {
  return text.replace(CLOSED_BREAK, (gap) => (gap.includes('\n') ? '' : ' ')).replace(/\s+/g, ' ');
}
