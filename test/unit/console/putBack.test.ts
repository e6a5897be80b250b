/** Words that went nowhere, or were taken back, come into the box in the order in which they were written. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { EMPTY, type Draft } from '../../../src/console/features/composer/draft.js';
import { forgetPutBack, putBack } from '../../../src/console/features/composer/putBack.js';

const NUMBERS = ['one', 'two', 'three'] as const;
const AT = { one: '2026-11-22T09:01:00.000Z', two: '2026-11-22T09:02:00.000Z', three: '2026-11-22T09:03:00.000Z' };

describe.each(['reply', 'note'] as const)('in the box of a %s', (tab) => {
  let box: Draft;
  const put = (name: (typeof NUMBERS)[number], html: string | null = null): void => {
    const sent: Draft = { ...EMPTY, tab, [tab]: name, replyHtml: html };
    box = { ...box, ...putBack('t1', box, sent, AT[name]) };
  };
  const type = (text: string): void => void (box = { ...box, [tab]: box[tab] + text });
  beforeEach(() => {
    box = { ...EMPTY, tab };
    forgetPutBack('t1', tab);
  });

  test.each([
    ['one', 'two', 'three'],
    ['three', 'two', 'one'],
    ['two', 'three', 'one'],
  ] as const)('what was written later stands below: %s, %s, %s', (...order) => {
    for (const name of order) put(name);
    expect(box[tab]).toBe('one\n\ntwo\n\nthree');
  });

  test('what is begun stays last, also when it is written on meanwhile', () => {
    type('begun');
    put('two');
    expect(box[tab]).toBe('two\n\nbegun');
    put('three');
    type(', and more');
    put('one');
    expect(box[tab]).toBe('one\n\ntwo\n\nthree\n\nbegun, and more');
  });

  test('who writes on in what was put back has the later words below it, and the earlier ones above', () => {
    put('two');
    type(', changed');
    put('three');
    put('one');
    expect(box[tab]).toBe('one\n\ntwo, changed\n\nthree');
  });

  test('what was sent since, or written instead, has no part in it', () => {
    put('one');
    box = { ...box, [tab]: '' };
    forgetPutBack('t1', tab);
    type('one thing else');
    put('two');
    expect(box[tab]).toBe('two\n\none thing else');
    box = { ...box, [tab]: 'begun anew' };
    put('three');
    expect(box[tab]).toBe('three\n\nbegun anew');
  });

  if (tab === 'reply')
    test('formatting is kept', () => {
      put('three', '<p><strong>three</strong></p>');
      put('one');
      put('two', '<p><em>two</em></p>');
      expect(box.replyHtml).toBe('<p>one</p><p></p><p><em>two</em></p><p></p><p><strong>three</strong></p>');
    });
});
