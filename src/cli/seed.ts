/**
 * `npm run seed -- --tickets N [--messages M] [--customers C] [--data-dir DIR] [--seed WORD] [--until DAY]`: fills an
 * empty store (DATA_DIR or MONGODB_URI) with three years of a believable desk.
 */
import { parseArgs } from 'node:util';
import pino from 'pino';
import { readConfig } from '../config/env.js';
import { fillStore } from './seed/fillStore.js';

const USAGE = 'npm run seed -- --tickets N [--messages M] [--customers C] [--data-dir DIR] [--seed WORD] [--until YYYY-MM-DD]\n';
const { values } = parseArgs({
  options: { tickets: { type: 'string' }, messages: { type: 'string' }, customers: { type: 'string' }, 'data-dir': { type: 'string' }, seed: { type: 'string', default: 'sayonce' }, until: { type: 'string' } },
});
const count = (text: string | undefined, otherwise: number): number => {
  const number = text === undefined ? otherwise : Number(text.replace(/k$/i, '000').replace(/m$/i, '000000'));
  if (!Number.isSafeInteger(number) || number < 1) fail(`"${text ?? ''}" is not a number of things to make`);
  return number;
};
function fail(problem: string): never {
  process.stderr.write(`${problem}\n${USAGE}`);
  process.exit(2);
}

if (values.tickets === undefined) fail('How many tickets?');
const tickets = count(values.tickets, 0);
const messages = Math.max(tickets, count(values.messages, tickets * 5));
const customers = Math.min(tickets, count(values.customers, Math.max(1, Math.round(tickets / 4))));
// Today at midnight, so that two seeds of one day are the same.
const until = values.until === undefined ? new Date(Math.floor(Date.now() / 86_400_000) * 86_400_000) : new Date(`${values.until}T00:00:00Z`);
if (Number.isNaN(until.getTime())) fail(`"${values.until ?? ''}" is not a day`);

const config = readConfig({ ...process.env, ...(values['data-dir'] ? { DATA_DIR: values['data-dir'], MONGODB_URI: '' } : {}) });
const log = pino({ level: 'warn' }, pino.destination(2));
const from = performance.now();
let shown = 0;
const onProgress = (done: number): void => {
  const now = performance.now();
  if (now - shown < 1000) return;
  shown = now;
  const rate = done / ((now - from) / 1000);
  const left = Math.max(0, (messages - done) / rate);
  process.stderr.write(`${process.stderr.isTTY ? '\r\x1b[K' : ''}${done.toLocaleString('en')} of ${messages.toLocaleString('en')} messages, ${Math.round(rate).toLocaleString('en')}/s, ${Math.ceil(left)} s left${process.stderr.isTTY ? '' : '\n'}`);
};
const done = await fillStore(config, { seed: values.seed, tickets, messages, customers, until }, log, onProgress);
const n = (value: number): string => value.toLocaleString('en');
process.stdout.write(
  `\n${n(done.messages)} messages in ${n(done.tickets)} tickets of ${n(done.customers)} customers, ${n(done.events)} events, ${n(done.intake)} intake rows: ${Math.round(done.seconds)} s, ${n(Math.round(done.messages / done.seconds))} messages/s.\n` +
    `${done.admin.password ? `Sign in as ${done.admin.email} with ${done.admin.password}\n` : ''}Next: npm start${values['data-dir'] ? ` with DATA_DIR=${values['data-dir']}` : ''}\n`,
);
