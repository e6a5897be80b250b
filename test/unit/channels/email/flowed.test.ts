import { unflow } from '../../../../src/channels/email/flowed.js';
import { parseInline } from '../../../../src/channels/email/parse.js';
import { eml } from '../support/fixtures.js';

test.each([
  ['a paragraph over three lines', 'It leaks \nat the \nbottom.\nBye', 'It leaks at the bottom.\nBye'],
  ['words before what they answer', 'Yes, it does \n> Does it leak?\n', 'Yes, it does \n> Does it leak?\n'],
  ['a quotation of several lines', '>Does it \n>leak?\nYes', '> Does it leak?\nYes'],
  ['two depths of quotation', '>> Does it \n> It does \n>> leak?', '>> Does it \n> It does \n>> leak?'],
  ['quotations with a blank in between', '> > Does it \n> > leak?', '> > Does it \n> > leak?'],
  ['a signature', 'Bye \n-- \nAnn', 'Bye \n-- \nAnn'],
  ['lines with a blank more', ' From here\n  x\n >y', 'From here\n x\n>y'],
  ['empty lines', 'One \n\nTwo', 'One \nTwo'],
])('%s', (_what, flowed, text) => {
  expect(unflow(flowed, false)).toBe(text);
});

test('the blank that a program put there with the break goes with it', () => {
  expect(unflow('客 \n服\nIt  \nleaks', true)).toBe('客服\nIt leaks');
});

test('HTML has no soft breaks, whatever its type says', async () => {
  const mail = await parseInline(
    eml('From: ann@example.org', 'Content-Type: text/html; format=flowed', '', '<pre>It ', ' leaks</pre><p', '>today</p>'),
  );
  expect(mail.html).toBe('<pre>It \n leaks</pre><p>today</p>');
});

test('an answer is not folded away with what it answers', async () => {
  const mail = await parseInline(
    eml(
      'From: ann@example.org',
      'Content-Type: text/plain; format=flowed; charset=utf-8',
      '',
      'Yes, at the ',
      'bottom. ',
      '> Does it leak? ',
      '> And where?',
    ),
  );
  expect(mail.text).toBe('Yes, at the bottom. \n> Does it leak? And where?');
  expect(mail.fold.map(({ kind }) => kind)).toEqual(['visible', 'quoted']);
});
