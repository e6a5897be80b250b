import express, { type Request, type Response } from 'express';
import type { Readable } from 'node:stream';
import type { z } from 'zod';
import { AppError } from '../lib/errors.js';
import type { RawBody, Route, StreamedBody } from './route.js';

/** Of a JSON body; 413 beyond it. */
export const JSON_LIMIT_BYTES = 1_000_000;
/** Files have longer, by the listener's own limit: see `hardenServer`. */
const SLOWEST_BODY_MS = 30_000;
/** What still comes after a refusal is read and thrown away for so long, so that the client hears why; then the line is cut. */
const LINGER_MS = 2_000;

/** Nothing is unpacked (a packed body of 10 kB can be a gigabyte), and only objects and arrays are JSON bodies. */
const readJson = express.json({ limit: JSON_LIMIT_BYTES, inflate: false, strict: true, type: isJson });

/** Reads and checks the JSON body of a route. @throws AppError `invalid_input`, `unsupported_media_type`. */
export async function readBody(route: Route, request: Request, response: Response): Promise<unknown> {
  if (!route.body) return undefined;
  if (hasBody(request) && !isJson(request)) {
    throw new AppError('unsupported_media_type', 'Send the body as application/json.');
  }
  await run(readJson, JSON_LIMIT_BYTES, request, response);
  return check(route.body, request.body, 'body');
}

/** Reads a hook's body as it came. */
export async function readRaw(raw: RawBody, request: Request, response: Response): Promise<Buffer> {
  await run(express.raw({ limit: raw.limit, inflate: false, type: () => true }), raw.limit, request, response);
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
}

/** The body as it comes, after a look at what it says of itself. @throws AppError `too_large`, `unsupported_media_type` */
export function streamOf({ limit }: StreamedBody, request: Request): Request {
  if (Number(request.headers['content-length'] ?? 0) > limit) {
    // Read and thrown away, so that the client hears why instead of a broken connection.
    request.resume();
    throw new AppError('too_large', `A file may have ${Math.floor(limit / 1_000_000)} MB at most.`);
  }
  if ((request.headers['content-encoding'] ?? 'identity') !== 'identity')
    throw new AppError('unsupported_media_type', 'Send the file as it is, not packed.');
  return request;
}

/** A streamed body as a whole. @throws AppError `too_large`, as soon as it is. */
export async function readAll(stream: Readable, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Not destroyed when it is too large: the request has to be answered yet.
  for await (const chunk of stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw new AppError('too_large', `A file may have ${Math.floor(limit / 1_000_000)} MB at most.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** A client that goes away in the middle is no bug of ours; after any failure the rest of the body is not wanted. */
export function brokenOff(request: Request, failure: unknown): unknown {
  if (!request.complete && (request.destroyed || request.readableAborted)) return new AppError('invalid_input', 'The upload broke off.');
  linger(request);
  return failure;
}

/** A body whose length was told comes to an end, and is given the time of any other; one in chunks need not. */
function linger(request: Request): void {
  request.resume();
  if (request.complete || request.headers['content-length'] !== undefined) return;
  const cut = setTimeout(() => !request.complete && request.destroy(), LINGER_MS);
  request.once('close', () => clearTimeout(cut));
}

/** @throws AppError `invalid_input` whose details name the paths, never the values. */
export function check<T>(schema: z.ZodType<T>, value: unknown, where: 'params' | 'query' | 'body'): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = result.error.issues.map((issue) => ({ path: [where, ...issue.path].join('.'), message: issue.message }));
  throw new AppError('invalid_input', 'The request is not as it should be.', issues.slice(0, 20));
}

function isJson(request: { headers: { 'content-type'?: string | undefined } }): boolean {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '';
  return type === 'application/json' || /^application\/[a-z0-9.+-]+\+json$/.test(type);
}

function hasBody(request: Request): boolean {
  return request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
}

/**
 * Runs one Express body reader to its end. A body that takes longer than any honest client needs is cut. The reader itself
 * tells of one that is too large when all of it has come, so one that comes in chunks without an end is counted here.
 */
function run(reader: express.RequestHandler, limit: number, request: Request, response: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => request.destroy(), SLOWEST_BODY_MS);
    let size = 0;
    const count = (chunk: Buffer): void => {
      size += chunk.length;
      if (size <= limit) return;
      request.off('data', count);
      reject(new AppError('too_large', 'That is larger than we take.'));
      linger(request);
    };
    if (request.headers['content-length'] === undefined) request.on('data', count);
    void reader(request, response, (failure?: unknown) => {
      clearTimeout(late);
      request.off('data', count);
      if (failure === undefined) resolve();
      else reject(failure);
    });
  });
}
