import type { Hook, PhoneTest } from '../contract/phone.js';

/** One at Twilio; the token in the clear. `number` in E.164. */
export interface PhoneAccount {
  accountSid: string;
  authToken: string;
  number: string;
}

/** The one phone account of a process, which can be changed while it runs. */
export interface PhoneLine {
  /** Set by the environment: nothing else counts. */
  readonly fixed: boolean;
  readonly hooks: Record<Hook, string>;
  /** Null while there is none, or its number is not known. */
  current(): Pick<PhoneAccount, 'accountSid' | 'number'> | null;
  /** Takes over an account from the settings; null: none. */
  use(account: PhoneAccount | null): void;
  /** Really asks the provider. What is wrong is an answer and no error. */
  tryAccount(account: PhoneAccount): Promise<PhoneTest>;
  /** Tells the provider where our number's texts and calls go. @throws what the provider says */
  pointHooks(account: PhoneAccount): Promise<void>;
}
