/** One piece of work: at first somebody waits for it, and then nobody does any more. */
export interface Turn {
  /** Somebody waits from here on. */
  begin(): void;
  /** What was waited for is there. Resolves when it is time for the rest: nobody waits for anything, or long enough has passed. */
  shown(): Promise<void>;
  /** All of it is done, or has failed; not while `shown` is waited for. Once is enough, twice does no harm. */
  end(): void;
}

export interface Precedence {
  turn(): Turn;
}

/** What comes after is not put off for longer. */
const PATIENCE_MS = 50;

/**
 * What somebody waits for goes before what follows from it. All work shares one thread, and the rest of one line (its ticket,
 * the lists of a hundred consoles) costs more than the words of the next one need to be on the screen: those would stand
 * behind it in every burst. The rests go one after the other, in the gaps.
 */
export function createPrecedence(patienceMs = PATIENCE_MS): Precedence {
  let urgent = 0;
  let resting = 0;
  const waiting = new Set<() => void>();

  function next(): void {
    const [first] = waiting;
    if (first && urgent === 0 && resting === 0) first();
  }

  function rest(): Promise<void> {
    return new Promise((resolve) => {
      const go = (): void => {
        clearTimeout(timer);
        waiting.delete(go);
        resting++;
        resolve();
      };
      const timer = setTimeout(go, patienceMs);
      waiting.add(go);
      next();
    });
  }

  return {
    turn() {
      let stage: 'before' | 'urgent' | 'waiting' | 'resting' | 'ended' = 'before';
      return {
        begin() {
          if (stage !== 'before') return;
          stage = 'urgent';
          urgent++;
        },
        async shown() {
          if (stage !== 'urgent') return;
          stage = 'waiting';
          urgent--;
          await rest();
          stage = 'resting';
        },
        end() {
          if (stage === 'urgent') urgent--;
          if (stage === 'resting') resting--;
          stage = 'ended';
          next();
        },
      };
    },
  };
}
