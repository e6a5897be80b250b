import pino from 'pino';
import { readConfig } from '../../config/env.js';
import { type Command, UsageError } from '../care/command.js';
import { loadDotEnv } from '../care/settings.js';
import { fillStore } from './fillStore.js';

const options = {
  tickets: { type: 'string' },
  messages: { type: 'string' },
  customers: { type: 'string' },
  'data-dir': { type: 'string' },
  seed: { type: 'string', default: 'sayonce' },
  until: { type: 'string' },
} as const;

export const seed: Command<typeof options> = {
  help: `
npm run seed -- --tickets N [--messages M] [--customers C] [--data-dir DIR] [--seed WORD] [--until YYYY-MM-DD]

Fills an empty store (DATA_DIR or MONGODB_URI) with three years of a believable desk: several languages, all channels.
Refuses one that holds tickets. The desk must not run on it.

  --tickets    how many; 10k and 1m are understood
  --messages   in all of them: 5 for each ticket unless told, 1 at least
  --customers  a quarter of the tickets unless told, as many as tickets at most
  --data-dir   an embedded store in this folder, whatever the settings say
  --seed       another word gives other stories; the same one the same
  --until      the last day; today unless told

Exit code: 0 done, 1 not done, 2 wrongly called.`,
  options,

  async run(values, say) {
    if (values.tickets === undefined) throw new UsageError('How many tickets? Say it with --tickets.');
    const tickets = count('--tickets', values.tickets);
    const messages = Math.max(tickets, values.messages === undefined ? tickets * 5 : count('--messages', values.messages));
    const customers = Math.min(
      tickets,
      values.customers === undefined ? Math.max(1, Math.round(tickets / 4)) : count('--customers', values.customers),
    );
    const until = values.until === undefined ? today() : new Date(`${values.until}T00:00:00Z`);
    if (Number.isNaN(until.getTime())) throw new UsageError(`--until ${values.until ?? ''} is not a day: write it as 2026-03-01.`);
    if (values['data-dir'] === '') throw new UsageError('Which folder? --data-dir is empty.');

    loadDotEnv();
    const config = readConfig({ ...process.env, ...(values['data-dir'] ? { DATA_DIR: values['data-dir'], MONGODB_URI: '' } : {}) });
    const done = await fillStore(
      config,
      { seed: values.seed, tickets, messages, customers, until },
      pino({ level: 'warn' }, pino.destination(2)),
      tellProgress(messages, say),
    );
    if (process.stderr.isTTY) say('');
    const n = (value: number): string => value.toLocaleString('en');
    process.stdout.write(
      `${n(done.messages)} messages in ${n(done.tickets)} tickets of ${n(done.customers)} customers, ${n(done.events)} events, ${n(done.intake)} intake rows: ${Math.round(done.seconds)} s, ${n(Math.round(done.messages / done.seconds))} messages/s.\n` +
        `${done.admin.password ? `Sign in as ${done.admin.email} with ${done.admin.password}\n` : ''}Next: npm start${values['data-dir'] ? ` with DATA_DIR=${values['data-dir']}` : ''}\n`,
    );
    return 0;
  },
};

function count(name: string, text: string): number {
  const number = Number(text.replace(/k$/i, '000').replace(/m$/i, '000000'));
  if (!Number.isSafeInteger(number) || number < 1) throw new UsageError(`${name} ${text} is not a number of things to make.`);
  return number;
}

/** At midnight, so that two seeds of one day are the same. */
function today(): Date {
  return new Date(Math.floor(Date.now() / 86_400_000) * 86_400_000);
}

/** On a terminal one line that is written over, otherwise a line a second. */
function tellProgress(messages: number, say: (line: string) => void): (done: number) => void {
  const from = performance.now();
  let shown = 0;
  return (done) => {
    const now = performance.now();
    if (now - shown < 1000) return;
    shown = now;
    const rate = done / ((now - from) / 1000);
    const left = Math.ceil(Math.max(0, (messages - done) / rate));
    const text = `${done.toLocaleString('en')} of ${messages.toLocaleString('en')} messages, ${Math.round(rate).toLocaleString('en')}/s, ${left} s left`;
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
    else say(text);
  };
}
