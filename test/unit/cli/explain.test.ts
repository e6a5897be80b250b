import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInlineParser } from '../../../src/channels/email/inlineParser.js';
import { explainFile, explainMail } from '../../../src/cli/explain/explainMail.js';
import { createScratchDesk } from '../../../src/cli/explain/scratchDesk.js';
import { tellMail, ticketOf } from '../../../src/cli/explain/tellMail.js';
import { listFiles, readSource } from '../../../src/cli/explain/files.js';
import { UnreadableInbound } from '../../../src/ports/channel.js';
import { eml } from '../channels/support/fixtures.js';

const KEYS = [
  'file',
  'from',
  'to',
  'cc',
  'subject',
  'date',
  'messageId',
  'inReplyTo',
  'references',
  'text',
  'visibleText',
  'quotedText',
  'signature',
  'html',
  'attachments',
  'kind',
  'bounce',
  'quarantined',
  'ms',
];

test('a line has the same keys for every file, whatever became of it', async () => {
  const parser = createInlineParser();
  const good = await explainMail(
    'a.eml',
    eml(
      'From: Ann <a@example.com>',
      'To: b@example.com',
      'Subject: x',
      'In-Reply-To: <p@x> <q@x>',
      'References: <p@x>',
      'Message-ID: <m@x>',
      '',
      'words',
    ),
    parser,
  );
  expect(Object.keys(good.explained)).toEqual(KEYS);
  expect(good.explained).toMatchObject({
    file: 'a.eml',
    from: { address: 'a@example.com', name: 'Ann' },
    to: [{ address: 'b@example.com', name: null }],
    messageId: 'm@x',
    inReplyTo: 'p@x q@x',
    references: ['p@x'],
    visibleText: 'words',
    kind: 'person',
    bounce: null,
    quarantined: null,
  });
  const refused = await explainMail('b.eml', Buffer.from('x'), {
    parse: () => Promise.reject(new UnreadableInbound('parse_timeout', 'too long')),
    close: () => Promise.resolve(),
  });
  expect(refused.explained).toMatchObject({ file: 'b.eml', quarantined: 'parse_timeout', text: '' });
  const missing = await explainFile('c.eml', () => Promise.reject(new Error('there is no such file')), parser);
  expect(missing).toMatchObject({ explained: { file: 'c.eml', quarantined: 'no_file' }, fault: { ours: false } });
  expect([Object.keys(refused.explained), Object.keys(missing.explained)]).toEqual([KEYS, KEYS]);
});

test('where a mail goes is told with what else it could have been, to people and in JSON', async () => {
  const parser = createInlineParser();
  const desk = await createScratchDesk(parser);
  try {
    const first = eml('From: Ann <ann@example.com>', 'Subject: Lid', 'Message-ID: <one@x>', '', 'The lid is broken.');
    await desk.receive(first, 'first.eml');
    const raw = eml('From: Eve <eve@example.org>', 'Subject: Re: Lid', 'In-Reply-To: <one@x>', 'Message-ID: <two@x>', '', 'Mine too.');
    const placed = await desk.receive(raw, 'second.eml');
    const told = tellMail(await explainMail('second.eml', raw, parser), placed, raw);
    expect(told).toContain('by the rule stranger_with_known_id, 90 % sure');
    expect(told).toContain('or into #1, by the rule reference, 10 %');
    expect(ticketOf(placed)).toMatchObject({
      number: 2,
      opensIt: true,
      rule: 'stranger_with_known_id',
      alternatives: [{ number: 1, subject: '', rule: 'reference', confidence: 0.1 }],
    });
    expect(ticketOf({ ...placed, message: null })).toBeNull();
  } finally {
    await desk.close();
  }
});

test('a fault of ours is no quarantine', async () => {
  const broken = { parse: () => Promise.reject(new Error('a bug')), close: () => Promise.resolve() };
  await expect(explainMail('a.eml', Buffer.from('x'), broken)).rejects.toThrow('a bug');
  const told = await explainFile('a.eml', () => Promise.resolve(Buffer.from('x')), broken);
  expect(told).toMatchObject({
    explained: { file: 'a.eml', quarantined: 'processing_failed' },
    fault: { ours: true, error: expect.objectContaining({ message: 'a bug' }) as Error },
  });
  expect(Object.keys(told.explained)).toEqual(KEYS);
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
