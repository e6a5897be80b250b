/** What a run may be cut down to, with `--only`. */
export const SECTIONS = ['points', 'lists', 'ticket', 'timeline', 'search', 'counters', 'duplicates', 'insert'] as const;
export type Section = (typeof SECTIONS)[number];

/** @throws Error naming a section that is none. */
export function readSections(only: string): Section[] {
  const names = only
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return names.map((name) => {
    const section = SECTIONS.find((one) => one === name);
    if (!section) throw new Error(`"${name}" is not a section: ${SECTIONS.join(', ')}`);
    return section;
  });
}

/** @param only names of sections with commas; '' for all. */
export function isWanted(section: Section, only: string): boolean {
  return only === '' || readSections(only).includes(section);
}
