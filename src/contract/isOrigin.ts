/** Whether it is an origin and nothing more, as a policy names one: `https://www.example.com`. */
export function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  // A host may hold a `*` for a URL, but in a policy it would let every page in.
  return (url.protocol === 'https:' || url.protocol === 'http:') && url.origin === text && !url.hostname.includes('*');
}
