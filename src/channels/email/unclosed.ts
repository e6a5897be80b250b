/** What their first closing tag ends and nothing else, so that without one all that follows is theirs. */
const RAW = ['script', 'style', 'title', 'textarea', 'xmp'];

/**
 * HTML in which nothing swallows the rest of the mail: a raw element or a comment that is never closed hides every word
 * behind it, in a browser too. Such an element becomes a span and such a comment words. CDATA is words wherever it stands.
 * Nothing is made safe here, that comes after it. Takes linear time.
 */
export function withoutUnclosed(html: string): string {
  let opened = html.replace(/<!\[CDATA\[/g, ' ');
  const commented = opened.lastIndexOf('-->') + 1;
  opened = opened.slice(0, commented) + opened.slice(commented).replace(/<!--/g, ' ');
  for (const name of RAW) {
    const closed = lastClose(opened, name);
    opened = opened.slice(0, closed) + opened.slice(closed).replace(new RegExp(`<${name}(?=[\\s/>])`, 'gi'), '<span');
  }
  return opened;
}

/** Where the last closing tag of a raw element stands, as the parser finds it: a name, then a blank or the end of the tag. */
function lastClose(html: string, name: string): number {
  let last = 0;
  for (const { index } of html.matchAll(new RegExp(`</${name}[ \\n\\t\\f\\r>]`, 'gi'))) last = index;
  return last;
}
