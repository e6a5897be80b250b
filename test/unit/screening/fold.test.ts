import fc from '../../support/random.js';
import { foldText, partText, type FoldHint } from '../../../src/screening/fold/foldText.js';

/** What mails are made of: attributions, heads, marks, signatures, answers, in any order and broken anywhere. */
const PIECES = [
  'Thanks.\n',
  '\n',
  ' \n',
  '> quoted\n',
  '>> twice\n',
  'On 3 Nov 2026 at 10:11, Ann <a@b.example> wrote:\n',
  'On Tue, Nov 3, 2026 at 10:11 AM Ann\n',
  '<a@b.example> wrote:\n',
  'Am 03.11.26 um 10:11 schrieb Ann:\n',
  'From: Ann\n',
  'Sent: Tuesday\n',
  'To: Bob\n',
  'Subject: x\n',
  '-----Original Message-----\n',
  '________________________________\n',
  '-- \n',
  '--\n',
  'Ann Lee\n',
  'Sent from my iPhone\n',
  'This e-mail is confidential\n',
  '在 2026年11月3日，Ann 写道：\n',
  '发件人: Ann\n',
  'x\r\n',
  '\u00a0\n',
  'no line end',
  '\t> tab\n',
  '😀\n',
];
const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((pieces) => pieces.join(''));

const kinds = ['visible', 'quoted', 'signature'] as const;

test('the parts, in their order, are the text, and something is always shown', () => {
  fc.assert(
    fc.property(
      text,
      fc.array(fc.record({ kind: fc.constantFrom('quoted' as const, 'signature' as const), from: fc.nat(200), length: fc.nat(200) }), {
        maxLength: 4,
      }),
      (mail, marks) => {
        const hints: FoldHint[] = marks.map(({ kind, from, length }) => ({ kind, from, to: from + length }));
        const fold = foldText(mail, hints);
        expect(fold.reduce((sum, part) => sum + part.length, 0)).toBe(mail.length);
        expect(fold.every((part, at) => part.length > 0 && part.kind !== fold[at - 1]?.kind)).toBe(true);
        expect(kinds.reduce((sum, kind) => sum + partText(mail, fold, kind).length, 0)).toBe(mail.length);
        if (mail.trim() !== '') expect(partText(mail, fold, 'visible').trim()).not.toBe('');
      },
    ),
    { numRuns: 2_000 },
  );
});

test.each<[string, string, string]>([
  ['answers between quoted lines are his words', '> Is it blue?\nNo.\n> And new?\nYes.\n', 'No.\nYes.'],
  [
    'a date and "wrote:" in the middle of a sentence',
    'My wife wrote: it leaks.\nOn 3 November it began.\n',
    'My wife wrote: it leaks.\nOn 3 November it began.',
  ],
  ['an attribution without a time needs quoted lines below it', 'Ann wrote:\nit leaks\n', 'Ann wrote:\nit leaks'],
  ['two header words are not a head', 'From: Berlin\nTo: Rome\nThat is my route.\n', 'From: Berlin\nTo: Rome\nThat is my route.'],
  ['a list with dashes is no signature', 'I need:\n-- one lamp\n-- two bulbs\n', 'I need:\n-- one lamp\n-- two bulbs'],
  ['a quoted signature does not hide the answer below it', '> Hello\n> -- \n> Support\n\nIt works.\n', 'It works.'],
  ['a wrapped end of a quoted line is quoted with it', `> ${'long words '.repeat(7)}and\nmore\n> end\nFine.\n`, 'Fine.'],
])('%s', (_name, mail, visible) => {
  expect(partText(mail, foldText(mail), 'visible').trim()).toBe(visible);
});

test('time grows with the length, not with its square', () => {
  const cpu = (size: number): number => {
    const mail = '> a\nb\nOn Mon 3\nFrom: x\n-- \n'.repeat(size);
    const before = process.cpuUsage();
    foldText(mail);
    const used = process.cpuUsage(before);
    return (used.user + used.system) / 1000;
  };
  cpu(500);
  // Ten times the text: a square would take a hundred times as long.
  expect(cpu(10_000)).toBeLessThan(40 * Math.max(20, cpu(1_000)));
});
