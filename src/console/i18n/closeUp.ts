import type { PostProcessorModule } from 'i18next';

/** Characters after and before which Chinese leaves no gap: its own, and its punctuation. */
const FULL = String.raw`[\p{Script=Han}、，。：；！？“”「」『』《》（）…]`;
/** Of no script and of no use, so it stands in no text: where a value was put in begins and ends with it. */
const EDGE = '\uE000';
const GAP = new RegExp(`(${FULL}${EDGE}?) (?=(${EDGE}?)${FULL})`, 'gu');
const ENDS = new RegExp(`${FULL}$`, 'u');
const BEGINS = new RegExp(`^${FULL}`, 'u');
/** Punctuation that brings its own gap, whatever follows. */
const STOPS = /[、，。：；！？]$/;

export const isChinese = (language: string | undefined): boolean => language?.startsWith('zh') ?? false;

/** For `closeUp`: shows where a value begins and ends. */
export const edged = (value: string): string => (value === '' ? value : EDGE + value + EDGE);

/**
 * The words around a value leave a gap for one in Latin letters or figures. Beside a Chinese name it would be a hole in the
 * line, and is closed; gaps within what somebody wrote stay.
 */
export const closeUp: PostProcessorModule = {
  type: 'postProcessor',
  name: 'closeUp',
  process: (text: string) =>
    text.includes(EDGE)
      ? text.replaceAll(GAP, (all, before: string, edge: string) => (before.endsWith(EDGE) || edge ? before : all)).replaceAll(EDGE, '')
      : text,
};

/** What stands between two pieces of one line. */
export const gapBetween = (before: string, after: string): '' | ' ' =>
  STOPS.test(before) || (ENDS.test(before) && BEGINS.test(after)) ? '' : ' ';
