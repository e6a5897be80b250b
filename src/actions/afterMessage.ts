import { normaliseIdentity } from '../customers/normalise.js';
import type { InboundMessage } from '../ports/channel.js';
import type { VisitorRecord } from '../ports/people.js';
import { optOutWish } from '../screening/optOut.js';
import type { Message } from '../tickets/message.js';
import type { createCancelFollowups } from './cancelFollowups.js';
import type { ActionDeps } from './deps.js';
import { createMarkAddress } from './markAddress.js';
import { createNameVisitor } from './nameVisitor.js';
import type { Publish } from './publish.js';
import { createRecordBounce } from './recordBounce.js';

/**
 * What follows from any message of a customer once it has its place; may run again.
 * @param isNew its writer was not known before
 * @param visitor who spoke in the chat; null: to be looked up
 */
export type AfterMessage = (message: Message, inbound: InboundMessage, isNew?: boolean, visitor?: VisitorRecord | null) => Promise<void>;

export function createAfterMessage(
  deps: ActionDeps,
  publish: Publish,
  cancelFollowups: ReturnType<typeof createCancelFollowups>,
): AfterMessage {
  const { store, now } = deps;
  const recordBounce = createRecordBounce(deps, publish);
  const markAddress = createMarkAddress(deps);
  const nameVisitor = createNameVisitor(deps);

  return afterwards;

  async function afterwards(message: Message, inbound: InboundMessage, isNew = false, visitor: VisitorRecord | null = null): Promise<void> {
    if (message.wroteBy === 'person' && !isNew) await cancelFollowups(message);
    await markAddress(message, inbound);
    await noteOptOut(inbound);
    if (inbound.notice) await recordBounce(message, inbound);
    if (inbound.exposed) await store.messages.expose(inbound.exposed);
    const session = inbound.hints.find((hint) => hint.kind === 'chat_session');
    if (session) {
      const { ticketId, customerId } = message;
      const known = visitor ?? (await store.people.visitor(session.value));
      // What a write costs is spared for nearly every line.
      if (known?.ticketId !== ticketId || known.customerId !== customerId)
        await store.people.changeVisitor(session.value, { ticketId, customerId });
      // Said after his line and before it had its place, his name found no customer yet.
      if (known?.customerId !== customerId) await nameVisitor(session.value);
      publish.toVisitor(session.value, message);
    }
    if (message.attachments.some((attachment) => attachment.state === 'pending')) deps.jobs.mediaLater(message.id);
  }

  /** STOP and START by text. The provider answers these words itself, so we never do. */
  async function noteOptOut({ channel, text, sender }: InboundMessage): Promise<void> {
    if (channel !== 'sms' && channel !== 'whatsapp') return;
    const wish = optOutWish(text);
    if (wish !== 'stop' && wish !== 'start') return;
    for (const { kind, value } of sender) {
      const known = kind === 'phone' ? normaliseIdentity(kind, value) : null;
      if (known) await store.customers.setOptOut({ kind, value: known }, wish === 'stop' ? now() : null);
    }
  }
}
