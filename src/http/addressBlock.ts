import ipaddr from 'ipaddr.js';

/** What counts as one place for limits: an IPv4 address, or the /64 of an IPv6 one (a home has 2^64 of them). */
export function addressBlock(ip: string): string {
  if (!ipaddr.isValid(ip)) return ip;
  const address = ipaddr.process(ip);
  return address.kind() === 'ipv4'
    ? address.toString()
    : `${(address as ipaddr.IPv6).parts
        .slice(0, 4)
        .map((part) => part.toString(16))
        .join(':')}::/64`;
}
