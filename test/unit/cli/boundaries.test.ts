import { describe, expect, it } from '@jest/globals';
import { findBreaches } from '../../../src/cli/boundaries/findBreaches.mjs';
import { findCycles } from '../../../src/cli/boundaries/findCycles.mjs';

/** Each rule is shown to fail on code that breaks it, and to hold on its neighbour that does not. */
function breachesOf(files: Record<string, string>): string[] {
  return findBreaches(new Map(Object.entries(files))).map(({ file, line, problem }) => `${file}:${line} ${problem}`);
}
const one = (file: string, text: string, others: Record<string, string> = {}) => breachesOf({ [file]: text, ...others });

describe('who may import whom', () => {
  const world = {
    'src/contract/common.ts': 'export type Channel = string;',
    'src/store/tickets.ts': 'export const a = 1;',
    'src/actions/sendReply.ts': 'export const a = 1;',
    'src/tickets/ticket.ts': 'export const a = 1;',
    'src/queues/names.ts': 'export const a = 1;',
    'src/config/env.ts': 'export const a = 1;',
    'src/ports/channel.ts': 'export interface A {}',
  };

  it.each([
    ['src/console/app.tsx', "import { a } from '../actions/sendReply.js';"],
    ['src/contract/api.ts', "import { a } from '../tickets/ticket.js';"],
    ['src/tickets/merge.ts', "import { a } from '../store/tickets.js';"],
    ['src/tickets/merge.ts', "export * from '../store/tickets.js';"],
    ['src/tickets/merge.ts', "export const late = () => import('../store/tickets.js');"],
    ['src/tickets/merge.ts', "export type A = import('../store/tickets.js').A;"],
    ['src/tickets/merge.ts', "import\n  '../store/tickets.js'\n;"],
    ['src/threading/decide.ts', "import { a } from '../ports/channel.js';"],
    ['src/store/messages.ts', "import { a } from '../queues/names.js';"],
    ['src/channels/email/send.ts', "import { a } from '../../actions/sendReply.js';"],
    ['src/realtime/gateway.ts', "import { a } from '../actions/sendReply.js';"],
    ['src/http/routes/tickets.ts', "import { a } from '../../store/tickets.js';"],
    ['src/http/createHttp.ts', "import type { Config } from '../config/env.js';"],
  ])('%s may not say %j', (file, text) => {
    expect(one(file, text, world)).toEqual([expect.stringMatching(/:1 imports src\/.*, but src\/\w+ may import (only|nothing)/)]);
  });

  it.each([
    ['src/console/app.tsx', "import { Channel } from '../contract/common.js'; export const x = <b>{'a'}</b>;"],
    ['src/actions/merge.ts', "import { a } from '../tickets/ticket.js';"],
    ['src/threading/decide.ts', "import type { A } from '../ports/channel.js';"],
    ['src/realtime/gateway.ts', "import { type A } from '../actions/sendReply.js';"],
    ['src/store/messages.ts', "import { a } from './tickets.js';"],
    ['src/store/messages.ts', "// import { a } from '../queues/names.js';\nexport const text = \"import '../queues/names.js'\";"],
    ['src/app.ts', "import { a } from './store/tickets.js';"],
    ['workers/index.ts', "import { a } from '../src/store/tickets.js';"],
    ['src/cli/seed.ts', "import { a } from '../store/tickets.js';"],
  ])('%s may say %j', (file, text) => {
    expect(one(file, text, world)).toEqual([]);
  });

  it('wants a place in the architecture for a new folder', () => {
    expect(one('src/billing/invoice.ts', 'export {};')).toEqual([expect.stringContaining('src/billing is a folder without a place')]);
  });
});

describe('packages have one home', () => {
  it.each([
    ['src/actions/a.ts', "import mongoose from 'mongoose';", 'src/store'],
    ['src/actions/a.ts', "import type { Types } from 'mongoose';", 'src/store'],
    ['src/actions/a.ts', "import { ObjectId } from 'bson';", 'src/store'],
    ['src/actions/a.ts', "import { Queue } from 'bullmq';", 'src/queues'],
    ['src/realtime/a.ts', "import type { Request } from 'express';", 'src/http'],
    ['src/http/a.ts', "import { Server } from 'socket.io';", 'src/realtime'],
    ['src/http/a.ts', "import { io } from 'socket.io-client';", 'src/console and src/widget'],
    ['src/queues/a.ts', "import { Redis } from 'ioredis';", 'src/redis'],
    ['src/http/a.ts', "import x from 'twilio/lib/rest/Twilio.js';", 'src/channels'],
    ['src/app.ts', "import { Redis } from 'ioredis';", 'src/redis'],
  ])('%s may not say %s', (file, text, home) => {
    expect(one(file, text)).toEqual([expect.stringContaining(`lives in ${home} and nowhere else`)]);
  });

  it.each([
    ['src/store/a.ts', "import mongoose from 'mongoose';"],
    ['src/console/a.ts', "import { io } from 'socket.io-client';"],
    ['src/queues/a.ts', "import type { Redis } from 'ioredis';"],
    ['src/app.ts', "import type { Redis } from 'ioredis';"],
  ])('%s may say %s', (file, text) => {
    expect(one(file, text)).toEqual([]);
  });
});

