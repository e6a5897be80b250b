import { TimeZone } from '../contract/common.js';
import type { ImportRow } from '../contract/customerImport.js';
import { withoutInvisible } from '../contract/invisible.js';
import { givenIdentity } from './normalise.js';
import { sharedKind } from './sharedAddress.js';

/** What a row of a table says of a customer. */
export interface RowCustomer {
  name: string;
  identities: { kind: 'email' | 'phone' | 'external'; value: string }[];
  tags: string[];
  language: string | null;
  timeZone: string | null;
  likes: string;
  dislikes: string;
  notes: string;
  fields: Record<string, string>;
}
/** One row, as a spreadsheet counts them (the head is 1), or why it cannot be taken. */
export type ReadRow = { row: number; customer: RowCustomer } | { row: number; name: string; problem: NonNullable<ImportRow['problem']> };
/** What a column is read as; `field:KEY` fills a field of the desk's own. */
export type ColumnUse =
  | 'name'
  | 'firstName'
  | 'lastName'
  | 'email'
  | 'phone'
  | 'external'
  | 'tags'
  | 'language'
  | 'timeZone'
  | 'likes'
  | 'dislikes'
  | 'notes'
  | `field:${string}`;

/** How columns are called in the exports of other systems. A number after it ("E-mail 2") makes no difference. */
const NAMES: readonly [ColumnUse, RegExp][] = [
  ['firstName', /^(?:first ?name|given ?name|vorname|prénom|nombre de pila|名)$/],
  ['lastName', /^(?:last ?name|family ?name|surname|nachname|nom de famille|apellidos?|姓)$/],
  ['name', /^(?:(?:full |customer |display |contact )?name|nom|nombre|姓名|名字|名称|名稱|客户|客戶|客户姓名|客戶姓名|氏名|이름)$/],
  [
    'email',
    /^(?:e[- ]?mails?(?: address(?:es)?)?|mail|邮箱|郵箱|电子邮件|電子郵件|邮件地址|信箱|メール(?:アドレス)?|이메일|correo(?: electrónico)?|courriel)$/,
  ],
  [
    'phone',
    /^(?:(?:mobile |cell |work |home )?(?:phone|mobile|tel|telephone|cell)(?: ?(?:number|no))?|telefon(?:nummer)?|handy|téléphone|teléfono|móvil|手机|手機|电话|電話|手机号|手機號碼|联系电话|聯絡電話|電話番号|携帯|전화(?:번호)?)$/,
  ],
  [
    'external',
    /^(?:(?:external|customer|client|user|account|kunden|member) ?(?:id|no|number|nr|nummer)|id|客户编号|客戶編號|客户号|会员号|會員編號|顧客番号)$/,
  ],
  ['tags', /^(?:tags?|labels?|标签|標籤|タグ)$/],
  ['language', /^(?:language|lang|locale|sprache|langue|idioma|语言|語言)$/],
  ['timeZone', /^(?:time ?zone|tz|zeitzone|时区|時區)$/],
  ['likes', /^(?:likes|喜欢|喜歡)$/],
  ['dislikes', /^(?:dislikes|不喜欢|不喜歡)$/],
  ['notes', /^(?:notes?|comments?|remarks?|notiz(?:en)?|备注|備註|備考)$/],
];
const LONGEST = { name: 200, likes: 2000, dislikes: 2000, notes: 10_000, tag: 60, field: 2000 } as const;
const MOST_IDENTITIES = 50;

/** What each column of the head is read as; null: not at all. `field:KEY`, or the name of a field of the desk's own, fills that field. */
export function columnsOf(head: readonly string[], fields: readonly { key: string; name: string }[]): (ColumnUse | null)[] {
  return head.map((cell): ColumnUse | null => {
    const plain = cell
      .normalize('NFC')
      .toLowerCase()
      .replace(/[_\-.]+/g, ' ')
      .replace(/\s*\d+$/, '')
      .replace(/\s+/g, ' ')
      .trim();
    const named = NAMES.find(([, pattern]) => pattern.test(plain))?.[0];
    if (named) return named;
    const own = fields.find(
      ({ key, name }) => cell.trim().toLowerCase() === name.toLowerCase() || cell.trim() === key || cell.trim() === `field:${key}`,
    );
    return own ? `field:${own.key}` : null;
  });
}

