import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { Reply, isStream } from './route.js';

/** Sends what a handler returned: JSON, or the bytes of a Reply. */
export async function answer(response: Response, result: unknown, status: number): Promise<void> {
  const reply = result instanceof Reply ? result : new Reply(result);
  response.status(reply.status ?? status).set(reply.headers);
  if (reply.body === undefined) return void response.end();
  if (!reply.isBytes()) return void response.json(reply.body);
  if (!isStream(reply.body)) return void response.end(reply.body);
  if (response.req.method === 'HEAD') {
    reply.body.destroy();
    return void response.end();
  }
  await stream(reply.body, response);
}

/** A client that goes away in the middle is its own business; a source that breaks is an error of ours. */
async function stream(source: NodeJS.ReadableStream, response: Response): Promise<void> {
  try {
    await pipeline(source, response);
  } catch (failure) {
    const clientLeft = (failure as { code?: unknown }).code === 'ERR_STREAM_PREMATURE_CLOSE';
    if (!clientLeft) throw failure;
  }
}
