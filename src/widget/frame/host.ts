import type { FromFrame, ToFrame } from '../protocol.js';

type Hello = Extract<ToFrame, { sayonce: 'hello' }>;

export interface Host {
  /** Who the visitor is and what he reads, as the page says; a page that has us as its own says nothing, and he is anonymous. */
  onHello(hear: (hello: Hello) => void): void;
  /** `calm`: it came open by itself. */
  onOpen(hear: (open: boolean, calm: boolean) => void): void;
  /** Lines that the visitor has not seen, for the button on the page. */
  tellUnread(count: number): void;
  /** Of the desk's settings, for the button on the page. */
  tellColor(color: string): void;
  /** Null when there is no page around us. */
  close: (() => void) | null;
}

/**
 * The page around us. Its origin comes with our address, and we talk to that origin alone: on any other page the
 * browser delivers nothing, and the server's frame-ancestors decides which pages may hold us at all.
 */
export function meetHost(): Host {
  const origin = originOf(new URLSearchParams(location.search).get('origin'));
  const framed = window.parent !== window && origin !== null;
  let hearHello: ((hello: Hello) => void) | null = null;
  let hearOpen: ((open: boolean, calm: boolean) => void) | null = null;

  const tell = (message: FromFrame): void => {
    if (framed) window.parent.postMessage(message, origin);
  };

  addEventListener('message', (event: MessageEvent<unknown>) => {
    if (!framed || event.source !== window.parent || event.origin !== origin) return;
    const message = event.data as ToFrame | null;
    if (message?.sayonce === 'hello') hearHello?.(message);
    if (message?.sayonce === 'opened') hearOpen?.(true, message.calm === true);
    if (message?.sayonce === 'closed') hearOpen?.(false, false);
  });

  return {
    onHello(hear) {
      hearHello = hear;
      if (framed) tell({ sayonce: 'ready' });
      // Opened by itself, as a page: an anonymous chat.
      else queueMicrotask(() => hear({ sayonce: 'hello', userToken: null, language: navigator.language, color: null, open: true }));
    },
    onOpen(hear) {
      hearOpen = hear;
    },
    tellColor: (color) => tell({ sayonce: 'color', color }),
    tellUnread: (count) => tell({ sayonce: 'unread', count }),
    close: framed ? () => tell({ sayonce: 'close' }) : null,
  };
}

function originOf(value: string | null): string | null {
  const url = value ? (URL.parse?.(value) ?? tryUrl(value)) : null;
  return url && url.origin === value ? url.origin : null;
}

/** For browsers without `URL.parse`. */
function tryUrl(value: string): URL | null {
  try {
    return new URL(value);
  } catch {
    return null;
  }
}
