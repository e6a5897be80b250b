/** Which addresses are ours: those of the environment, and those that an admin has set up. */
import { mailboxOf, withoutToken } from './channels/email/mailboxes.js';
import type { Config } from './config/config.js';
import type { InboundAddress } from './config/variables.js';

export interface OwnAddresses {
  /** Whether the mail ports take mail to it. With nothing configured they take any. */
  isTaken(address: string): boolean;
  /** Whether it is surely ours; with nothing configured only what we send from is. */
  isOurs(address: string): boolean;
  /** Whether it is ours by its whole name, so that it is the desk's: at a domain of ours colleagues have addresses of their own. */
  isDesks(address: string): boolean;
  /** Takes over which addresses the settings name at this moment. */
  use(addresses: readonly string[]): void;
}

/**
 * What we send from is always ours, whatever INBOUND_ADDRESSES says: answers and bounces come back to it. Plus-addresses
 * count as their base address, since our tokens ride in them.
 */
export function createOwnAddresses({ mail }: Pick<Config, 'mail'>): OwnAddresses {
  let ofSettings: ReadonlySet<string> = new Set();

  function isDesks(address: string): boolean {
    const forms = formsOf(address);
    return (
      forms.some((form) => form === mail.from || ofSettings.has(form)) ||
      (mail.inbound?.some((entry) => entry.kind === 'address' && matches(entry, forms)) ?? false)
    );
  }
  const isOurs = (address: string): boolean =>
    isDesks(address) || (mail.inbound?.some((entry) => matches(entry, formsOf(address))) ?? false);
  /** RFC 5321 4.5.1: whoever takes mail for one address of a domain takes it for its postmaster, too. It is not ours for that. */
  function isPostmaster(address: string): boolean {
    const [local, domain] = mailboxOf(address).split('@');
    return (
      local === 'postmaster' &&
      [mail.from, ...ofSettings, ...(mail.inbound ?? []).map(({ value }) => value)].some((taken) => domainOf(taken) === domain)
    );
  }

  return {
    isOurs,
    isDesks,
    isTaken: (address) => mail.inbound === null || isOurs(address) || isPostmaster(address),
    use(addresses) {
      ofSettings = new Set(addresses.map((address) => address.toLowerCase()));
    },
  };
}

/** As it is written, without our token, and without any tag. */
function formsOf(address: string): string[] {
  const whole = address.trim().toLowerCase();
  return [whole, withoutToken(whole), mailboxOf(whole)];
}

function matches({ kind, value }: InboundAddress, forms: readonly string[]): boolean {
  return forms.some((form) => (kind === 'domain' ? domainOf(form) === value : form === value));
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
