import { notFound } from '../lib/errors.js';
import { requireRight } from './access.js';
import type { ActionDeps } from './deps.js';
import type { Desk, Viewer } from './desk.js';

const MAX_PICTURES = 300;

/** The addresses of ours for the pictures that a message shows from elsewhere, for the agent who asks to see them. */
export function createShowPictures({ store, pictures }: Pick<ActionDeps, 'store' | 'pictures'>) {
  return async function showPictures(viewer: Viewer, messageId: string): ReturnType<Desk['tickets']['pictures']> {
    requireRight(viewer, 'ticket.read');
    const message = await store.messages.get(messageId);
    if (!message) throw notFound('message');
    return { items: remotePictures(message.html ?? '').map((src) => ({ src, url: pictures.sign(src) })) };
  };
}

/** Each once, as it stands in the sanitised HTML, its entities read. */
export function remotePictures(html: string): string[] {
  const found = [...html.matchAll(/<img\b[^>]*?\ssrc="(https?:[^"]{1,4000})"/gi)].map((match) =>
    (match[1] ?? '').replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'),
  );
  return [...new Set(found)].slice(0, MAX_PICTURES);
}
