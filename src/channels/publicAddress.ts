import ipaddr from 'ipaddr.js';

/** Unicast on the public internet; not loopback, private, link-local, NAT64 or the like. */
export function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}
