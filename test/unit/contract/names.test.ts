/** What colleagues call their things says nothing that nobody sees, whatever it is the name of. */
import { describe, expect, test } from '@jest/globals';
import type { z } from 'zod';
import { NewApiToken } from '../../../src/contract/apiTokens.js';
import { CustomerPatch, NewCustomer } from '../../../src/contract/customers.js';
import { AgentPatch, FollowupRulePatch, MePatch, NewAgent } from '../../../src/contract/desk.js';
import { MailAccountPatch } from '../../../src/contract/mailAccounts.js';
import { MailboxPatch } from '../../../src/contract/mailboxes.js';
import { NewMessage, StartTicket, TicketPatch } from '../../../src/contract/tickets.js';
import { NewTopic, TopicPatch } from '../../../src/contract/topics.js';
import { ArticlePatch } from '../../../src/contract/widget.js';
import {
  BulkChange,
  FieldPatch,
  HoursChange,
  MacroPatch,
  NewField,
  NewMacro,
  NewTag,
  NewTeam,
  NewView,
  TeamPatch,
  ViewPatch,
} from '../../../src/contract/workspace.js';

/** A body with that name in it. */
const BODIES: [string, z.ZodType, (name: string) => unknown][] = [
  ['a canned reply', NewMacro, (name) => ({ name })],
  ['a canned reply, anew', MacroPatch, (name) => ({ name })],
  ['a tag that it sets', NewMacro, (name) => ({ name: 'Late', actions: { addTags: [name] } })],
  ['a view', NewView, (name) => ({ name, filter: { field: 'priority', in: ['low'] } })],
  ['a view, anew', ViewPatch, (name) => ({ name })],
  ['a tag', NewTag, (name) => ({ name })],
  ['a tag of a ticket', TicketPatch, (name) => ({ tags: [name] })],
  ['a tag of many tickets', BulkChange, (name) => ({ addTags: [name] })],
  ['a tag of a customer', CustomerPatch, (name) => ({ tags: [name] })],
  ['a team', NewTeam, (name) => ({ name })],
  ['a team, anew', TeamPatch, (name) => ({ name })],
  ['a field', NewField, (name) => ({ name, on: 'ticket', key: 'size', type: 'text' })],
  ['a field, anew', FieldPatch, (name) => ({ name })],
  ['a choice of a field', FieldPatch, (name) => ({ choices: [name] })],
  ['a topic', NewTopic, (name) => ({ name: { en: name } })],
  ['a topic, anew', TopicPatch, (name) => ({ name: { 'zh-TW': name } })],
  ['a rule', FollowupRulePatch, (name) => ({ name })],
  ['a holiday', HoursChange, (name) => ({ timeZone: 'UTC', week: [], holidays: [{ date: '2026-12-25', name }] })],
  ['an article', ArticlePatch, (name) => ({ title: name })],
  ['a token', NewApiToken, (name) => ({ name, role: 'agent' })],
  ['a mailbox that is fetched from', MailAccountPatch, (name) => ({ name })],
  ['a mailbox that mail leaves from', MailboxPatch, (name) => ({ name })],
  ['an agent', NewAgent, (name) => ({ name, email: 'bea@desk.test', role: 'agent' })],
  ['an agent, anew', AgentPatch, (name) => ({ name })],
  ['oneself', MePatch, (name) => ({ name })],
  ['a customer', NewCustomer, (name) => ({ name, identities: [{ kind: 'email', value: 'hilde@example.org' }] })],
  ['a customer, anew', CustomerPatch, (name) => ({ name })],
  [
    'whom we write to first',
    StartTicket,
    (name) => ({ to: { kind: 'email', value: 'hilde@example.org', name }, subject: 'Hello', text: 'Hello' }),
  ],
  ['who gets a copy', NewMessage, (name) => ({ kind: 'reply', text: 'Hello', cc: [{ address: 'nora@example.org', name }] })],
];

const marks = [
  ...Array.from({ length: 5 }, (_, at) => 0x202a + at),
  ...Array.from({ length: 4 }, (_, at) => 0x2066 + at),
  0x200e,
  0x200f,
  0x200b,
  0x2060,
  0xfeff,
  0x3164,
];
const HIDDEN = String.fromCodePoint(...marks);
/** Joined by what is seen by what it does: a family, a Persian word, a Hindi one. */
const JOINED = '\u{1f468}\u200d\u{1f469}\u200d\u{1f467} \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \u0915\u094d\u200d\u0937';

describe.each(BODIES)('the name of %s', (_of, schema, bodyWith) => {
  test('loses what turns the words around it, and all that nobody sees', () => {
    expect(schema.parse(bodyWith(`${HIDDEN} Change ${HIDDEN}order\u202e `))).toEqual(schema.parse(bodyWith('Change order')));
  });
  test('keeps the joiners of emoji, Persian and Hindi', () => {
    expect(JSON.stringify(schema.parse(bodyWith(JOINED)))).toContain(JOINED);
  });
});

test('a name of nothing that anybody sees is none', () => {
  for (const schema of [NewTag, NewTeam, MacroPatch, AgentPatch]) expect(schema.safeParse({ name: HIDDEN }).success).toBe(false);
});

test('a tag that has such marks from of old is taken off as it stands', () => {
  expect(BulkChange.parse({ removeTags: ['\u202eLate'] })).toEqual({ removeTags: ['\u202eLate'] });
});
