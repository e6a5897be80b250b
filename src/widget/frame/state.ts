import type { ChatMessage } from '../../contract/realtime.js';
import type { Unsent } from './lines.js';

export interface ChatState {
  phase: 'idle' | 'starting' | 'ready' | 'refused';
  connected: boolean;
  agentsOnline: boolean;
  replyTargetMinutes: number | null;
  lines: readonly ChatMessage[];
  unsent: readonly Unsent[];
  /** Who of ours is typing. */
  typing: string | null;
  contact: 'unasked' | 'sending' | 'failed' | 'given' | 'skipped' | 'known';
  draft: string;
  open: boolean;
}

export const FIRST: ChatState = {
  phase: 'idle', connected: false, agentsOnline: false, replyTargetMinutes: null, lines: [], unsent: [], typing: null, contact: 'unasked', draft: '', open: false,
};
