/** Ends a script with one clear sentence instead of a stack. `detail` is shown whole, for example the log of a failed build. */
export class Stop extends Error {
  /**
   * @param {string} message
   * @param {{ detail?: string, code?: number }} [more]
   */
  constructor(message, more = {}) {
    super(message);
    this.name = 'Stop';
    this.detail = more.detail ?? '';
    this.code = more.code ?? 1;
  }
}

/**
 * What start and test say to a person: steps with seconds, notes, one box. On a terminal a running step is rewritten in
 * place; in a file or a pipe each step is one line at its end, with a line at its start when it takes long.
 * @param {{ out?: NodeJS.WriteStream, colour?: boolean }} [options]
 */
export function createScreen({ out = process.stdout, colour = Boolean(out.isTTY) && !process.env.NO_COLOR } = {}) {
  /** @param {string} code @param {string} text */
  const paint = (code, text) => (colour ? `\x1b[${code}m${text}\x1b[0m` : text);
  const dim = (/** @type {string} */ text) => paint('2', text);
  const bold = (/** @type {string} */ text) => paint('1', text);
  /** @param {string} text */
  const line = (text) => void out.write(`${text}\n`);

  return {
    line,
    dim,
    bold,
    red: (/** @type {string} */ text) => paint('31', text),
    yellow: (/** @type {string} */ text) => paint('33', text),

    /**
     * Runs one step and shows how long it takes. What `work` returns as a string is shown behind its name.
     * @template T
     * @param {string} name
     * @param {() => Promise<T>} work
     * @returns {Promise<T>}
     */
    async step(name, work) {
      const began = performance.now();
      const seconds = () => `${((performance.now() - began) / 1000).toFixed(1)} s`;
      const live = Boolean(out.isTTY);
      const show = (/** @type {string} */ mark, /** @type {string} */ tail) =>
        out.write(`${live ? '\r\x1b[2K' : ''}  ${mark} ${name} ${dim(tail)}`);
      const tick = setInterval(() => live && show('…', seconds()), 250);
      const announce = setTimeout(() => !live && line(`  … ${name}`), 3_000);
      try {
        const result = await work();
        show(paint('32', '✓'), typeof result === 'string' ? `${result}, ${seconds()}` : seconds());
        return result;
      } catch (error) {
        show(paint('31', '✗'), seconds());
        throw error;
      } finally {
        clearInterval(tick);
        clearTimeout(announce);
        line('');
      }
    },

    /** @param {string[]} lines */
    box(lines) {
      const width = Math.max(...lines.map((text) => text.length));
      line(`  ╭${'─'.repeat(width + 4)}╮`);
      for (const text of lines) line(`  │  ${text.padEnd(width)}  │`);
      line(`  ╰${'─'.repeat(width + 4)}╯`);
    },

    /** @param {unknown} error a `Stop` is shown as its sentence, anything else whole: it is a fault of ours. */
    failure(error) {
      const isStop = error instanceof Stop;
      if (isStop && error.detail) line(`\n${error.detail.trimEnd()}`);
      const said = isStop ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
      line(`\n${paint('31', 'Cannot go on:')} ${said}\n`);
      return isStop ? error.code : 1;
    },
  };
}

/** @typedef {ReturnType<typeof createScreen>} Screen */
