import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { createParserPool } from '../../channels/email/parserPool.js';
import { listFiles, readSource } from './files.js';
import { explainMail, unreadableFile, type Explained } from './explainMail.js';
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

A mail that cannot be read is told as such (quarantined: its code), as the desk would keep it.
Exit code: 0 all files were explained, 1 some could not be opened, 2 wrongly called.`;

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
  const failed = called.place ? await explainPlaced(files, called.json) : called.json ? await explainAsJson(files) : await explainPlaced(files, false);
  return failed ? 1 : 0;
}

function readArgs(args: string[]): { files: string[]; json: boolean; place: boolean; help: boolean } | null {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { json: { type: 'boolean', default: false }, place: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h', default: false } } });
    if (positionals.length > 0 || values.help) return { files: positionals, json: values.json, place: values.place, help: values.help };
    process.stderr.write('Which mails? npm run explain -- mail.eml ... (--help tells more)\n');
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  }
  return null;
}

/** Many at once, told in the order of the files. @returns whether a file could not be opened. */
async function explainAsJson(files: readonly string[]): Promise<boolean> {
  const threads = availableParallelism();
  const parser = createParserPool({ threads });
  let failed = false;
  try {
    const running: Promise<Explained>[] = [];
    const start = async (file: string): Promise<Explained> => {
      try {
        return (await explainMail(file, await readSource(file), parser)).explained;
      } catch (error) {
        failed = true;
        complain(file, error);
        return unreadableFile(file);
      }
    };
    for (const file of files) {
      running.push(start(file));
      if (running.length >= threads * 4) await print(await (running.shift() as Promise<Explained>));
    }
    for (const one of running) await print(await one);
  } finally {
    await parser.close();
  }
  return failed;
}

/** @returns whether a file could not be opened. */
async function explainPlaced(files: readonly string[], json: boolean): Promise<boolean> {
  const desk = await createScratchDesk();
  let failed = false;
  try {
    for (const file of files) {
      try {
        const raw = await readSource(file);
        const read = await explainMail(file, raw, desk.parser);
        const placed = await desk.receive(raw, file);
        if (json) await print({ ...read.explained, ticket: ticketOf(placed) });
        else process.stdout.write(tellMail(read, placed, raw));
      } catch (error) {
        failed = true;
        complain(file, error);
        if (json) await print({ ...unreadableFile(file), ticket: null });
      }
    }
  } finally {
    await desk.close();
  }
  return failed;
}

/** Waits when the reader of the pipe is slower than we are. */
function print(explained: object): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(`${JSON.stringify(explained)}\n`, (error) => (error ? reject(error) : resolve()));
  });
}

function complain(file: string, reason: unknown): void {
  process.stderr.write(`${file}: ${reason instanceof Error ? reason.message : String(reason)}\n`);
}
