import iconv from 'iconv-lite';
import { columnsOf, readRow } from '../../../src/customers/importRows.js';
import { readTable } from '../../../src/lib/readTable.js';

const CHINESE = '姓名,邮箱,电话,备注\n王小伟,wang@gongsi.example,+86 138 0013 8000,喜欢简短的回复\n李娜,lina@gongsi.example,,老客户\n';
const GERMAN = 'Vorname;Nachname;E-Mail;Notiz\nJörg;Müßig;joerg@firma.example;"Grüße; immer"\n';

test.each([
  ['UTF-8 with a byte order mark', iconv.encode(CHINESE, 'utf-8', { addBOM: true }), 'utf-8', ',', CHINESE],
  ['UTF-8', iconv.encode(GERMAN, 'utf-8'), 'utf-8', ';', GERMAN],
  [
    'UTF-16 as Excel saves "Unicode text"',
    iconv.encode(CHINESE.replaceAll(',', '\t'), 'utf-16le', { addBOM: true }),
    'utf-16le',
    '\t',
    CHINESE,
  ],
  ['UTF-16 the other way', iconv.encode(CHINESE, 'utf-16be', { addBOM: true }), 'utf-16be', ',', CHINESE],
  ['UTF-16 without a mark', iconv.encode(GERMAN, 'utf-16le'), 'utf-16le', ';', GERMAN],
  ['GBK as Excel in China saves CSV', iconv.encode(CHINESE, 'gbk'), 'gb18030', ',', CHINESE],
  ['windows-1252 as Excel in Germany does', iconv.encode(GERMAN, 'windows-1252'), 'windows-1252', ';', GERMAN],
  ['with a line that names what parts the cells', Buffer.from(`sep=;\r\n${GERMAN}`), 'utf-8', ';', GERMAN],
])('a table is read in %s', (_name, bytes, encoding, delimiter, text) => {
  const table = readTable(bytes);
  expect([table.encoding, table.delimiter]).toEqual([encoding, delimiter]);
  expect(table.rows).toEqual(readTable(Buffer.from(text)).rows);
  expect(table.rows[1]?.join(' ')).toMatch(/王小伟|Müßig.*Grüße; immer/);
});

test('what is no table is refused in words', () => {
  expect(() => readTable(Buffer.from('PK\x03\x04\0\0\0\0binary\0'))).toThrow('Save it as CSV');
  expect(() => readTable(Buffer.from(`a,b\n"${'x'.repeat(200_000)}`))).toThrow('cannot be read');
});

const FIELDS = [{ key: 'shoe_size', name: 'Shoe size' }];
test('columns are known by what other systems call them', () => {
  expect(
    columnsOf(
      [
        'Customer Name',
        'E-Mail Address',
        'Email 2',
        'Mobile Phone',
        'customer_id',
        'Tags',
        'Shoe size',
        'field:shoe_size',
        '__proto__',
        'constructor',
        'favourite',
      ],
      FIELDS,
    ),
  ).toEqual(['name', 'email', 'email', 'phone', 'external', 'tags', 'field:shoe_size', 'field:shoe_size', null, null, null]);
});

const HEAD = ['name', 'email', 'phone', 'id', 'tags', 'language', 'time zone', 'notes', '__proto__'];
const USES = columnsOf(HEAD, FIELDS);
test.each([
  [
    'a whole row',
    ['Ann Lee', 'ANN@a.example; ann@b.example', '+1 202-555-0123', 'C-1', 'vip, new', 'zh_TW', 'Asia/Taipei', 'note', 'x'],
    {
      customer: {
        name: 'Ann Lee',
        identities: [
          { kind: 'email', value: 'ann@a.example' },
          { kind: 'email', value: 'ann@b.example' },
          { kind: 'phone', value: '+12025550123' },
          { kind: 'external', value: 'C-1' },
        ],
        tags: ['vip', 'new'],
        language: 'zh-TW',
        timeZone: 'Asia/Taipei',
        likes: '',
        dislikes: '',
        notes: 'note',
        fields: {},
      },
    },
  ],
  [
    'a name and tags with marks that turn the words around them',
    ['\u202eAnn\u2066 \u200fLee\u200e', 'a@b.example', '', '', '\u202evip\u202c, \u2067, vip'],
    { customer: { name: 'Ann Lee', tags: ['vip'] } },
  ],
  ['no address', ['Ann Lee', '', ''], { problem: { code: 'no_address', column: '', value: '' } }],
  ['a bad mail address', ['Ann', 'ann at home'], { problem: { code: 'bad_email', column: 'email', value: 'ann at home' } }],
  ['a bad phone', ['Ann', '', '030 / 12 34 56 789 x'], { problem: { code: 'bad_phone', column: 'phone' } }],
  ['a phone that is told as it is dialled there', ['Ann', '', '0123'], { problem: { code: 'bad_phone', column: 'phone', value: '0123' } }],
  ["a short code, which is nobody's own", ['Ann', 'a@b.example', '10086'], { problem: { code: 'bad_phone', column: 'phone' } }],
  ["a machine's address", ['Shop', 'no-reply@shop.example'], { problem: { code: 'machine_address', column: 'email' } }],
  [
    'a zone that there is not',
    ['Ann', 'a@b.example', '', '', '', '', 'Mars/Base'],
    { problem: { code: 'bad_time_zone', column: 'time zone', value: 'Mars/Base' } },
  ],
  ['no language', ['Ann', 'a@b.example', '', '', '', 'german please'], { problem: { code: 'bad_language' } }],
  ['a name without end', ['x'.repeat(201), 'a@b.example'], { problem: { code: 'too_long' } }],
])('%s', (_name, cells, expected) => {
  expect(readRow(cells, USES, HEAD, 7)).toMatchObject({ row: 7, ...expected });
});

test('a row without a word is none, and a column of a hostile name touches nothing', () => {
  expect(readRow(['', ' ', ''], USES, HEAD, 3)).toBeNull();
  readRow(['Ann', 'a@b.example', '', '', '', '', '', '', '{"polluted": true}'], USES, HEAD, 3);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});
