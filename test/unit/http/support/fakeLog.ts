import type { Log } from '../../../../src/ports/log.js';

export interface FakeLog extends Log {
  lines: { level: string; fields: object; message: string }[];
}

/** Keeps what is logged. */
export function fakeLog(): FakeLog {
  const lines: FakeLog['lines'] = [];
  const at = (level: string) => (fields: object, message: string) => void lines.push({ level, fields, message });
  const log: FakeLog = {
    lines,
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    fatal: at('fatal'),
    child: () => log,
  };
  return log;
}
