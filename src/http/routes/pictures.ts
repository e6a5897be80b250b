import { z } from 'zod';
import { Id } from '../../contract/common.js';
import { MessagePictures } from '../../contract/tickets.js';
import { servePicture } from '../download.js';
import { agentRoute, openRoute, type Route } from '../route.js';

/** Pictures that mails show from elsewhere: an agent asks, and they come through us. */
export const pictureRoutes: Route[] = [
  agentRoute({
    method: 'post',
    path: '/api/v1/messages/:id/pictures',
    summary: 'Addresses of ours, good for an hour, for the pictures that a mail shows from elsewhere. Asking shows them.',
    params: z.object({ id: Id }),
    response: MessagePictures,
    refusals: [404],
    handle: ({ deps, viewer, params }) => deps.desk.tickets.pictures(viewer, params.id),
  }),
  openRoute({
    method: 'get',
    path: '/api/v1/pictures',
    summary: 'A picture from elsewhere, under our signature.',
    query: z.object({ url: z.string().max(4_000), until: z.coerce.number().int(), signature: z.string().max(128) }),
    response: null,
    refusals: [403, 404],
    handle: async ({ deps, query }) => servePicture(await deps.desk.pictures.open(query)),
  }),
];
