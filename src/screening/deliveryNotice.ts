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
