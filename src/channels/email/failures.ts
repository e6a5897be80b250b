import { DeliveryFailure } from '../../ports/channel.js';

/** Faults of the connection or of the account, not of this mail. The relay has not taken it, or will know its id again. */
const RETRY_CODES = new Set(['ECONNECTION', 'ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'ESOCKET', 'EDNS', 'ETLS', 'EAUTH', 'ENOAUTH', 'EOAUTH2', 'EPROTOCOL', 'ESTREAM', 'EPROXY', 'EMAXLIMIT', 'EREQUIRETLS']);

/**
 * What an SMTP error means for the mail. A reply of 4xx and a broken connection are tried again; so is silence after
 * DATA, because the second try carries the same Message-ID and whoever has it already drops it. 5xx about this mail or
 * its recipient is final; 5xx to our login or greeting is the account's trouble, and an admin will mend it.
 */
export function smtpFailure(error: unknown): DeliveryFailure {
  if (error instanceof DeliveryFailure) return error;
  const { code, responseCode, command, response } = readFields(error);
  const reason = (response ?? (error instanceof Error ? error.message : 'unknown error')).replace(/[\r\n\0]+/g, ' ').slice(0, 300);
  const providerCode = responseCode !== null ? String(responseCode) : code;
  const fail = (outcome: 'retry' | 'final', why: string): DeliveryFailure => new DeliveryFailure(outcome, why, providerCode, { cause: error });

  if (error instanceof RangeError) return fail('final', reason);
  if (code === 'EAUTH' || command?.startsWith('AUTH')) return fail('retry', `The relay refuses our login: ${reason}`);
  if (responseCode !== null && responseCode >= 400 && responseCode < 500) return fail('retry', `The relay says later: ${reason}`);
  if (responseCode !== null && responseCode >= 500) {
    return command === 'CONN' || command === 'EHLO' || command === 'HELO' || command === 'STARTTLS'
      ? fail('retry', `The relay refuses the connection: ${reason}`)
      : fail('final', `The relay refuses the mail: ${reason}`);
  }
  if (code !== null && RETRY_CODES.has(code)) return fail('retry', `The relay cannot be reached: ${reason}`);
  if (code === 'EENVELOPE' || code === 'EMESSAGE') return fail('final', reason);
  return fail('retry', reason);
}

/** Given up by us: the deadline of the outbound worker. */
export function aborted(): DeliveryFailure {
  return new DeliveryFailure('retry', 'The relay did not answer in time.', 'ABORTED');
}

function readFields(error: unknown): { code: string | null; responseCode: number | null; command: string | null; response: string | null } {
  const fields: Record<string, unknown> = typeof error === 'object' && error !== null ? { ...error } : {};
  return {
    code: typeof fields['code'] === 'string' ? fields['code'] : null,
    responseCode: typeof fields['responseCode'] === 'number' ? fields['responseCode'] : null,
    command: typeof fields['command'] === 'string' ? fields['command'].toUpperCase() : null,
    response: typeof fields['response'] === 'string' ? fields['response'] : null,
  };
}