/** @param row as a spreadsheet counts. @returns null for a row without a word. */
export function readRow(
  cells: readonly string[],
  uses: readonly (ColumnUse | null)[],
  head: readonly string[],
  row: number,
): ReadRow | null {
  if (cells.every((cell) => cell.trim() === '')) return null;
  const texts = (use: ColumnUse): { text: string; column: string }[] =>
    cells.flatMap((cell, at) =>
      uses[at] === use && cell.trim() !== '' ? [{ text: cell.normalize('NFC').trim(), column: head[at] ?? '' }] : [],
    );
  const one = (use: ColumnUse): string =>
    texts(use)
      .map(({ text }) => text)
      .join('\n');
  const many = (use: ColumnUse): { text: string; column: string }[] =>
    texts(use).flatMap(({ text, column }) =>
      text
        .split(/[;,，；、|\n]/)
        .map((part) => ({ text: part.trim(), column }))
        .filter((part) => part.text !== ''),
    );
  const named = withoutInvisible(one('name') || [one('firstName'), one('lastName')].filter(Boolean).join(' '))
    .replace(/\s+/g, ' ')
    .trim();
  const refused = (code: NonNullable<ImportRow['problem']>['code'], column: string, value = ''): ReadRow => ({
    row,
    name: named.slice(0, LONGEST.name),
    problem: { code, column, value: value.slice(0, 200) },
  });

  const identities = new Map<string, RowCustomer['identities'][number]>();
  for (const [kind, code] of [
    ['email', 'bad_email'],
    ['phone', 'bad_phone'],
    ['external', 'bad_id'],
  ] as const) {
    // An id may hold a comma; addresses and numbers may stand several in a cell.
    for (const { text, column } of kind === 'external' ? texts(kind) : many(kind)) {
      const value = givenIdentity(kind, text);
      if (value === null) return refused(code, column, text);
      if (sharedKind(kind, value) === 'machine') return refused('machine_address', column, text);
      identities.set(`${kind} ${value}`, { kind, value });
    }
  }
  if (identities.size === 0) return refused('no_address', '');
  if (identities.size > MOST_IDENTITIES) return refused('too_long', '');

  const tags = [...new Set(many('tags').map(({ text }) => withoutInvisible(text).trim()))].filter(Boolean);
  for (const [use, limit] of [
    ['likes', LONGEST.likes],
    ['dislikes', LONGEST.dislikes],
    ['notes', LONGEST.notes],
  ] as const)
    if (one(use).length > limit) return refused('too_long', texts(use)[0]?.column ?? '');
  if (named.length > LONGEST.name || tags.length > 50 || tags.some((tag) => tag.length > LONGEST.tag))
    return refused('too_long', named.length > LONGEST.name ? 'name' : 'tags');
  const [language, timeZone] = [one('language'), one('timeZone')];
  if (language && !/^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$/.test(language))
    return refused('bad_language', texts('language')[0]?.column ?? '', language);
  if (timeZone && !TimeZone.safeParse(timeZone).success) return refused('bad_time_zone', texts('timeZone')[0]?.column ?? '', timeZone);
  const fields = uses.flatMap((use, at) =>
    use?.startsWith('field:') && cells[at]?.trim() ? [[use.slice(6), cells[at].trim()] as const] : [],
  );
  if (fields.some(([, value]) => value.length > LONGEST.field)) return refused('too_long', '');
  const [first] = identities.values();
  return {
    row,
    customer: {
      name: named || (first?.value ?? ''),
      identities: [...identities.values()],
      tags,
      language: language.replaceAll('_', '-') || null,
      timeZone: timeZone || null,
      likes: one('likes'),
      dislikes: one('dislikes'),
      notes: one('notes'),
      fields: Object.fromEntries(fields),
    },
  };
}
