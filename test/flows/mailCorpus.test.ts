import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createMailIds } from '../../src/channels/email/ids.js';
import { createInlineParser } from '../../src/channels/email/inlineParser.js';
import { explainMail, type Explained } from '../../src/cli/explain/explainMail.js';
import { AGENT, createScratchDesk, type Placed, type ScratchDesk } from '../../src/cli/explain/scratchDesk.js';

const FOLDER = new URL('../corpus/mail/', import.meta.url);
const parser = createInlineParser();

/** What a mail should be. Only what is named is compared; README.md in the folder says what each means. */
interface Expected {
  from?: Explained['from'];
  senderDoubt?: string | null;
  to?: string[];
  cc?: string[];
  subject?: string | null;
  messageId?: string | null;
  /** null: not compared. */
  visible?: string | null;
  quoted?: string | null;
  signature?: string | null;
  textHas?: string[];
  htmlHas?: string[];
  htmlHasNot?: string[];
  attachments?: Explained['attachments'];
  kind?: Explained['kind'];
  bounce?: Explained['bounce'];
  quarantined?: string | null;
  ticket?: 'new' | 'joined' | 'same mail';
  rule?: string;
}

interface Case {
  name: string;
  why: string;
  language?: string;
  /** What came in before: other mails of the folder, and answers of ours, which `{{our-id}}`, `{{our-address}}` and `{{our-envelope}}` then mean. */
  after?: (string | { reply: string })[];
  envelope?: { from: string; to: string[] };
  expect: Expected;
}

const names = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.eml'))
  .map((name) => name.replace(/\.eml$/, ''));
