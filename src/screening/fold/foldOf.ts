import type { FoldPart, Message } from '../../tickets/message.js';
import { foldText, partText } from './foldText.js';

/** What is asked of a message. Without a channel: a piece of one that is all its writer's own. */
export type Written = Pick<Message, 'text'> & Partial<Pick<Message, 'fold' | 'direction'>> & { channel: Message['channel'] | null };

/** How a message is folded; null: all of it is shown. Mails that came before there was a fold get theirs here. */
export function foldOf({ channel, direction = 'in', fold, text }: Written): FoldPart[] | null {
  return fold ?? (channel === 'email' && direction === 'in' ? foldText(text) : null);
}

/** The words of its writer's own: all that is not folded, wherever it stands. */
export function ownText(message: Written): string {
  const fold = foldOf(message);
  return fold ? partText(message.text, fold, 'visible') : message.text;
}
