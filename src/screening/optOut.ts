/**
 * The single words by which people leave, rejoin or ask about text messages. Twilio itself answers the English ones and
 * blocks the number, so we answer none of them; the customer's wish is to be remembered for check-ins as well.
 */
const STOP = new Set([
  'stop',
  'stopall',
  'stop all',
  'unsubscribe',
  'cancel',
  'end',
  'quit',
  'revoke',
  'optout',
  'opt out',
  'arret',
  'arrêt',
  'alto',
  'parar',
  'abmelden',
  '退订',
  '退訂',
  '拒收',
  't',
  'td',
  '配信停止',
]);
const START = new Set(['start', 'unstop', 'yes']);
const HELP = new Set(['help', 'info']);

/**
 * What a text message wishes, when it is nothing but such a word (a sentence with "stop" in it is a sentence). For SMS and
 * WhatsApp only: `cancel` in a mail is about an order.
 */
export function optOutWish(text: string): 'stop' | 'start' | 'help' | null {
  if (text.length > 40) return null;
  const word = text
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/^["'“”]+|["'“”.!。！]+$/g, '')
    .replace(/[\s-]+/g, ' ')
    .trim();
  if (STOP.has(word)) return 'stop';
  if (START.has(word)) return 'start';
  return HELP.has(word) ? 'help' : null;
}
