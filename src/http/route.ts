import type { Readable } from 'node:stream';
import type { IncomingHttpHeaders } from 'node:http';
import type { z } from 'zod';
import type { Viewer } from '../actions/desk.js';
import type { HttpServices } from './deps.js';

/** `agent`: a signed-in agent. `hook`: the handler's channel checks a signature or token. `none`: open to all. */
export type Auth = 'agent' | 'hook' | 'none';
export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** What a handler may know of the request beside its checked input. */
export interface RequestFacts {
  id: string;
  /** The client's address, as limits count it. */
  ip: string;
  headers: IncomingHttpHeaders;
  /** Path and raw query of the original URL. */
  path: string;
  query: string;
  /** The bytes of a route with `raw`; empty for all others. */
  rawBody: Buffer;
  /** The body of a route with `stream`, still coming; null for all others. */
  stream: Readable | null;
}

/** What a handler gets: input that its schemas have read. */
export interface Context<P, Q, B> {
  deps: HttpServices;
  request: RequestFacts;
  params: P;
  query: Q;
  body: B;
}

/** With who asks, and the token of his session or program. */
export interface AgentContext<P, Q, B> extends Context<P, Q, B> {
  viewer: Viewer;
  token: string;
}

/** As the mount hands it over: `viewer` and `token` are there on `agent` routes. */
export type AnyContext = Context<unknown, unknown, unknown> & Partial<AgentContext<unknown, unknown, unknown>>;

/** Decides on a hook's caller before anything of the body is read. @throws when the call is refused. */
export type Admit = (deps: HttpServices, request: RequestFacts) => Promise<void>;

/** How the body of a hook is read: as bytes, up to `limit`. */
export interface RawBody {
  limit: number;
  contentType: string;
}

interface Shape<P, Q, B, R> {
  method: Method;
  path: string;
  summary: string;
  params?: z.ZodType<P>;
  query?: z.ZodType<Q>;
  body?: z.ZodType<B>;
  /** Null: there is no JSON in the answer. */
  response: z.ZodType<R> | null;
  /** 200 unless told. */
  status?: number;
  /** Statuses beside the usual refusals that the description names. */
  refusals?: number[];
}

/** How a body is handed on as it comes: refused at once when it says that it is larger than `limit`. */
export interface StreamedBody {
  limit: number;
}

interface AgentSpec<P, Q, B, R> extends Shape<P, Q, B, R> {
  stream?: StreamedBody;
  handle(context: AgentContext<P, Q, B>): Promise<NoInfer<R> | Reply>;
}

interface OpenSpec<P, Q, B, R> extends Shape<P, Q, B, R> {
  stream?: StreamedBody;
  /** Pages of these origins may call it: `widget` adds CORS for the widget's origins. */
  cors?: 'widget';
  handle(context: Context<P, Q, B>): Promise<NoInfer<R> | Reply>;
}

interface HookSpec<P, Q, R> extends Shape<P, Q, undefined, R> {
  raw: RawBody;
  admit: Admit;
  handle(context: Context<P, Q, undefined>): Promise<NoInfer<R> | Reply>;
}

/** One line of the API table, its types erased: the schemas have done their work before `handle` runs. */
export interface Route extends Shape<unknown, unknown, unknown, unknown> {
  auth: Auth;
  cors?: 'widget';
  raw?: RawBody;
  stream?: StreamedBody;
  admit?: Admit;
  handle(context: AnyContext): Promise<unknown>;
}

/** An answer with more to it than JSON: other headers, another status, bytes. */
export class Reply {
  readonly body: unknown;
  readonly status: number | null;
  readonly headers: Record<string, string>;

  /** @param body JSON, or bytes when it is a Buffer, a string or a stream. */
  constructor(body: unknown, options: { status?: number; headers?: Record<string, string> } = {}) {
    this.body = body;
    this.status = options.status ?? null;
    this.headers = options.headers ?? {};
  }

  isBytes(): this is { body: Buffer | string | Readable } {
    return typeof this.body === 'string' || Buffer.isBuffer(this.body) || isStream(this.body);
  }
}

/** Whether a body has to be piped instead of sent. */
export function isStream(body: unknown): body is Readable {
  return typeof body === 'object' && body !== null && 'pipe' in body && typeof body.pipe === 'function';
}

/** For signed-in agents and programs with a token. Rights are the desk's to check. */
export const agentRoute = <P, Q, B, R>(spec: AgentSpec<P, Q, B, R>): Route => erase('agent', spec);
/** For everybody: what it takes is guarded by the handler's own limits and tokens. */
export const openRoute = <P, Q, B, R>(spec: OpenSpec<P, Q, B, R>): Route => erase('none', spec);
/** For providers: `admit` decides before anything of the body is read, and the handler gets its bytes. */
export const hookRoute = <P, Q, R>(spec: HookSpec<P, Q, R>): Route => erase('hook', spec);

/** The one cast: what a schema has read has the schema's type. */
function erase(auth: Auth, spec: object): Route {
  return { ...spec, auth } as Route;
}
