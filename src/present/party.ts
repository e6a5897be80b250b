import { shownDomain } from '../lib/lookAlikeDomain.js';
import type { Party } from '../tickets/message.js';

/** Somebody on a message as agents read him: an address that looks like another one shows it. What is stored stays as it came. */
export function presentParty(party: Party): Party {
  return party.kind === 'email' ? { ...party, value: presentAddress(party.value) } : party;
}

/** @param address of mail, or none that is any */
export function presentAddress(address: string): string {
  const at = address.lastIndexOf('@') + 1;
  return at === 0 ? address : address.slice(0, at) + shownDomain(address.slice(at));
}
