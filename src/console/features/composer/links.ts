/** What is typed as the address of a link, as it goes out: the web or mail, also where `https://` or `mailto:` was left out. Null: neither. */
export function readLink(typed: string): string | null {
  const address = typed.trim();
  if (/^https?:\/\/[^\s/?#]+\S*$/i.test(address)) return URL.canParse(address) ? address : null;
  if (/^mailto:[^\s@]+@[^\s@]+$/i.test(address)) return address;
  if (/^[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+$/.test(address)) return `mailto:${address}`;
  if (/^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+(:\d+)?([/?#]\S*)?$/u.test(address))
    return URL.canParse(`https://${address}`) ? `https://${address}` : null;
  return null;
}

/** How a link is written that has no words of its own. */
export const linkWords = (href: string): string => href.replace(/^mailto:([^?]*).*$/i, '$1');
