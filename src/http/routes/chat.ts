import { ChatSessionBody, ChatSessionResult } from '../../contract/realtime.js';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { Id } from '../../contract/common.js';
import { MAX_FILE_BYTES, Upload, UploadQuery } from '../../contract/uploads.js';
import { AppError } from '../../lib/errors.js';
import { serveAttachment, serveDownload } from '../download.js';
import { openRoute, type Route } from '../route.js';
import { tooMany } from '../signIn.js';

/** The widget's way in, and its files; everything else goes over the `/chat` socket. */
export const chatRoutes: Route[] = [
  openRoute({
    method: 'post',
    path: '/api/v1/chat/session',
    summary: "Start or resume a visitor's chat session. A typed address never proves who somebody is; a signed `userToken` does.",
    body: ChatSessionBody,
    response: ChatSessionResult,
    refusals: [401, 403, 429],
    cors: 'widget',
    async handle({ deps, request, body }) {
      const wait = await deps.rateLimits.take('chat_session', request.ip);
      if (wait !== null) throw tooMany(wait, 'Too many new chats from here. Please wait a little.');
      return deps.desk.chat.open(body);
    },
  }),
  openRoute({
    method: 'post',
    path: '/widget/files',
    summary:
      "Upload a file for the next line of a chat: the body is the file itself, the bearer token the visitor's. `chat:send` names its id.",
    query: UploadQuery,
    stream: { limit: MAX_FILE_BYTES },
    response: Upload,
    status: 201,
    refusals: [401, 403, 413, 415, 429],
    async handle({ deps, request, query }) {
      const wait = await deps.rateLimits.take('uploads', request.ip);
      if (wait !== null) throw tooMany(wait, 'Too many files from here. Please wait a little.');
      const token = /^Bearer ([\w-]{1,200})$/.exec(request.headers.authorization ?? '')?.[1];
      const visitor = token ? await deps.desk.chat.visitor(token) : null;
      if (!visitor) throw new AppError('not_signed_in', 'This chat session has ended.');
      return deps.desk.chat.addFile(visitor, {
        filename: query.filename,
        contentType: request.headers['content-type'] ?? '',
        bytes: request.stream ?? Readable.from([]),
      });
    },
  }),
  openRoute({
    method: 'get',
    path: '/widget/files/:id/:index',
    summary:
      "A file of a chat's line, by the address that the line gave. Proven images and sound may show in place, all else is a download.",
    params: z.object({ id: Id, index: z.coerce.number().int().min(0).max(99) }),
    query: z.object({ key: z.string().max(100).default('') }),
    response: null,
    refusals: [404],
    handle: async ({ deps, params, query }) => serveAttachment(await deps.desk.chat.file(params.id, params.index, query.key)),
  }),
  openRoute({
    method: 'get',
    path: '/media/:token',
    summary: 'A file by its signed link, which ends after half a day: for providers that fetch what they send on.',
    params: z.object({ token: z.string().min(1).max(200) }),
    response: null,
    refusals: [404],
    handle: async ({ deps, params }) => serveDownload(await deps.desk.media(params.token)),
  }),
];
