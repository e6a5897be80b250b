import { isTraditionalChinese } from '../contract/languages.js';

/**
 * Texts that rules send. Variables are `{{name}}`, `{{number}}` and `{{subject}}`. One text may hold several languages,
 * each below a line with its code: `[en]`, `[zh]`, `[zh-TW]`.
 */
const LANGUAGE_LINE = /^\[([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\][ \t]*$/;

/** What a text may name. A null name leaves no hole. */
export interface TemplateValues {
  name: string | null;
  number: number;
  subject: string;
}

/** The part of a text for a language: exactly, else in the same writing (zh-HK reads zh-TW), else by its first part, else what comes first. */
export function inLanguage(text: string, language: string | null): string {
  const parts: { language: string | null; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const code = LANGUAGE_LINE.exec(line.trimEnd())?.[1];
    const last = parts.at(-1);
    if (code) parts.push({ language: code.toLowerCase(), lines: [] });
    else if (last) last.lines.push(line);
    else parts.push({ language: null, lines: [line] });
  }
  const full = parts.filter(({ lines }) => lines.some((line) => line.trim() !== ''));
  const wanted = language?.toLowerCase().replaceAll('_', '-');
  const found =
    full.find((part) => part.language === wanted) ??
    full.find((part) => part.language !== null && wanted !== undefined && sameWriting(part.language, wanted)) ??
    full.find((part) => part.language !== null && part.language.split('-')[0] === wanted?.split('-')[0]) ??
    full[0];
  return found?.lines.join('\n').trim() ?? '';
}

const sameWriting = (one: string, other: string): boolean =>
  one.split('-')[0] === other.split('-')[0] && isTraditionalChinese(one) === isTraditionalChinese(other);

/**
 * Puts the values in, in one pass, so that a subject with braces stays what it is. What is unknown leaves no hole in
 * the sentence: "Hi {{name}}," becomes "Hi,".
 */
export function fillIn(template: string, { name, number, subject }: TemplateValues): string {
  const values: Record<string, string> = { name: name ?? '', number: String(number), subject };
  const filled = template.replace(/([ \t]*)\{\{\s*(\w+)\s*\}\}/g, (_all, space: string, variable: string) => {
    const value = Object.hasOwn(values, variable) ? values[variable] : '';
    return value ? space + value : '';
  });
  return filled.trim();
}

/** A customer without a name is shown by his address or number, which is nothing to call him by. */
export function callable(name: string | null): string | null {
  const given = name?.trim() ?? '';
  return given === '' ||
    given.includes('@') ||
    /^\+?[\d\s().-]+$/.test(given) ||
    /^(?:Visitor [\w-]{1,8}|Caller without number)$/.test(given)
    ? null
    : given;
}
