import { addOpenMinutes } from '../agents/businessHours.js';
import type { AcceptInbound } from '../ports/intake.js';
import type { Hook } from '../contract/phone.js';
import type { Message } from '../tickets/message.js';
import { createAcceptInbound } from './acceptInbound.js';
import { createCancelFollowups } from './cancelFollowups.js';
import { createDesk } from './createDesk.js';
import type { ActionDeps } from './deps.js';
import type { Desk } from './desk.js';
import { createFetchAttachments } from './fetchAttachments.js';
import { createMoveMessages } from './moveMessages.js';
import { createChangeCustomers } from './changeCustomers.js';
import { createAgentNames } from './names.js';
import { createOpeningHours } from './hours.js';
import { createOwnAddresses } from './ownAddresses.js';
import { createPhone } from './phone.js';
import { createPlanFollowups } from './planFollowups.js';
import { createPublish } from './publish.js';
import { createReceiveMessage } from './receiveMessage.js';
import { createReconcile } from './reconcile.js';
import { createReplyChannels } from './replyChannels.js';
import { createRunFollowup } from './runFollowup.js';
import { createSendMessage } from './sendMessage.js';
import { createFirstAdmin } from './sessions.js';
import { createSetup } from './setup.js';
import { createSuggestLinks } from './suggestLinks.js';
import { createTending } from './tending.js';
import { createTopics } from './topics.js';
import { createUploads } from './uploads.js';
import { createWidget } from './widget.js';
import { createWriteMessage } from './writeMessage.js';

/** All that can happen, bound to its dependencies: `desk` for people, the rest for doors and workers. */
export interface Actions {
  desk: Desk;
  accept: AcceptInbound;
  /** Resolves when nothing is being placed as it arrives. */
  arrived(): Promise<void>;
  /** @param suspect the process died when this row, or one beside it, was worked on before. */
  receiveMessage(intakeId: string, suspect?: boolean): Promise<void>;
  /** Sends nothing unless it is queued and its time has come. */
  sendMessage(messageId: string): Promise<void>;
  /** Without effect on one that is awake, or whose time has not come. */
  wakeTicket(ticketId: string): Promise<void>;
  /** Sends it, cancels it, or waits on: decided anew when it runs. */
  runFollowup(followupId: string): Promise<void>;
  /** @param attempt 1 at first */
  fetchAttachments(messageId: string, attempt: number): Promise<void>;
  /** Takes over what an admin has set by way of another process: pages that may show the chat, topics, the phone account, our addresses. */
  refreshSettings(): Promise<void>;
  /** Hints for the set-up: a page asked for the chat; a request came to a hook of the phone account. */
  notePage(referer: string): void;
  noteRequest(hook: Hook, signed: boolean): void;
  reconcile: ReturnType<typeof createReconcile>;
  firstAdmin: ReturnType<typeof createFirstAdmin>;
}

/** All that the desk can do, put together from its parts. */
export function createActions(given: ActionDeps, headersOf: (message: Message) => Record<string, string> | undefined): Actions {
  const topics = createTopics(given);
  const hours = createOpeningHours(given);
  const deps: ActionDeps = {
    ...given,
    policy: {
      ...given.policy,
      threading: {
        ...given.policy.threading,
        get topics() {
          return topics.live();
        },
      },
    },
  };
  const phone = createPhone(deps);
  const setup = createSetup(deps);
  const widget = createWidget(deps);
  const ownAddresses = createOwnAddresses(deps);
  const agentNames = createAgentNames(deps.store, deps.now);
  const publish = createPublish(deps, agentNames);
  const replyChannels = createReplyChannels(deps);
  const write = createWriteMessage(deps, publish, replyChannels);
  const followups = createPlanFollowups(deps, publish, hours.timeZone);
  const cancelFollowups = createCancelFollowups(deps, followups);
  const moves = createMoveMessages(deps, publish);
  const sending = createSendMessage(deps, publish, write);
  const tending = createTending(deps, publish);
  const uploads = createUploads(deps);
  const identity = createChangeCustomers(deps, { publish, moves, cancelFollowups });
  const suggestions = createSuggestLinks(deps, identity.desk);
  const { receive, placeArriving } = createReceiveMessage(deps, {
    publish,
    cancelFollowups,
    topics: topics.live,
    suggest: suggestions.afterMessage,
    write,
    firstReplyDue: (at) => addOpenMinutes(hours.live(), at, deps.policy.firstReplyMinutes),
  });
  const { accept, arrived } = createAcceptInbound(deps, deps.placesHere && deps.store.writesTogether ? placeArriving : null);
  return {
    desk: createDesk(deps, {
      accept,
      agentNames,
      followups,
      hours,
      identity,
      moves,
      phone,
      publish,
      replyChannels,
      setup,
      suggestions,
      tending,
      topics,
      uploads,
      write,
      headersOf,
    }),
    accept,
    arrived,
    receiveMessage: receive,
    sendMessage: sending.sendMessage,
    wakeTicket: tending.wakeDue,
    runFollowup: createRunFollowup(deps, publish, write, followups, replyChannels, hours.timeZone),
    fetchAttachments: createFetchAttachments(deps, publish),
    reconcile: createReconcile(deps, moves, sending, tending, uploads, identity),
    async refreshSettings() {
      await Promise.all([widget.refreshOrigins(), topics.refresh(), hours.refresh(), phone.refresh(), ownAddresses.refresh()]);
    },
    notePage: setup.notePage,
    noteRequest: phone.noteRequest,
    firstAdmin: createFirstAdmin(deps),
  };
}
