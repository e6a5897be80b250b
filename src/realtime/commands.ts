import type { z } from 'zod';
import type { Log } from '../ports/log.js';
import { presentFailure } from '../present/failure.js';
import type { AnySocket } from './sockets.js';

/** Commands of one socket that may be under way at the same time; a store that hangs must not fill the memory. */
const MAX_UNDER_WAY = 32;

type Result = { ok: true } | { ok: false; code: string };
/** Serves one command. What `run` returns is sent along with `ok`; what it throws becomes `{ok: false, code}`. */
export type OnCommand = <T>(name: string, schema: z.ZodType<T>, run: (body: T) => Promise<object | void>) => void;

/**
 * Lets a socket serve commands: the body is read by a schema, and the acknowledgement (if the client wants one) comes
 * when the work is done, never before. The commands named in `inOrder` run one after another, in one order for all of them.
 */
export function commandsOf(socket: AnySocket, log: Log, inOrder: readonly string[] = []): OnCommand {
  let underWay = 0;
  let last: Promise<unknown> = Promise.resolve();

  return (name, schema, run) => {
    const serve = async (body: unknown): Promise<Result> => {
      const read = schema.safeParse(body);
      if (!read.success) return { ok: false, code: 'invalid_input' };
      if (underWay >= MAX_UNDER_WAY) return { ok: false, code: 'too_many_requests' };
      underWay++;
      try {
        const isOrdered = inOrder.includes(name);
        const work = (isOrdered ? last : Promise.resolve()).then(() => run(read.data));
        if (isOrdered) last = work.catch(() => undefined);
        return { ok: true, ...(await work) };
      } catch (failure) {
        const { expected, code } = presentFailure(failure);
        if (!expected) log.error({ err: failure, command: name }, 'socket command failed');
        return { ok: false, code };
      } finally {
        underWay--;
      }
    };
    socket.on(name, (...sent) => {
      const ack = ackOf(sent);
      void serve(bodyOf(sent)).then((result) => ack?.(result));
    });
  };
}

/** What was sent along; undefined for nothing at all, or for what socket.io makes of that. */
function bodyOf([body]: unknown[]): unknown {
  return typeof body === 'function' ? undefined : (body ?? undefined);
}

/** The client's acknowledgement callback: socket.io hands it over as the last argument. */
export function ackOf(sent: unknown[]): ((result: Result) => void) | undefined {
  const last = sent.at(-1);
  return typeof last === 'function' ? (result) => void (last as (result: Result) => void)(result) : undefined;
}
