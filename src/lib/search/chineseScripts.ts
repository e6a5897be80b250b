import hongKong from 'opencc-js/dict/HKVariantsRev';
import simplified from 'opencc-js/dict/TSCharacters';
import taiwan from 'opencc-js/dict/TWVariantsRev';

/** Each character that has forms in several Chinese scripts -> the form that stands for all of them; by code unit where there is one. */
const FORMS = classes([taiwan, hongKong, simplified]);
const BY_CODE: (string | undefined)[] = [];
for (const [char, form] of FORMS) if (char.length === 1) BY_CODE[char.charCodeAt(0)] = form;

/**
 * One form for a character in both Chinese scripts (發 and 髮 are 发 in the other script, so all three are one), so that
 * text in either is found from either. Characters only, no phrases: search needs the same form on both sides, not good Chinese.
 */
export function oneScript(char: string): string {
  return (char.length === 1 ? BY_CODE[char.charCodeAt(0)] : FORMS.get(char)) ?? char;
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
