import { DeliveryFailure } from '../../ports/channel.js';
import { meaningOf } from '../../screening/deliveryNotice.js';

/** Faults of the connection or of the account, not of this mail. The relay has not taken it, or will know its id again. */
const RETRY_CODES = new Set([
  'ECONNECTION',
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'ESOCKET',
  'EDNS',
  'ETLS',
  'EAUTH',
  'ENOAUTH',
  'EOAUTH2',
  'EPROTOCOL',
  'ESTREAM',
  'EPROXY',
  'EMAXLIMIT',
  'EREQUIRETLS',
]);

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
  const fail = (outcome: 'retry' | 'final', why: string): DeliveryFailure =>
    new DeliveryFailure(outcome, why, providerCode, { cause: error });

  if (error instanceof RangeError) return fail('final', reason);
  if (code === 'EAUTH' || command?.startsWith('AUTH')) return fail('retry', `The relay refuses our login: ${reason}`);
  if (responseCode !== null && responseCode >= 400 && responseCode < 500)
    return fail('retry', `${meant(reason)}The relay says later: ${reason}`);
  if (responseCode !== null && responseCode >= 500) {
    return command === 'CONN' || command === 'EHLO' || command === 'HELO' || command === 'STARTTLS'
      ? fail('retry', `The relay refuses the connection: ${reason}`)
      : fail('final', `${meant(reason)}The relay refuses the mail: ${reason}`);
  }
  if (code !== null && RETRY_CODES.has(code)) return fail('retry', `The relay cannot be reached: ${reason}`);
  if (code === 'EENVELOPE' || code === 'EMESSAGE') return fail('final', reason);
  return fail('retry', reason);
}

/** Relays that check the sender late say so at RCPT (Postfix) or after the words (Exchange). */
const SENDER_REFUSED =
  /\b5\.1\.[78]\b|\b5\.7\.60\b|\bsender\b.{0,80}\b(?:rejected|refused|denied|not (?:allowed|owned|permitted|authori[sz]ed))|send ?as ?denied|permissions? to send as/is;

/** Whether the relay refuses for good who it is from; it has taken the mail for nobody then. */
export function isSenderRefused(error: unknown): boolean {
  const { responseCode, command, response } = readFields(error);
  return responseCode !== null && responseCode >= 500 && (command === 'MAIL FROM' || SENDER_REFUSED.test(response?.slice(0, 2_000) ?? ''));
}

/** One recipient that the relay did not take, beside others that it took. */
export interface Refused {
  address: string;
  code: number | null;
  response: string;
}

/**
 * Some recipients have the mail and some were refused. Those told "later" are tried again, and nobody else; whoever was
 * refused for good is named. The customer himself refused is a failure, also when copies went out.
 * @param took every address that has it, so that nobody gets it twice
 */
export function partlyRefused(refused: readonly Refused[], took: readonly string[], main: string | undefined): DeliveryFailure | string {
  const told = refused.map(({ address, response }) => `${address}: ${response.replace(/[\r\n\0]+/g, ' ').slice(0, 200)}`).join('; ');
  const code = refused[0]?.code === null || refused[0] === undefined ? null : String(refused[0].code);
  if (refused.some((one) => one.code !== null && one.code >= 400 && one.code < 500))
    return new DeliveryFailure('retry', `The relay says later for some: ${told}`, code, { took });
  if (refused.some((one) => one.address === main))
    return new DeliveryFailure('final', `${meant(told)}The relay refuses the customer’s address; copies went out. ${told}`, code, { took });
  return `Copies were refused: ${told}`;
}

/** What it means, before what was said; '' when nobody knows. */
function meant(response: string): string {
  const meaning = meaningOf(/\b[45]\.\d{1,3}\.\d{1,3}\b/.exec(response)?.[0] ?? null, response);
  return meaning ? `${meaning} ` : '';
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
