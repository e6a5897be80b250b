import type { List } from '../contract/common.js';
import type * as contract from '../contract/corrections.js';
import { saidWords } from '../contract/saidWords.js';
import { caseOf, type TicketThen } from '../threading/caseOf.js';
import { THREAD_RULES } from '../threading/thread.js';
import type { Correction } from '../tickets/correction.js';
import type { Message } from '../tickets/message.js';
import { previewOf } from '../tickets/ticket.js';
import { requireRight } from './access.js';
import { allMessages } from './allMessages.js';
import type { ActionDeps } from './deps.js';
import type { Page, Viewer } from './desk.js';

const SUMMARY_MS = 30 * 86_400_000;
const CASES = 500;

/** What people put right in the placing of messages: as a list, in figures, and as cases for the tests. */
export function createCorrections({ store, now }: Pick<ActionDeps, 'store' | 'now'>) {
  return { list, summary, cases };

  async function list(viewer: Viewer, page: Page): Promise<List<contract.Correction>> {
    requireRight(viewer, 'corrections.read');
    const found = await store.corrections.list(page);
    return { items: found.items.map(present), nextCursor: found.nextCursor };
  }

  async function summary(viewer: Viewer): Promise<contract.CorrectionsSummary> {
    requireRight(viewer, 'corrections.read');
    const since = new Date(now().getTime() - SUMMARY_MS);
    const corrected = await store.corrections.counts(since);
    const rules = await Promise.all(
      [...new Set([...THREAD_RULES, ...corrected.keys()])].map(async (rule) => {
        const decisions = await store.messages.countPlaced(rule, since);
        // One may be put right after a month, another be purged.
        const wrong = Math.min(decisions, Math.max(0, corrected.get(rule) ?? 0));
        return { rule, decisions, corrected: wrong, share: decisions ? wrong / decisions : 0 };
      }),
    );
    const placed = rules.filter(({ decisions }) => decisions > 0).sort((a, b) => b.corrected - a.corrected || b.decisions - a.decisions);
    const total = (field: 'decisions' | 'corrected'): number => placed.reduce((sum, rule) => sum + rule[field], 0);
    return { since: since.toISOString(), decisions: total('decisions'), corrected: total('corrected'), rules: placed };
  }

  /** The newest that still stand, one case of the threading table a line. */
  async function cases(viewer: Viewer): Promise<Buffer> {
    requireRight(viewer, 'corrections.read');
    const { items } = await store.corrections.list({ limit: CASES });
    const seen = new Set<string>();
    const lines: string[] = [];
    for (const correction of items) {
      // Newest first: what was said of a message last counts.
      if (seen.has(correction.messageId)) continue;
      seen.add(correction.messageId);
      const message = correction.withdrawn ? null : await store.messages.get(correction.messageId);
      if (message) lines.push(JSON.stringify(caseOf(correction, message, await ticketsThen(correction, message))));
    }
    return Buffer.from(lines.map((line) => `${line}\n`).join(''));
  }

  async function ticketsThen({ chosen, correctedTo }: Correction, message: Message): Promise<TicketThen[]> {
    const asked = [chosen, correctedTo, ...(message.decision?.alternatives ?? []).map(({ ticketId }) => ticketId)];
    const found = await Promise.all([...new Set(asked)].map((id) => ticketThen(id, message)));
    return found.filter((ticket) => ticket !== null);
  }

  /** Null: it was not there yet, or is gone. */
  async function ticketThen(id: string, message: Message): Promise<TicketThen | null> {
    const ticket = await store.tickets.get(id);
    if (!ticket || ticket.opened.at >= message.createdAt) return null;
    const before = (await allMessages(store, id)).filter(
      ({ createdAt, direction }) => createdAt < message.createdAt && direction !== 'note',
    );
    const last = before.at(-1);
    return {
      id,
      own: ticket.customerId === message.customerId,
      subject: ticket.subject,
      topic: ticket.topic,
      preview: last ? previewOf(saidWords(last)) : ticket.preview,
      channels: last ? [...new Set(before.map(({ channel }) => channel))] : ticket.channels,
      lastMessageAt: last?.createdAt ?? ticket.opened.at,
      solvedAt: await solvedBefore(id, message.createdAt),
    };
  }

  async function solvedBefore(ticketId: string, at: Date): Promise<Date | null> {
    let solvedAt: Date | null = null;
    let cursor: string | undefined;
    do {
      const page = await store.tickets.events(ticketId, { limit: 200, cursor });
      for (const event of page.items.filter((one) => one.at < at)) {
        if (event.type === 'ticket.solved') solvedAt = event.at;
        else if (event.type === 'ticket.reopened') solvedAt = null;
      }
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    return solvedAt;
  }
}

function present({
  id,
  messageId,
  rule,
  evidence,
  confidence,
  chosen,
  correctedTo,
  how,
  withdrawn,
  actor,
  at,
}: Correction): contract.Correction {
  return { id, messageId, rule, evidence, confidence, chosen, correctedTo, how, withdrawn, by: actor.name, at: at.toISOString() };
}
