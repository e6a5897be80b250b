import type { PhoneProblem, PhoneTest } from '../../contract/phone.js';
import type { PhoneAccount, PhoneLine } from '../../ports/phone.js';
import { createTwilioClient, type TwilioClient } from './client.js';
import { hookUrl, type TwilioConfig } from './config.js';

/** The phone account that counts at this moment: of the environment, else of the settings. */
export interface TwilioLine extends PhoneLine {
  /** Reads as what counts at this moment: hand it out once and keep it. */
  readonly config: TwilioConfig;
  /** The SDK's client for it; null while there is no account. */
  client(): TwilioClient | null;
}

/** The phone account that counts: the environment's, or else the one of the settings, from the moment it is told. */
export function createTwilioLine(fixed: TwilioConfig): TwilioLine {
  const isFixed = fixed.accountSid !== null || fixed.authTokens.length > 0;
  let account: PhoneAccount | null = null;
  let kept: { key: string; client: TwilioClient | null } | null = null;
  const config: TwilioConfig = {
    ...fixed,
    get accountSid() {
      return isFixed ? fixed.accountSid : (account?.accountSid ?? null);
    },
    get authTokens() {
      return isFixed ? fixed.authTokens : account ? [account.authToken] : [];
    },
    get number() {
      return isFixed ? fixed.number : (account?.number ?? fixed.number);
    },
  };
  const configOf = ({ accountSid, authToken, number }: PhoneAccount): TwilioConfig => ({
    ...fixed,
    accountSid,
    authTokens: [authToken],
    number,
  });

  return {
    config,
    fixed: isFixed,
    hooks: { sms: hookUrl(fixed, 'sms'), voice: hookUrl(fixed, 'voice'), status: hookUrl(fixed, 'status') },
    current: () => (config.accountSid === null || config.number === null ? null : { accountSid: config.accountSid, number: config.number }),
    use(next) {
      account = next;
    },
    client() {
      const key = `${config.accountSid} ${config.authTokens[0]}`;
      if (kept?.key !== key) kept = { key, client: createTwilioClient(config) };
      return kept.client;
    },
    tryAccount: (given) => tryAccount(configOf(given)),
    async pointHooks(given) {
      const own = configOf(given);
      const client = createTwilioClient(own);
      const [found] = (await client?.incomingPhoneNumbers.list({ phoneNumber: given.number, limit: 1 })) ?? [];
      // By its id: the SDK's entries of a list do not know their own.
      if (client && found)
        await client
          .incomingPhoneNumbers(found.sid)
          .update({ smsUrl: hookUrl(own, 'sms'), smsMethod: 'POST', voiceUrl: hookUrl(own, 'voice'), voiceMethod: 'POST' });
    },
  };
}

/** Asks the account for itself and for our number. */
async function tryAccount(config: TwilioConfig): Promise<PhoneTest> {
  const client = createTwilioClient(config);
  if (client === null) return failed('wrong_credentials', 'The account SID or the token is missing.');
  try {
    const { friendlyName, status } = await client.api.v2010.accounts(config.accountSid ?? '').fetch();
    if (status !== 'active') return { ...failed('suspended', `The account is ${status}.`), accountName: friendlyName };
    const [number] = await client.incomingPhoneNumbers.list({ phoneNumber: config.number ?? '', limit: 1 });
    if (!number) return { ...failed('no_number', `The account has no number ${config.number}.`), accountName: friendlyName };
    if (!number.capabilities.sms) return { ...failed('no_sms', `${config.number} cannot send texts.`), accountName: friendlyName };
    return {
      ok: true,
      problem: null,
      accountName: friendlyName,
      points: { sms: number.smsUrl === hookUrl(config, 'sms'), voice: number.voiceUrl === hookUrl(config, 'voice') },
    };
  } catch (error) {
    const { status, message } = error as { status?: unknown; message?: unknown };
    const words = typeof message === 'string' ? message.slice(0, 300) : 'No answer.';
    if (status === 401 || status === 403 || status === 404) return failed('wrong_credentials', words);
    return failed(typeof status === 'number' ? 'server_error' : 'unreachable', words);
  }
}

const failed = (code: PhoneProblem, message: string): PhoneTest => ({
  ok: false,
  problem: { code, message },
  accountName: null,
  points: null,
});
