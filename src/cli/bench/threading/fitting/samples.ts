import { decideThread, type ThreadCandidate, type ThreadInput, type ThreadPolicy } from '../../../../threading/decideThread.js';
import { nearSigns, signsOf, type Count, type NearSign, type Sign } from '../../../../threading/signs.js';
import { situationOf } from '../../../../threading/situation.js';
import { isPureThanks } from '../../../../threading/thanks.js';
import { topicOfMessage } from '../../../../threading/subjectMatter.js';
import { addTerms } from '../../../../threading/terms.js';
import { DEFAULT_TOPICS } from '../../../../tickets/defaultTopics.js';
import { previewOf, subjectOf } from '../../../../tickets/ticket.js';
import type { History, Step } from '../histories.js';

const PER_ISSUE: ThreadPolicy = { reopenWindowDays: 14, anotherIssue: 'likely' };
type Says = Extract<Step, { kind: 'says' }>;

/** A message for which only `otherness` decides, beside each ticket that it could be about. */
export interface Sample {
  /** The first of its issue: none of these tickets is right. */
  first: boolean;
  beside: Beside[];
}

export interface Beside {
  signs: Partial<Record<Sign, number>>;
  near: Partial<Record<NearSign, number>>;
  right: boolean;
}

export interface Samples {
  decided: Sample[];
  /** Messages that were placed otherwise: by proof, as thanks, or because there was nothing else. */
  goesOn: { all: number; right: number };
  apart: { all: number; right: number };
}

/**
 * Plays histories as if every message before had found its place, without channels or store, so that thousands of decisions take
 * seconds. Strangers are left out.
 */
export function samplesOf(histories: readonly History[]): Samples {
  const samples: Samples = { decided: [], goesOn: { all: 0, right: 0 }, apart: { all: 0, right: 0 } };
  for (const { person, steps } of histories) {
    const tickets = new Map<string, ThreadCandidate>();
    const mailed = new Set<string>();
    for (const step of steps) {
      const ticket = tickets.get(step.issue);
      if (step.kind === 'says') {
        hear(samples, inputOf(step, person.name, tickets, mailed), step);
        tickets.set(step.issue, after(step, ticket, tickets.size + 1, person.name));
        if (step.channel === 'email') mailed.add(step.issue);
      } else if (ticket && step.kind === 'answers') {
        Object.assign(ticket, {
          preview: previewOf(step.text),
          answeredLast: true,
          lastMessageAt: new Date(step.at),
          status: ticket.status === 'open' ? 'pending' : ticket.status,
        });
      } else if (ticket && step.kind === 'solves') Object.assign(ticket, { status: 'solved', solvedAt: new Date(step.at) });
    }
  }
  return samples;
}

function inputOf(step: Says, name: string, tickets: Map<string, ThreadCandidate>, mailed: Set<string>): ThreadInput {
  const at = new Date(step.at);
  const ticket = tickets.get(step.issue);
  const known = step.channel === 'email' && mailed.has(step.issue);
  const hint = { kind: 'reference' as const, value: 'known@mail.example' };
  const answers = ticket && known && step.how === 'reply' ? [{ hint, ticket }] : [];
  const session =
    step.channel === 'chat'
      ? [...tickets.values()]
          .filter((own) => own.lastChannel === 'chat')
          .sort((a, b) => b.lastMessageAt.getTime() - a.lastMessageAt.getTime())
          .slice(0, 1)
      : [];
  const hinted = [...answers, ...session.map((own) => ({ hint: { kind: 'chat_session' as const, value: 'session' }, ticket: own }))];
  return {
    inbound: {
      channel: step.channel,
      subject: known && step.how !== 'fresh' ? `Re: ${step.subject ?? ''}` : step.subject,
      text: step.text,
      wroteBy: 'person',
      occurredAt: at,
      hints: hinted.map((found) => found.hint),
      sender: [],
      mail: step.channel === 'email' ? { messageId: 'this@mail.example', inReplyTo: [], references: answers.map(() => hint.value) } : null,
      ...(step.channel === 'email' ? { from: { kind: 'email', value: 'c@mail.example', name } } : {}),
    },
    customerId: 'c',
    hinted,
    own: [...tickets.values()].reverse(),
    asOf: at,
    policy: PER_ISSUE,
  };
}

function hear(samples: Samples, input: ThreadInput, step: Says): void {
  const { first, issue } = step;
  const decision = decideThread(input);
  const situation = situationOf(input);
  const candidates = [...situation.live, ...situation.reopenable];
  if (candidates.length > 0 && DECIDED.has(decision.rule) && !isPureThanks(step)) {
    const beside = candidates.map((ticket) => ({
      signs: tally<Sign>((count) => signsOf(situation, ticket, count)),
      near: tally<NearSign>((count) => nearSigns(situation, ticket, count)),
      right: ticket.id === issue,
    }));
    samples.decided.push({ first, beside });
    return;
  }
  if (first && input.own.length === 0) return;
  const placed = first ? samples.apart : samples.goesOn;
  placed.all += 1;
  if (first ? decision.ticketId === null : decision.ticketId === issue) placed.right += 1;
}

function tally<S extends string>(tell: (count: Count<S>) => void): Partial<Record<S, number>> {
  const values: Partial<Record<S, number>> = {};
  tell((sign, much = 1) => (values[sign] = (values[sign] ?? 0) + much));
  return values;
}

const DECIDED = new Set<string>(['likely_another_issue', 'live_ticket', 'best_live_ticket', 'reopened']);

function after(step: Says, ticket: ThreadCandidate | undefined, number: number, name: string): ThreadCandidate {
  const at = new Date(step.at);
  const known: ThreadCandidate = ticket ?? {
    id: step.issue,
    number,
    customerId: 'c',
    status: 'open',
    mergedIntoId: null,
    subject: subjectOf(step.subject, step.text),
    topic: null,
    channels: [],
    lastMessageAt: at,
    solvedAt: null,
    closedAt: null,
    participants: [],
    preview: '',
    terms: [],
  };
  const from = { name: step.channel === 'email' ? name : null };
  const topic = known.topic ?? topicOfMessage({ ...step, wroteBy: 'person' }, DEFAULT_TOPICS);
  const terms = addTerms(known.terms ?? [], { ...step, from });
  return {
    ...known,
    topic,
    terms,
    status: 'open',
    solvedAt: null,
    preview: previewOf(step.text),
    lastMessageAt: at,
    answeredLast: false,
    lastChannel: step.channel,
  };
}