describe('the domain is pure', () => {
  it.each([
    ['src/tickets/a.ts', 'export const at = Date.now();', 'Date.now()'],
    ['src/tickets/a.ts', "export const at = Date['now']();", 'Date.now()'],
    ['src/tickets/a.ts', 'export const clock = Date.now;', 'Date.now()'],
    ['src/followups/a.ts', 'export const at = new Date();', 'new Date()'],
    ['src/followups/a.ts', 'export const at = new Date;', 'new Date()'],
    ['src/customers/a.ts', 'export const at = Date();', 'Date()'],
    ['src/threading/a.ts', 'export const at = performance.now();', 'performance.now()'],
    ['src/agents/a.ts', 'export const luck = Math.random();', 'Math.random()'],
    ['src/screening/a.ts', "import { readFileSync } from 'node:fs';", 'node:fs'],
    ['src/lib/a.ts', "import { connect } from 'node:net';", 'node:net'],
  ])('%s may not say %s', (file, text, what) => {
    expect(one(file, text)).toEqual([expect.stringContaining(what)]);
  });

  it.each([
    ['src/tickets/a.ts', 'export const later = (at: Date) => new Date(at.getTime() + 1);'],
    ['src/tickets/a.ts', '// Date.now() is banned\nexport const text = "Date.now()";'],
    ['src/threading/a.ts', "import { createHmac } from 'node:crypto';"],
    ['src/actions/a.ts', 'export const at = Date.now();'],
  ])('%s may say %s', (file, text) => {
    expect(one(file, text)).toEqual([]);
  });
});

describe('the environment has one reader', () => {
  it.each([
    ['src/http/a.ts', 'export const port = process.env.PORT;'],
    ['src/app.ts', "export const port = process['env'].PORT;"],
    ['workers/index.ts', 'const { PORT } = process.env;\nexport { PORT };'],
    ['src/lib/a.ts', "import { env } from 'node:process';"],
  ])('%s may not say %s', (file, text) => {
    expect(one(file, text).join()).toMatch(/only src\/config/);
  });

  it.each([
    ['src/config/env.ts', 'export const port = process.env.PORT;'],
    [
      'src/server.ts',
      'export const config = readConfig({ ...process.env, ROLE: "web" });\ndeclare function readConfig(env: object): object;',
    ],
  ])('%s may say %s', (file, text) => {
    expect(one(file, text)).toEqual([]);
  });
});

describe('files', () => {
  const long = 'export {};\n'.repeat(401);

  it('past 400 lines say at their top why they stay whole', () => {
    expect(one('src/tickets/a.ts', long)).toEqual([expect.stringContaining('has 401 lines')]);
    expect(one('src/tickets/a.ts', `/** A table that is read as a whole. */\n${long}`)).toEqual([]);
    expect(one('src/tickets/a.ts', `export {};\n`.repeat(400))).toEqual([]);
  });

  it.each(['utils', 'helpers', 'util', 'mailUtils', 'ticketHelper', 'SessionManager'])('are not called %s', (name) => {
    expect(one(`src/lib/${name}.ts`, 'export {};')).toEqual([expect.stringContaining('says nothing')]);
  });

  it.each([
    ['Toasts.tsx', 'toasts.ts'],
    ['chat.ts', 'chat.tsx'],
  ])('%s and %s may not be in one folder', (one, other) => {
    expect(breachesOf({ [`src/lib/${one}`]: 'export {};', [`src/lib/${other}`]: 'export {};' })).toEqual([
      expect.stringContaining(`is named like src/lib/${one}`),
    ]);
    expect(breachesOf({ [`src/lib/${one}`]: 'export {};', [`src/http/${other}`]: 'export {};' })).toEqual([]);
  });

  it('that cannot be parsed are told', () => {
    expect(one('src/lib/a.ts', 'export const = 1;')).toEqual([expect.stringContaining('cannot be parsed')]);
  });
});

describe('circles of imports', () => {
  it('are found, with the way round', () => {
    const circle = breachesOf({
      'src/lib/a.ts': "import { b } from './b.js';",
      'src/lib/b.ts': "export { c } from './c.js';",
      'src/lib/c.ts': "import { a } from './a.js';",
    });
    expect(circle).toEqual([expect.stringContaining('src/lib/a.ts -> src/lib/b.ts -> src/lib/c.ts -> src/lib/a.ts')]);
  });

  it('of types alone are none: nothing runs', () => {
    expect(breachesOf({ 'src/lib/a.ts': "import { b } from './b.js';", 'src/lib/b.ts': "import type { A } from './a.js';" })).toEqual([]);
  });

  it('are each told once', () => {
    const graph = new Map([
      ['a', ['b', 'd']],
      ['b', ['a']],
      ['c', ['c']],
      ['d', ['e']],
      ['e', []],
    ]);
    expect(findCycles(graph)).toEqual([['a', 'b'], ['c']]);
  });
});