const specs = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.replace(/\.json$/, ''));
const cases = names
  .filter((name) => specs.includes(name))
  .map((name): [string, Case] => [name, { ...(JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8')) as Case), name }]);

const rawOf = (name: string): Buffer => readFileSync(new URL(`${name}.eml`, FOLDER));

/** Blank lines and spaces at the ends of lines are nobody's words. */
function words(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(/\u00a0/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}

/** What every mail's file says: who wrote, his words, what is folded, what is attached, what it is, and where it goes. */
const MUST: (keyof Expected)[] = ['from', 'visible', 'quoted', 'signature', 'attachments', 'kind', 'ticket', 'rule'];

test('there are at least 150 mails in at least 12 languages, each with all that it should be', () => {
  expect(names.toSorted()).toEqual(specs.toSorted());
  expect(
    cases.flatMap(([name, { expect: wanted }]) =>
      MUST.filter((key) => wanted[key] === undefined || (key !== 'from' && wanted[key] === null)).map((key) => `${name}: ${key}`),
    ),
  ).toEqual([]);
  expect(names.length).toBeGreaterThanOrEqual(150);
  expect(new Set(cases.flatMap(([, { language }]) => (language ? [language] : []))).size).toBeGreaterThanOrEqual(12);
});

test.each(cases)('%s is read as it should be', async (name, { expect: wanted }) => {
  const { explained, mail } = await explainMail(name, rawOf(name), parser);
  expect(explained.visibleText.length + explained.quotedText.length + explained.signature.length).toBe(explained.text.length);
  expect(shown(explained, mail?.senderDoubt ?? null, wanted)).toEqual(named(wanted));
  for (const part of wanted.textHas ?? []) expect(explained.text).toContain(part);
  for (const part of wanted.htmlHas ?? []) expect(explained.html ?? '').toContain(part);
  for (const part of wanted.htmlHasNot ?? []) expect(explained.html ?? '').not.toContain(part);
});

function shown(explained: Explained, senderDoubt: string | null, wanted: Expected): object {
  const all: Record<string, unknown> = {
    ...explained,
    senderDoubt,
    to: explained.to.map((one) => one.address),
    cc: explained.cc.map((one) => one.address),
    visible: words(explained.visibleText),
    quoted: words(explained.quotedText),
    signature: words(explained.signature),
  };
  return Object.fromEntries(Object.keys(named(wanted)).map((key) => [key, all[key]]));
}

function named({ textHas: _a, htmlHas: _b, htmlHasNot: _c, ticket: _d, rule: _e, ...rest }: Expected): object {
  const parts = ['visible', 'quoted', 'signature'];
  return Object.fromEntries(
    Object.entries(rest).flatMap(([key, value]) =>
      !parts.includes(key) ? [[key, value]] : typeof value === 'string' ? [[key, words(value)]] : [],
    ),
  );
}

describe('where they go', () => {
  // Those with nothing before them share a desk, and those with the same mails before them; an answer of ours is its own.
  const shared = new Map<string, typeof cases>();
  for (const one of cases) {
    const [name, { after = [] }] = one;
    const key = after.every((step) => typeof step === 'string') ? after.join(' ') : name;
    shared.set(key, [...(shared.get(key) ?? []), one]);
  }
  describe.each([...shared])('after "%s"', (before, group) => {
    let desk: ScratchDesk;
    let last: Placed | null = null;
    let ours: Record<string, string> = {};
    beforeAll(async () => {
      desk = await createScratchDesk(parser);
      for (const step of group[0]?.[1].after ?? []) {
        if (typeof step === 'string') last = await desk.receive(rawOf(step), step);
        else ours = marksOf(await desk.reply(last?.ticket?.id ?? '', step.reply));
      }
    });
    afterAll(() => desk.close());

    test.each(group)('%s', async (name, { envelope, expect: wanted }) => {
      const result = await desk.receive(
        fill(rawOf(name), ours),
        name,
        envelope
          ? { mailFrom: envelope.from, rcptTo: envelope.to.map((to) => to.replace('{{our-address}}', ours['our-address'] ?? '')) }
          : {},
      );
      const joined = result.openedBy === null ? 'new' : result.ticket?.id === last?.ticket?.id ? 'joined' : `joined ${result.openedBy}`;
      expect({
        state: result.row.state,
        ticket: result.duplicateOf === null ? joined : 'same mail',
        rule: result.message?.decision?.rule,
      }).toEqual({ state: 'done', ticket: wanted.ticket, rule: wanted.rule });
      // The next mail of the same person has nothing to do with this one.
      if (before === '' && result.ticket) await desk.actions.desk.tickets.change(AGENT, result.ticket.id, { status: 'closed' });
    });
  });
});

/** Puts the marks of our last answer into a mail that answers it. */
function fill(raw: Buffer, marks: Record<string, string>): Buffer {
  return Buffer.from(
    raw.toString('latin1').replace(/\{\{([a-z-]+)\}\}/g, (whole, mark: string) => marks[mark] ?? whole),
    'latin1',
  );
}

const ids = createMailIds(Buffer.alloc(32, 7), 'desk.example');
function marksOf({ messageId, headers }: { messageId: string; headers: Record<string, string> }): Record<string, string> {
  const to = (headers['To'] ?? '').replace(/^.*<|>$/g, '');
  return {
    'our-id': (headers['Message-ID'] ?? '').replace(/[<>]/g, ''),
    'our-address': /<([^>]+)>/.exec(headers['Reply-To'] ?? '')?.[1] ?? '',
    'our-envelope': ids.mintEnvelopeSender('support@desk.example', messageId, to) ?? '',
  };
}

/** Some thousands, when there is time. */
const EXPLAINED = Number(process.env['EXPLAINED_FILES'] ?? 2_000);

test(`the command explains ${EXPLAINED} files in one run, a line for each in their order, also for what is not there`, async () => {
  const folder = fileURLToPath(FOLDER);
  const paths = names.map((name) => `${folder}${name}.eml`);
  const files = [...Array.from({ length: Math.ceil(EXPLAINED / paths.length) }, () => paths).flat(), `${folder}nobody-wrote-this.eml`];
  const { code, stdout, stderr } = await new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
    execFile(
      process.execPath,
      [fileURLToPath(new URL('../../src/cli/run.mjs', import.meta.url)), 'explain', '--json', ...files],
      { maxBuffer: 2 ** 30 },
      (error, out, err) => resolve({ code: error?.code ?? 0, stdout: out, stderr: err }),
    );
  });
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Explained);
  expect(lines.map(({ file }) => file)).toEqual(files);
  expect(lines.at(-1)).toMatchObject({ quarantined: 'no_file' });
  // Read by threads, in whatever order: the same as one after the other.
  const alone = new Map(
    await Promise.all(
      paths.map(async (path): Promise<[string, Explained]> => [path, (await explainMail(path, readFileSync(path), parser)).explained]),
    ),
  );
  for (const line of lines.slice(0, -1)) expect({ ...line, ms: 0 }).toEqual({ ...alone.get(line.file), ms: 0 });
  expect(code).toBe(1);
  expect(stderr).toContain('nobody-wrote-this.eml: there is no such file');
  expect(stderr).not.toContain('processing_failed');
}, 180_000);
