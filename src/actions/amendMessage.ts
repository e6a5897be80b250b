import { saidWords } from '../contract/saidWords.js';
import type { InboundMessage } from '../ports/channel.js';
import { subjectMatterWith } from '../threading/subjectMatter.js';
import { SYSTEM } from '../tickets/event.js';
import type { Attachment, Message } from '../tickets/message.js';
import { previewOf } from '../tickets/ticket.js';
import type { Topic } from '../tickets/topics.js';
import type { ActionDeps } from './deps.js';
import type { Publish } from './publish.js';

/** What makes all reports on one call one message. */
export function amendKeyOf(inbound: Pick<InboundMessage, 'channelAccount' | 'externalId'>): string {
  return `${inbound.channelAccount} ${inbound.externalId ?? ''}`;
}

/**
 * A later report on a message that is here already: a call's recording, then its transcript, in any order. Attachments
 * are united, the text of the higher rank stays. What the ticket is about may be known only now.
 * @returns the amended message; null when there is none yet.
 */
export function createAmendMessage({ store, jobs, now }: ActionDeps, publish: Publish, topics: () => readonly Topic[]) {
  return async function amendMessage(inbound: InboundMessage, intakeId: string): Promise<Message | null> {
    for (let tries = 0; tries < 50; tries++) {
      const known = await store.messages.byAmendKey(amendKeyOf(inbound));
      if (!known) return null;
      const attachments = unite(known.attachments, inbound.attachments);
      const text = inbound.textRank > known.textRank ? { text: inbound.text, textRank: inbound.textRank } : {};
      if (!(await store.messages.amend(known.id, known.version, { attachments, ...text }, now()))) continue;

      const message = await store.messages.get(known.id);
      if (!message) return null;
      const change = await store.tickets.mutate(message.ticketId, async (current, has) => {
        if (await has(intakeId)) return null;
        // The list shows the customer's last words: only if these still are.
        const isLast = current.lastMessageAt.getTime() === message.createdAt.getTime();
        return {
          set: {
            ...(isLast ? { preview: previewOf(saidWords(message)) } : {}),
            ...subjectMatterWith(current, message, topics()),
            updatedAt: now(),
          },
          events: [{ id: intakeId, type: 'message.amended', actor: SYSTEM, at: now(), data: { messageId: message.id }, undo: null }],
        };
      });
      await publish.ticket({ ...change, message });
      if (message.attachments.some((attachment) => attachment.state === 'pending')) jobs.mediaLater(message.id);
      return message;
    }
    throw new Error('a message was amended by others 50 times in a row');
  };
}

function unite(known: Attachment[], added: Attachment[]): Attachment[] {
  const same = (a: Attachment, b: Attachment): boolean =>
    (a.sourceUrl !== null && a.sourceUrl === b.sourceUrl) || (a.sha256 !== null && a.sha256 === b.sha256);
  return [...known, ...added.filter((attachment) => !known.some((other) => same(other, attachment)))];
}
