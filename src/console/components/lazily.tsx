import { type ComponentType, lazy } from 'react';

/** Parts that did not come. React keeps that for good, so each needs another start before it can be asked for again. */
const failed = new Set<() => void>();

/** A part that comes in a file of its own. Unlike with React's own, `fetch` asks for it ahead, and `askAnew` after it did not come. */
export function lazily<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> & { fetch: () => void } {
  const ask = () =>
    lazy(() =>
      fetch().then(
        (part) => ({ default: part }),
        (error: unknown) => {
          failed.add(() => void (Part = ask()));
          throw error;
        },
      ),
    );
  function fetch(): Promise<ComponentType<Props>> {
    askForStyles();
    return load();
  }
  let Part = ask();
  return Object.assign((props: Props) => <Part {...props} />, { fetch: () => void fetch().catch(() => undefined) });
}

/** Whoever shows that something did not come calls this: when it is wanted next, it is asked for again. */
export function askAnew(): void {
  for (const start of failed) start();
  failed.clear();
}

/** A style sheet that did not come is not asked for by whoever needs it next: its link is there already. */
const missing = new Set<HTMLLinkElement>();
globalThis.addEventListener?.('error', ({ target }) => target instanceof HTMLLinkElement && missing.add(target), true);
/** Asks for those that did not come once more: to be called before something that needs one is fetched. */
export function askForStyles(): void {
  for (const link of missing) if (link.rel === 'stylesheet') link.replaceWith(link.cloneNode());
  missing.clear();
}
