import express, { type Request, type Response } from 'express';
import type { z } from 'zod';
import { AppError } from '../lib/errors.js';
import type { RawBody, Route } from './route.js';

export const JSON_LIMIT_BYTES = 1_000_000;

/** Nothing is unpacked (a packed body of 10 kB can be a gigabyte), and only objects and arrays are JSON bodies. */
const readJson = express.json({ limit: JSON_LIMIT_BYTES, inflate: false, strict: true, type: isJson });

/** Reads and checks the JSON body of a route. @throws AppError `invalid_input`, `unsupported_media_type`. */
export async function readBody(route: Route, request: Request, response: Response): Promise<unknown> {
  if (!route.body) return undefined;
  if (hasBody(request) && !isJson(request)) {
    throw new AppError('unsupported_media_type', 'Send the body as application/json.');
  }
  await run(readJson, request, response);
  return check(route.body, request.body, 'body');
}

/** Reads a hook's body as it came. */
export async function readRaw(raw: RawBody, request: Request, response: Response): Promise<Buffer> {
  await run(express.raw({ limit: raw.limit, inflate: false, type: () => true }), request, response);
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
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

/** Runs one Express body reader to its end. */
function run(reader: express.RequestHandler, request: Request, response: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    void reader(request, response, (failure?: unknown) => (failure === undefined ? resolve() : reject(failure)));
  });
}
