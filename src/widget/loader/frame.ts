import type { FromFrame, ToFrame } from '../protocol.js';

interface Params {
  /** Where this script came from: the only origin that we talk to. */
  origin: string;
  title: string;
  hello: { userToken: string | null; language: string; color: string | null };
  onUnread: (count: number) => void;
  onColor: (color: string) => void;
  onClose: () => void;
}

/** The chat's frame. Messages go to its exact origin and are heard from its exact window and origin only. */
export function createFrame({ origin, title, hello, onUnread, onColor, onClose }: Params) {
  const element = document.createElement('iframe');
  element.id = 'sayonce-frame';
  element.title = title;
  element.allow = 'clipboard-write';
  let ready = false;
  let open = false;
  let calm = false;

  const tell = (message: ToFrame): void => element.contentWindow?.postMessage(message, origin);

  addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.origin !== origin || event.source !== element.contentWindow) return;
    const message = event.data as FromFrame | null;
    switch (message?.sayonce) {
      case 'ready':
        tell({ sayonce: 'hello', ...hello, open, calm });
        // Once: who has gone back to the page keeps his place there, whatever the frame does.
        if (open && !calm && !ready) focus();
        ready = true;
        break;
      case 'unread':
        if (!open) onUnread(message.count);
        break;
      case 'color':
        onColor(message.color);
        break;
      case 'close':
        onClose();
        break;
    }
  });

  /**
   * Only of a frame that is there. One that is still empty is about to be replaced by ours, from another process, and the
   * browser may then give the focus back to the page: what is typed would go nowhere.
   */
  function focus(): void {
    element.focus();
  }

  function load(): void {
    // The frame must know whom it may answer: the page's origin, never `*`.
    if (!element.src) element.src = `${origin}/widget/frame?origin=${encodeURIComponent(location.origin)}`;
  }

  return {
    element,
    load,
    /** @param byItself nobody asked for it here: the focus stays where it is */
    show(shown: boolean, byItself: boolean): void {
      open = shown;
      calm = byItself;
      load();
      if (!ready) return;
      if (shown && !calm) focus();
      tell(shown ? { sayonce: 'opened', calm } : { sayonce: 'closed' });
    },
  };
}
