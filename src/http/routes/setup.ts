import { z } from 'zod';
import { listOf } from '../../contract/common.js';
import { RelayTest } from '../../contract/mailboxes.js';
import { PhoneLogin, PhoneState, PhoneTest } from '../../contract/phone.js';
import { SetupPatch, SetupState, TestMail } from '../../contract/setup.js';
import { NewTopic, Topic, TopicKey, TopicPatch } from '../../contract/topics.js';
import { Reply, agentRoute, type Route } from '../route.js';

const base = '/api/v1';

/** The first run of a desk, its phone account, and its topics. */
export const setupRoutes: Route[] = [
  agentRoute({
    method: 'get',
    path: `${base}/setup`,
    summary: 'How far the set-up is: the mail door, what sends our mail, and which pages asked for the chat.',
    response: SetupState,
    refusals: [403],
    handle: ({ deps, viewer }) => deps.desk.setup.state(viewer),
  }),
  agentRoute({
    method: 'patch',
    path: `${base}/setup`,
    summary: 'Finish the first-run pages, or show them again.',
    body: SetupPatch,
    response: SetupState,
    refusals: [403],
    handle: ({ deps, viewer, body }) => deps.desk.setup.change(viewer, body),
  }),
  agentRoute({
    method: 'post',
    path: `${base}/setup/mail`,
    summary: 'Send a mail to oneself by the relay of an address of ours. How it went is the answer.',
    body: TestMail,
    response: RelayTest,
    refusals: [403, 404, 409],
    handle: ({ deps, viewer, body }) => deps.desk.setup.tryMail(viewer, body),
  }),

  agentRoute({
    method: 'get',
    path: `${base}/settings/phone`,
    summary: 'The phone account, the addresses it has to be told, and when it last called them.',
    response: PhoneState,
    refusals: [403, 404],
    handle: ({ deps, viewer }) => deps.desk.phone.state(viewer),
  }),
  agentRoute({
    method: 'patch',
    path: `${base}/settings/phone`,
    summary: 'Set the phone account. It counts at once; its token is kept encrypted and never shown.',
    body: PhoneLogin,
    response: PhoneState,
    refusals: [403, 404, 409],
    handle: ({ deps, viewer, body }) => deps.desk.phone.save(viewer, body),
  }),
  agentRoute({
    method: 'delete',
    path: `${base}/settings/phone`,
    summary: 'Forget the phone account.',
    response: null,
    status: 204,
    refusals: [403, 404, 409],
    handle: ({ deps, viewer }) => deps.desk.phone.remove(viewer).then(() => new Reply(undefined)),
  }),
  agentRoute({
    method: 'post',
    path: `${base}/settings/phone/test`,
    summary: 'Ask the provider about an account and its number. What is wrong is the answer.',
    body: PhoneLogin,
    response: PhoneTest,
    refusals: [403, 404, 409],
    handle: ({ deps, viewer, body }) => deps.desk.phone.test(viewer, body),
  }),
  agentRoute({
    method: 'post',
    path: `${base}/settings/phone/hooks`,
    summary: 'Tell the provider that texts and calls to our number come here.',
    response: PhoneTest,
    refusals: [403, 404, 409],
    handle: ({ deps, viewer }) => deps.desk.phone.pointHooks(viewer),
  }),

  agentRoute({
    method: 'get',
    path: `${base}/topics`,
    summary: 'What issues are about, in the order in which topics are told apart.',
    response: listOf(Topic),
    handle: ({ deps, viewer }) => deps.desk.topics.list(viewer),
  }),
  agentRoute({
    method: 'post',
    path: `${base}/topics`,
    summary: 'Add a topic with the words that show it. Its key is made of its name, and stays.',
    body: NewTopic,
    response: Topic,
    status: 201,
    refusals: [403, 409],
    handle: ({ deps, viewer, body }) => deps.desk.topics.create(viewer, body),
  }),
  agentRoute({
    method: 'patch',
    path: `${base}/topics/:id`,
    summary: 'Change a topic by its key, move it in the list, or archive it: its tickets keep it.',
    params: z.object({ id: TopicKey }),
    body: TopicPatch,
    response: Topic,
    refusals: [403, 404],
    handle: ({ deps, viewer, params, body }) => deps.desk.topics.change(viewer, params.id, body),
  }),
];
