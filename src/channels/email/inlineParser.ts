import { parseInline } from './parse.js';
import { parseFailed, type MailParser } from './parserPool.js';

/** The parser without threads: for tests and tools, where nobody sends us bombs. */
export function createInlineParser(): MailParser {
  return {
    async parse(raw) {
      try {
        return await parseInline(raw);
      } catch (error) {
        throw parseFailed(error instanceof Error ? error.message : 'unknown');
      }
    },
    close: () => Promise.resolve(),
  };
}
