import { MAX_AHEAD_MS } from '../contract/lists.js';
import type { ForwardBody, NewMessage } from '../contract/tickets.js';
import { quoteForForward, forwardSubject } from '../tickets/forward.js';
import { AppError } from '../lib/errors.js';
import { newId } from '../lib/ids.js';
import type { ListedTicket } from '../ports/store.js';
import type { Attachment, Message } from '../tickets/message.js';
import { actorOf } from './access.js';
import { allMessages } from './allMessages.js';
import type { ActionDeps } from './deps.js';
import type { Viewer } from './desk.js';
import type { Mentions } from './mentions.js';
import type { Uploads } from './uploads.js';
import type { WriteMessage, Words } from './writeMessage.js';

/** What an agent says, from the form in which he sends it: HTML cleaned, files taken, copies read, mentions told. */
export function createSay({ store, html, now }: ActionDeps, write: WriteMessage, uploads: Uploads, mentions: Mentions) {
  return { say, said, start, forward };

  /** What was said before with the same `clientId`. */
  async function said(viewer: Viewer, ticket: ListedTicket, { clientId }: Pick<NewMessage, 'clientId'>): Promise<Message | null> {
    const clientKey = keyOf(viewer, ticket, clientId);
    return clientKey ? store.messages.byClientKey(clientKey) : null;
  }

  function say(viewer: Viewer, ticket: ListedTicket, body: NewMessage): Promise<Message> {
    return put(viewer, ticket, body, null);
  }

  /** The first words of a ticket. @param open called when all is well with them: makes the ticket that `draft` stands for */
  function start(viewer: Viewer, draft: ListedTicket, body: NewMessage, open: () => Promise<ListedTicket>): Promise<Message> {
    return put(viewer, draft, body, open);
  }

  async function put(viewer: Viewer, draft: ListedTicket, body: NewMessage, open: (() => Promise<ListedTicket>) | null): Promise<Message> {
    const [clientKey, earlier] = [keyOf(viewer, draft, body.clientId), await said(viewer, draft, body)];
    const id = earlier?.id ?? newId(now().getTime());
    const delayMs = body.sendAt ? delayUntil(body.sendAt) : (body.delaySeconds ?? 0) * 1000;
    if (body.kind === 'note' && (body.cc?.length || body.bcc?.length))
      throw new AppError('invalid_input', 'A note goes to nobody outside.');
    if (body.kind === 'reply' && body.mentions?.length) throw new AppError('invalid_input', 'Only a note can mention colleagues.');
    await mentions.requireAgents(body.mentions ?? []);
    const bodies = await bodiesOf(viewer, id, body);
    const words: Words = {
      ...bodies,
      id,
      clientKey,
      delayMs,
      status: null,
      channel: body.channel ?? null,
      ...(body.address ? { address: body.address } : {}),
      cc: recipients(body.cc),
      bcc: recipients(body.bcc),
      mentions: [...new Set(body.mentions ?? [])],
      begins: open !== null,
      ...(body.knew ? { knew: body.knew } : {}),
    };
    if (open) await write.check(draft, words);
    const ticket = open ? await open() : draft;
    const message =
      body.kind === 'note' ? await write.note(ticket, actorOf(viewer), words) : await write.reply(ticket, actorOf(viewer), words);
    await uploads.link(body.attachments ?? [], message.id);
    await mentions.tell(ticket, message, viewer);
    return message;
  }

  async function forward(viewer: Viewer, ticket: ListedTicket, body: ForwardBody): Promise<Message> {
    const [clientKey, earlier] = [keyOf(viewer, ticket, body.clientId), await said(viewer, ticket, body)];
    const id = earlier?.id ?? newId(now().getTime());
    const all = (await allMessages(store, ticket.id)).filter((message) => message.direction !== 'note' && !message.forwarded);
    const chosen = body.messageIds ? all.filter((message) => body.messageIds?.includes(message.id)) : all;
    if (body.messageIds && chosen.length < new Set(body.messageIds).size)
      throw new AppError('invalid_input', 'Some of these messages cannot be forwarded from this ticket.');
    const own = await bodiesOf(viewer, id, body);
    const quoted = quoteForForward(chosen);
    const files = body.withFiles ? chosen.flatMap((message) => message.attachments.filter((file) => file.state === 'stored')) : [];
    const message = await write.forward(ticket, actorOf(viewer), {
      ...own,
      id,
      clientKey,
      status: null,
      channel: 'email',
      text: [own.text, quoted.text].filter(Boolean).join('\n\n'),
      html: own.html ? `${own.html}${quoted.html}` : null,
      delayMs: body.sendAt ? delayUntil(body.sendAt) : 0,
      attachments: [...own.attachments, ...files.map((file) => ({ ...file, inline: false, contentId: null }))],
      to: recipients(body.to),
      cc: recipients(body.cc),
      subject: body.subject ?? forwardSubject(ticket.subject),
    });
    await uploads.link(body.attachments ?? [], message.id);
    return message;
  }

  /** With HTML the plain form is made from it, so that both say the same. */
  async function bodiesOf(
    viewer: Viewer,
    messageId: string,
    body: Pick<NewMessage, 'text' | 'html' | 'attachments'>,
  ): Promise<{ text: string; html: string | null; attachments: Attachment[] }> {
    const ids = body.attachments ?? [];
    const files = await uploads.take({ kind: 'agent', id: viewer.id }, ids, messageId);
    if (body.text.includes('\0') || body.html?.includes('\0'))
      throw new AppError('invalid_input', 'The text holds a character that no mail may hold (NUL).');
    if (!body.html) return { text: body.text, html: null, attachments: files };
    const placed = [...new Set(ids)].map((id, i) => ({
      id,
      contentId: `${i + 1}.${messageId}@inline`,
      shown: body.html?.includes(`cid:${id}`) ?? false,
    }));
    let given = body.html;
    for (const { id, contentId, shown } of placed) if (shown) given = given.replaceAll(`cid:${id}`, `cid:${contentId}`);
    const clean = html.clean(given);
    const text = clean ? html.toPlain(clean).trim() : body.text;
    if (text === '' && !files.length) throw new AppError('invalid_input', 'Nothing is left of the message once it is cleaned.');
    return {
      text,
      html: clean,
      attachments: files.map((file, i) => (placed[i]?.shown ? { ...file, inline: true, contentId: placed[i].contentId } : file)),
    };
  }

  function delayUntil(sendAt: string): number {
    const delay = Date.parse(sendAt) - now().getTime();
    if (delay > MAX_AHEAD_MS) throw new AppError('invalid_input', 'A message can be held back for a year at most.');
    return Math.max(0, delay);
  }
}

export type Say = ReturnType<typeof createSay>;

const recipients = (given: { address: string; name?: string | undefined }[] = []): { value: string; name: string | null }[] =>
  given.map(({ address, name }) => ({ value: address.toLowerCase(), name: name || null }));

const keyOf = (viewer: Viewer, ticket: ListedTicket, clientId: string | undefined): string | null =>
  clientId ? `${viewer.id} ${ticket.id} ${clientId}` : null;
