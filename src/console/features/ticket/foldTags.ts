/** So many stand beside a ticket at once; a ticket of forty would otherwise be all tags. */
const MOST = 6;

/** Those that are shown while the others are folded. `kept`: what has to be seen wherever it stands. Nothing is folded for one alone. */
export function foldTags(tags: readonly string[], kept: (tag: string) => boolean = () => false): readonly string[] {
  const shown = tags.filter((tag, at) => at < MOST || kept(tag));
  return tags.length - shown.length > 1 ? shown : tags;
}

/** The same as words: "vip, blender, & +34". */
export function tagWords(tags: readonly string[], list: (items: string[]) => string): string {
  const shown = foldTags(tags);
  const more = tags.length - shown.length;
  return list(more ? [...shown, `+${more}`] : [...shown]);
}
