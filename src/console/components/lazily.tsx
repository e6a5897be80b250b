import { type ComponentType, lazy } from 'react';

/** A part that comes in a file of its own. Unlike with React's own, `fetch` asks for it ahead, and anew after it did not come. */
export function lazily<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> & { fetch: () => void } {
  let failed = false;
  const ask = () => lazy(() => load().then((part) => ({ default: part }), (error: unknown) => {
    failed = true;
    throw error;
  }));
  let Part = ask();
  function fetch(): void {
    askForStyles();
    if (failed) Part = ask();
    failed = false;
    void load().catch(() => undefined);
  }
  return Object.assign((props: Props) => <Part {...props} />, { fetch });
}

/** A style sheet that did not come is not asked for by whoever needs it next: its link is there already. */
const missing = new Set<HTMLLinkElement>();
globalThis.addEventListener?.('error', ({ target }) => target instanceof HTMLLinkElement && missing.add(target), true);
function askForStyles(): void {
  for (const link of missing) if (link.rel === 'stylesheet') link.replaceWith(link.cloneNode());
  missing.clear();
}
