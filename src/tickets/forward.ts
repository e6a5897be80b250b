import { escapeHtml } from './macroText.js';
import type { Message } from './message.js';

/** `Fwd:` once. */
export function forwardSubject(subject: string): string {
  return /^\s*(fwd?|wg|tr|转发|轉寄)\s*[:：]/i.test(subject) ? subject : `Fwd: ${subject}`;
}

/** The words of messages below a line that says whose they are and when, oldest first. */
export function quoteForForward(messages: readonly Message[]): { text: string; html: string } {
  const parts = messages.map((message) => ({ head: headOf(message), words: message.text.trim() }));
  return {
    text: parts.map(({ head, words }) => `---------- ${head} ----------\n${words}`).join('\n\n'),
    html: parts
      .map(({ head, words }) => `<p><b>${escapeHtml(head)}</b></p><blockquote>${escapeHtml(words).replaceAll('\n', '<br>')}</blockquote>`)
      .join(''),
  };
}

function headOf({ from, createdAt, channel }: Message): string {
  const who = from.name && from.name !== from.value ? `${from.name} <${from.value}>` : from.value;
  return `${who}, ${createdAt.toISOString().slice(0, 16).replace('T', ' ')} UTC, ${channel}`;
}
