/** Addresses as people type them: commas, semicolons or lines between them, a name before one in <>. `bad`: the first that is none. */
export function readAddresses(text: string): { addresses: { address: string; name?: string }[]; bad: string | null } {
  const parts = text
    .split(/[,;，；\n]/)
    .map((part) => part.trim())
    .filter(Boolean);
  const addresses = parts.map((part) => {
    const [, name, inside] = /^(.*?)\s*<([^<>]+)>$/.exec(part) ?? [];
    const clean = name?.replace(/^"|"$/g, '').trim();
    return { address: (inside ?? part).trim(), ...(clean ? { name: clean } : {}) };
  });
  return { addresses, bad: addresses.find(({ address }) => !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address))?.address ?? null };
}

/** As `readAddresses` reads it. What parts addresses is no part of a name. */
export const writeAddress = ({ address, name }: { address: string; name: string | null }): string => {
  const plain = name?.replace(/[,;，；<>]/g, ' ').trim();
  return plain ? `${plain} <${address}>` : address;
};
