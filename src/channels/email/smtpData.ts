import type { Readable } from 'node:stream';
import { SmtpRefusal } from './smtpRefusal.js';

/** How many bytes of mails are in memory, all clients together. */
export interface ByteBudget {
  /** False when so many do not fit now; then nothing is taken. */
  take(bytes: number): boolean;
  release(bytes: number): void;
}

/** Only counts: no memory is set aside. */
export function createByteBudget(maxBytes: number): ByteBudget {
  let used = 0;
  return {
    take(bytes) {
      if (used + bytes > maxBytes) return false;
      used += bytes;
      return true;
    },
    release(bytes) {
      used -= bytes;
    },
  };
}

/** See `SmtpLimits`. */
export interface DataLimits {
  maxBytes: number;
  dataDeadlineMs: number;
  minBytesPerSecond: number;
}

/** How far past the limit we read to be able to say 552 in order, before we hang up. */
const MAX_OVERRUN = 2;

/**
 * Collects one mail from the DATA stream. smtp-server only flags an oversized mail, so the bytes are counted here and
 * nothing is kept past the limit.
 * @returns the bytes; they stay taken from the budget until the caller releases them.
 * @throws {SmtpRefusal} too large, too slow, no memory; another error when the client died (then nobody hears it).
 */
export function readData(stream: Readable, limits: DataLimits, budget: ByteBudget): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    let chunks: Buffer[] = [];
    let kept = 0;
    let seen = 0;
    let refusal: SmtpRefusal | null = null;
    let timer = setTimeout(onDeadline, limits.dataDeadlineMs);

    function forget(): void {
      chunks = [];
      budget.release(kept);
      kept = 0;
    }

    function fail(error: Error): void {
      clearTimeout(timer);
      forget();
      reject(error);
    }

    /** A large mail on a slow line may take longer, as long as it keeps moving. */
    function onDeadline(): void {
      const rate = seen / ((performance.now() - startedAt) / 1000);
      if (rate >= limits.minBytesPerSecond && refusal === null) {
        timer = setTimeout(onDeadline, limits.dataDeadlineMs);
        return;
      }
      fail(new SmtpRefusal(451, 'Message comes too slowly, try again later', true));
      stream.destroy();
    }

    stream.on('data', (chunk: Buffer) => {
      seen += chunk.length;
      if (refusal !== null) {
        if (seen > limits.maxBytes * MAX_OVERRUN) {
          fail(new SmtpRefusal(refusal.responseCode, refusal.message, true));
          stream.destroy();
        }
        return;
      }
      if (seen > limits.maxBytes) refusal = new SmtpRefusal(552, `Message exceeds ${limits.maxBytes} bytes`);
      else if (!budget.take(chunk.length)) refusal = new SmtpRefusal(452, 'Too much mail at the moment, try again later');
      if (refusal !== null) return forget();
      kept += chunk.length;
      chunks.push(chunk);
    });
    stream.once('end', () => {
      if (refusal !== null) return fail(refusal);
      clearTimeout(timer);
      resolve(Buffer.concat(chunks, kept));
    });
    stream.once('error', (error: Error) => fail(error));
    stream.once('close', () => {
      // After `end` this is without effect; before it the client is gone, and what came so far is not a mail.
      if (!stream.readableEnded) fail(new Error('connection closed before the end of the message'));
    });
  });
}
