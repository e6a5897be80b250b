import { ChatSessionBody, ChatSessionResult } from '../../contract/realtime.js';
import { openRoute, type Route } from '../route.js';
import { tooMany } from '../signIn.js';

/** The widget's way in; everything after it goes over the `/chat` socket. */
export const chatRoutes: Route[] = [
  openRoute({
    method: 'post',
    path: '/api/v1/chat/session',
    summary: 'Start or resume a visitor\'s chat session. A typed address never proves who somebody is; a signed `userToken` does.',
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
];
