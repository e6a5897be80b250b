/** What a mail server tells about a mail of ours: RFC 3464, or the same in the words of servers that do not use it. */
export interface DeliveryNotice {
  action: 'failed' | 'delayed' | 'delivered';
  /** Whom it could not reach, or did. */
  recipient: string | null;
  /** RFC 3463, e.g. `5.1.1`; null when nothing tells. */
  status: string | null;
  /** The words of the server that refused, at most 500 characters. */
  diagnostic: string | null;
  /** Of the mail that it is about, without brackets; anybody can write it. */
  originalMessageId: string | null;
}

/** Class 5 statuses that say something about this mail or this day, not about the address (RFC 3463 3.3, 3.4, 3.8). */
const NOT_THE_ADDRESS = /^5\.(?:2\.[23]|3\.\d+|4\.\d+|6\.\d+|7\.\d+)$/;

/** `hard`: writing to this address again is in vain. By the status code; without one a failure is soft. */
export function bounceStrength({ action, status }: Pick<DeliveryNotice, 'action' | 'status'>): 'hard' | 'soft' {
  return action === 'failed' && status !== null && status.startsWith('5.') && !NOT_THE_ADDRESS.test(status) ? 'hard' : 'soft';
}

/** The reasons that people meet, by the status of RFC 3463 or, for servers that give none, by their words. */
const MEANINGS: readonly (readonly [status: RegExp, words: RegExp, meaning: string])[] = [
  [/^4\.7\.\d+-greylisted/, /gr[ea]y-?\s?list/i, 'The receiving server takes mail from strangers at the second try only (greylisting).'],
  [/^[45]\.2\.2/, /(?:mailbox|quota|inbox)[^.]{0,30}(?:full|exceeded)|over quota/i, 'The mailbox is full.'],
  [/^5\.1\.[0136]/, /user unknown|no such user|unknown (?:user|recipient)|does not exist/i, 'There is no such address.'],
  [/^5\.1\.[28]|^5\.4\.4/, /host (?:unknown|not found)|domain (?:unknown|not found)/i, 'There is no such mail domain.'],
  [/^5\.2\.1/, /(?:mailbox|account) (?:is )?(?:disabled|inactive|suspended)/i, 'The mailbox is switched off.'],
  [/^5\.2\.3|^5\.3\.4/, /(?:message|mail)[^.]{0,20}too (?:large|big)|size limit/i, 'The mail is too large for the mailbox.'],
  [
    /^[45]\.7\./,
    /spam|blacklist|block ?list|reputation|policy/i,
    'The receiving server refused the mail by its rules (spam or sender checks).',
  ],
  [/^[45]\.4\.[17]/, /timed out|no answer from host/i, 'The receiving server could not be reached in time.'],
];

/** What a refusal means, in words for people; null when neither status nor words are known. */
export function meaningOf(status: string | null, words: string | null): string | null {
  const found =
    MEANINGS.find(([, pattern]) => words !== null && pattern.test(words.slice(0, 1000))) ??
    MEANINGS.find(([pattern]) => status !== null && pattern.test(status));
  return found?.[2] ?? null;
}
