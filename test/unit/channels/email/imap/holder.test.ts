import { spawnSync } from 'node:child_process';
import { hostname } from 'node:os';
import { hasSurelyEnded, ownHolder } from '../../../../../src/channels/email/imap/holder.js';

test('only a process of this machine that is gone has surely ended', () => {
  const mine = ownHolder();
  const gone = spawnSync(process.execPath, ['-e', '']).pid;
  expect(hasSurelyEnded(mine, mine)).toBe(false);
  expect(hasSurelyEnded(`${hostname()}/${process.ppid}/abc`, mine)).toBe(false);
  expect(hasSurelyEnded(`elsewhere.${hostname()}/${gone}/abc`, mine)).toBe(false);
  expect(hasSurelyEnded('odd', mine)).toBe(false);
  expect(hasSurelyEnded(`${hostname()}/${gone}/abc`, mine)).toBe(true);
  expect(hasSurelyEnded(ownHolder(), mine)).toBe(true);
});
