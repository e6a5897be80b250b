/** Whether two addresses are one: large or small letters, and a mail domain in its own script (`münchen.de`) or as it is sent (`xn--...`, RFC 5891). */
export function sameAddress(one: string, other: string): boolean {
  return asSent(one) === asSent(other);
}

function asSent(address: string): string {
  const at = address.lastIndexOf('@') + 1;
  const url = `http://${address.slice(at)}`;
  const domain = at > 0 && URL.canParse(url) ? new URL(url).hostname : address.slice(at);
  return (address.slice(0, at) + domain).toLowerCase();
}
