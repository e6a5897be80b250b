/**
 * Which recipients the SMTP door takes, from INBOUND_ADDRESSES: addresses (`support@desk.example`) and whole domains
 * (`desk.example` or `@desk.example`). What stands after a `+` does not count, so that reply tokens come through. An
 * empty list takes everything.
 */
export function createAddressFilter(listed: readonly string[]): (address: string) => boolean {
  const entries = listed.map((entry) => entry.trim().toLowerCase()).filter((entry) => entry !== '');
  const addresses = new Set(entries.filter((entry) => entry.lastIndexOf('@') > 0));
  const domains = new Set(entries.filter((entry) => entry.lastIndexOf('@') <= 0).map((entry) => entry.replace(/^@/, '')));
  return (address) => {
    if (entries.length === 0) return true;
    const at = address.lastIndexOf('@');
    if (at < 1) return false;
    const domain = address.slice(at + 1).toLowerCase();
    const local = address.slice(0, at).toLowerCase();
    const bare = local.indexOf('+') > 0 ? local.slice(0, local.indexOf('+')) : local;
    return domains.has(domain) || addresses.has(`${local}@${domain}`) || addresses.has(`${bare}@${domain}`);
  };
}
