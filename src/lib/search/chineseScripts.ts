import hongKong from 'opencc-js/dict/HKVariantsRev';
import simplified from 'opencc-js/dict/TSCharacters';
import taiwan from 'opencc-js/dict/TWVariantsRev';

/** Each character that has forms in several Chinese scripts -> the form that stands for all of them. */
const FORMS = classes([taiwan, hongKong, simplified]);
/** The same from code unit to the first code unit of the form; itself for all others. */
const CODES = Uint16Array.from({ length: 0x10000 }, (_, code) => code);
for (const [char, form] of FORMS) if (char.length === 1) CODES[char.charCodeAt(0)] = form.charCodeAt(0);

/**
 * One form for a character in both Chinese scripts (發 and 髮 are 发 in the other script, so all three are one), so that
 * text in either is found from either. Characters only, no phrases: search needs the same form on both sides, not good Chinese.
 */
export function oneScript(char: string): string {
  return FORMS.get(char) ?? char;
}

/** The first code unit of the form of a character that is one code unit: tells without making a string that it is not looked for. */
export function oneScriptCode(code: number): number {
  return CODES[code] ?? code;
}

/** Whatever a chain of pairs connects is one class: 麼 -> 么 and 么 -> 幺 make 麼, 么 and 幺 the same. */
function classes(dictionaries: string[]): Map<string, string> {
  const parent = new Map<string, string>();
  const root = (char: string): string => {
    let at = char;
    for (let up = parent.get(at); up !== undefined && up !== at; up = parent.get(at)) at = up;
    return at;
  };
  for (const dictionary of dictionaries) {
    for (const pair of dictionary.split('|')) {
      const [from = '', to = ''] = pair.split(' ');
      if (from && to && root(from) !== root(to)) parent.set(root(from), root(to));
    }
  }
  return new Map([...parent.keys()].map((char) => [char, root(char)]));
}
