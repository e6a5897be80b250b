import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { createParserPool } from '../../channels/email/parserPool.js';
import { listFiles, readSource } from './files.js';
import { explainFile, explainMail, failedFile, type ExplainedFile } from './explainMail.js';
import { createScratchDesk } from './scratchDesk.js';
import { tellMail, ticketOf } from './tellMail.js';

const HELP = `
npm run explain -- [--json [--place]] FILE.eml | FOLDER | - ...

Tells how each mail is read, what it is and where it would go, by the code that the desk itself uses; no desk need run, and
none is touched. Several mails are one story: each is placed as if those before it had come in before.

  FOLDER   all *.eml files in it and below, by name
  -        one mail from standard input
  --json   one line of JSON for each file instead, without the ticket:
           {file, from, to, cc, subject, date, messageId, inReplyTo, references, text, visibleText, quotedText, signature,
           html, attachments, kind, bounce, quarantined, ms}
           With --place also where it would go, in "ticket": {number, subject, opensIt, rule, confidence, evidence,
           alternatives}, or null; the files are placed one after the other then, which takes longer.
           Use "npm run -s explain" when the lines go into a program.

A mail that cannot be read is told as such (quarantined: its code), as the desk would keep it. Where our own reader fails,
the code is processing_failed and the fault itself stands on standard error: please report it.
Exit code: 0 all files were explained, 1 some could not be opened, 2 wrongly called, 3 our reader failed on some.`;

/** The exit code of a run in which something went wrong; a fault of ours outweighs a file that is not there. */
const CODES = { noFile: 1, ourFault: 3 } as const;
type Trouble = keyof typeof CODES;

/** @returns the exit code. */
export async function explain(args: string[]): Promise<number> {
  const called = readArgs(args);
  if (called === null) return 2;
  if (called.help) {
    process.stdout.write(`${HELP.trim()}\n`);
    return 0;
  }
  const files = listFiles(called.files);
  if (files.length === 0) {
    process.stderr.write('There are no .eml files in it.\n');
    return 1;
  }
  const troubles = called.json && !called.place ? await explainAsJson(files) : await explainPlaced(files, called.json);
  return Math.max(0, ...[...troubles].map((trouble) => CODES[trouble]));
}

function readArgs(args: string[]): { files: string[]; json: boolean; place: boolean; help: boolean } | null {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        place: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (positionals.length > 0 || values.help) return { files: positionals, json: values.json, place: values.place, help: values.help };
    process.stderr.write('Which mails? npm run explain -- mail.eml ... (--help tells more)\n');
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  }
  return null;
}

/** Many at once, told in the order of the files. @returns what went wrong. */
async function explainAsJson(files: readonly string[]): Promise<Set<Trouble>> {
  const threads = availableParallelism();
  const parser = createParserPool({ threads });
  const troubles = new Set<Trouble>();
  const tell = async ({ explained, fault }: ExplainedFile): Promise<void> => {
    if (fault) {
      troubles.add(fault.ours ? 'ourFault' : 'noFile');
      complain(explained.file, fault.error, fault.ours);
    }
    await print(explained);
  };
  try {
    const running: Promise<ExplainedFile>[] = [];
    for (const file of files) {
      running.push(explainFile(file, readSource, parser));
      if (running.length >= threads * 4) await tell(await (running.shift() as Promise<ExplainedFile>));
    }
    for (const one of running) await tell(await one);
  } finally {
    await parser.close();
  }
  return troubles;
}

/** @returns what went wrong. */
async function explainPlaced(files: readonly string[], json: boolean): Promise<Set<Trouble>> {
  const desk = await createScratchDesk();
  const troubles = new Set<Trouble>();
  try {
    for (const file of files) {
      let raw: Buffer | null = null;
      try {
        raw = await readSource(file);
        const read = await explainMail(file, raw, desk.parser);
        const placed = await desk.receive(raw, file);
        if (json) await print({ ...read.explained, ticket: ticketOf(placed) });
        else process.stdout.write(tellMail(read, placed, raw));
      } catch (error) {
        const ours = raw !== null;
        troubles.add(ours ? 'ourFault' : 'noFile');
        complain(file, error, ours);
        if (json) await print({ ...failedFile(file, ours), ticket: null });
      }
    }
  } finally {
    await desk.close();
  }
  return troubles;
}

/** Waits when the reader of the pipe is slower than we are. */
function print(explained: object): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(`${JSON.stringify(explained)}\n`, (error) => (error ? reject(error) : resolve()));
  });
}

/** Of a fault of ours the whole way to it. */
function complain(file: string, reason: unknown, ours: boolean): void {
  const words = reason instanceof Error ? (ours ? reason.stack : reason.message) : null;
  process.stderr.write(`${file}: ${words ?? String(reason)}\n`);
}
