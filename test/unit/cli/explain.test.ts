import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInlineParser } from '../../../src/channels/email/inlineParser.js';
import { explainMail, unreadableFile } from '../../../src/cli/explain/explainMail.js';
import { listFiles, readSource } from '../../../src/cli/explain/files.js';
import { UnreadableInbound } from '../../../src/ports/channel.js';
import { eml } from '../channels/support/fixtures.js';

const KEYS = ['file', 'from', 'to', 'cc', 'subject', 'date', 'messageId', 'inReplyTo', 'references', 'text', 'visibleText', 'quotedText', 'signature', 'html', 'attachments', 'kind', 'bounce', 'quarantined', 'ms'];

test('a line has the same keys for every file, whatever became of it', async () => {
  const parser = createInlineParser();
  const good = await explainMail('a.eml', eml('From: Ann <a@example.com>', 'To: b@example.com', 'Subject: x', 'In-Reply-To: <p@x> <q@x>', 'References: <p@x>', 'Message-ID: <m@x>', '', 'words'), parser);
  expect(Object.keys(good.explained)).toEqual(KEYS);
  expect(good.explained).toMatchObject({ file: 'a.eml', from: { address: 'a@example.com', name: 'Ann' }, to: [{ address: 'b@example.com', name: null }], messageId: 'm@x', inReplyTo: 'p@x q@x', references: ['p@x'], visibleText: 'words', kind: 'person', bounce: null, quarantined: null });
  const refused = await explainMail('b.eml', Buffer.from('x'), { parse: () => Promise.reject(new UnreadableInbound('parse_timeout', 'too long')), close: () => Promise.resolve() });
  expect(refused.explained).toMatchObject({ file: 'b.eml', quarantined: 'parse_timeout', text: '' });
  expect([Object.keys(refused.explained), Object.keys(unreadableFile('c.eml'))]).toEqual([KEYS, KEYS]);
});

test('a fault of ours is no quarantine', async () => {
  await expect(explainMail('a.eml', Buffer.from('x'), { parse: () => Promise.reject(new Error('a bug')), close: () => Promise.resolve() })).rejects.toThrow('a bug');
});

test('folders are their mails, and what is not there says so', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'explain-test-'));
  try {
    for (const name of ['b.eml', 'a.EML', 'c.txt']) writeFileSync(join(folder, name), 'x');
    expect(listFiles([folder, '-', 'no.eml']).map((file) => file.replace(`${folder}/`, ''))).toEqual(['a.EML', 'b.eml', '-', 'no.eml']);
    await expect(readSource(join(folder, 'no.eml'))).rejects.toThrow('there is no such file');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
