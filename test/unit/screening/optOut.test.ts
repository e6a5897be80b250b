import { optOutWish } from '../../../src/screening/optOut.js';

test.each([
  ['STOP', 'stop'],
  [' Stop. ', 'stop'],
  ['"opt-out"', 'stop'],
  ['退订', 'stop'],
  ['ＴＤ', 'stop'],
  ['Start', 'start'],
  ['HELP!', 'help'],
  ['stop the washing machine?', null],
  ['please stop', null],
  ['stop'.repeat(20), null],
  ['', null],
])('%j wishes %s', (text, wish) => expect(optOutWish(text)).toBe(wish));
