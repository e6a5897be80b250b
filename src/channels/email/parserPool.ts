import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { createPlaces } from '../../lib/places.js';
import { UnreadableInbound } from '../../ports/channel.js';
import type { ParsedMail } from './parse.js';
import type { WorkerAnswer } from './parseWorker.js';

/** Reads mails; inline or in threads. @throws {UnreadableInbound} `parse_failed`, `parse_timeout` or `parse_crashed`. */
export interface MailParser {
  parse(raw: Buffer): Promise<ParsedMail>;
  close(): Promise<void>;
}

/** Left out: two threads, ten seconds for a mail, 256 MB. */
export interface ParserPoolOptions {
  threads?: number;
  deadlineMs?: number;
  /** Of the thread's heap, MB. */
  memoryMb?: number;
  /** For tests. */
  workerUrl?: URL;
}

/**
 * Parses in worker threads, each mail under a deadline that begins when its thread takes it. A mail that hangs or blows
 * up its thread is unreadable; the thread is replaced, and no other mail notices.
 */
export function createParserPool(options: ParserPoolOptions = {}): MailParser {
  const threads = options.threads ?? 2;
  const deadlineMs = options.deadlineMs ?? 10_000;
  const memoryMb = options.memoryMb ?? 256;
  const pool = new Piscina<Uint8Array, WorkerAnswer>({
    filename: fileURLToPath(options.workerUrl ?? new URL('./parseWorker.js', import.meta.url)),
    minThreads: 1,
    maxThreads: threads,
    idleTimeout: 60_000,
    atomics: 'disabled',
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
  });
  // A crashed thread also fails its own task, and that is where we tell.
  pool.on('error', () => undefined);

  /** Tasks wait here and not in the pool, so that waiting does not use up their deadline. */
  const places = createPlaces(threads);

  const parseOnce = (raw: Buffer): Promise<ParsedMail> => places(() => parseNow(raw));

  const parseNow = async (raw: Buffer): Promise<ParsedMail> => {
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), deadlineMs);
    try {
      const answer = await pool.run(raw, { signal: deadline.signal });
      if ('unreadable' in answer) throw parseFailed(answer.unreadable);
      return answer.mail;
    } catch (error) {
      if (error instanceof UnreadableInbound || isMissingWorker(error)) throw error;
      if (deadline.signal.aborted) throw new UnreadableInbound('parse_timeout', 'The mail took too long to read.', { cause: error });
      throw new UnreadableInbound('parse_crashed', 'Reading the mail used too much memory or crashed.', { cause: error });
    } finally {
      clearTimeout(timer);
    }
  };

  return {
    /** A crash is tried once more: the machine may have been short of memory for another reason. */
    parse: (raw) =>
      parseOnce(raw).catch((error: unknown) => {
        if (error instanceof UnreadableInbound && error.code === 'parse_crashed') return parseOnce(raw);
        throw error;
      }),
    close: () => pool.destroy(),
  };
}

/** A faulty installation, which is no fault of the mail. */
function isMissingWorker(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
}

/** What is thrown when a parser gives a mail up. @param detail for those who look into it; cut at 200 characters */
export function parseFailed(detail: string): UnreadableInbound {
  return new UnreadableInbound('parse_failed', `The mail could not be read: ${detail.slice(0, 200)}`);
}
