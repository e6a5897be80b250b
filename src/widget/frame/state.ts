import type { ChatContact, ChatMessage } from '../../contract/realtime.js';
import type { WidgetLook } from '../../contract/widget.js';
import { WIDGET_DEFAULTS } from '../../contract/widgetDefaults.js';
import type { ContactField } from './contacts.js';
import type { Unsent } from './mergeLines.js';
import type { UploadShown } from './uploads.js';

/** What the chat shows. Written by `createChat` alone. */
export interface ChatState {
  phase: 'idle' | 'starting' | 'ready' | 'refused';
  connected: boolean;
  agentsOnline: boolean;
  replyTargetMinutes: number | null;
  /** When the desk opens next; null while it is open. */
  opensAt: string | null;
  look: WidgetLook;
  lines: readonly ChatMessage[];
  unsent: readonly Unsent[];
  /** Until when somebody of ours has seen what was written. */
  seenAt: string | null;
  /** Who of ours is typing. */
  typing: string | null;
  contact: 'unasked' | 'sending' | 'failed' | 'given' | 'skipped' | 'known';
  /** What stands in the fields before the first line, and which of it the server would not take. */
  typed: ChatContact;
  wrong: readonly ContactField[];
  draft: string;
  uploads: readonly UploadShown[];
  open: boolean;
  /** It came open by itself: the focus stays with the page. */
  calm: boolean;
}

/** Before anything is known. */
export const FIRST: ChatState = {
  phase: 'idle',
  connected: false,
  agentsOnline: false,
  replyTargetMinutes: null,
  opensAt: null,
  look: WIDGET_DEFAULTS,
  lines: [],
  unsent: [],
  seenAt: null,
  typing: null,
  contact: 'unasked',
  typed: {},
  wrong: [],
  draft: '',
  uploads: [],
  open: false,
  calm: false,
};

/** Whether the connection is so gone that it is said. All that is unsent waits then, and goes by itself. */
export function isLost({ phase, connected, contact, lines, unsent }: ChatState): boolean {
  if (phase === 'refused') return false;
  if (phase !== 'ready') return lines.length + unsent.length > 0;
  return !connected && (contact === 'sending' || unsent.some(({ failed, refused }) => failed && !refused));
}
