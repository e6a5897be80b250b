import type { AcceptInbound } from '../ports/intake.js';
import type { Message } from '../tickets/message.js';
import { createAcceptInbound } from './acceptInbound.js';
import { createDesk } from './createDesk.js';
import type { ActionDeps } from './deps.js';
import type { Desk } from './desk.js';
import { createFetchAttachments } from './fetchAttachments.js';
import { createMoveMessages } from './moveMessages.js';
import { createChangeCustomers } from './changeCustomers.js';
import { createAgentNames } from './names.js';
import { createPlanFollowups } from './planFollowups.js';
import { createPublish } from './publish.js';
import { createReceiveMessage } from './receiveMessage.js';
import { createReconcile } from './reconcile.js';
import { createReplyChannels } from './replyChannels.js';
import { createRunFollowup } from './runFollowup.js';
import { createSendMessage } from './sendMessage.js';
import { createFirstAdmin } from './sessions.js';
import { createTending } from './tending.js';
import { createUploads } from './uploads.js';
import { createWidget } from './widget.js';
import { createWriteMessage } from './writeMessage.js';

/** All that can happen, bound to its dependencies: `desk` for people, the rest for doors and workers. */
export interface Actions {
  desk: Desk;
  accept: AcceptInbound;
  /** @param suspect the process died when this row, or one beside it, was worked on before. */
  receiveMessage(intakeId: string, suspect?: boolean): Promise<void>;
  sendMessage(messageId: string): Promise<void>;
  wakeTicket(ticketId: string): Promise<void>;
  runFollowup(followupId: string): Promise<void>;
  fetchAttachments(messageId: string, attempt: number): Promise<void>;
  /** Takes over pages that another process, or an admin, has allowed to show the chat. */
  refreshWidgetOrigins(): Promise<void>;
  reconcile: ReturnType<typeof createReconcile>;
  firstAdmin: ReturnType<typeof createFirstAdmin>;
}

export function createActions(deps: ActionDeps, headersOf: (message: Message) => Record<string, string> | undefined): Actions {
  const agentNames = createAgentNames(deps.store, deps.now);
  const publish = createPublish(deps, agentNames);
  const accept = createAcceptInbound(deps);
  const replyChannels = createReplyChannels(deps);
  const write = createWriteMessage(deps, publish, replyChannels);
  const followups = createPlanFollowups(deps, publish);
  const moves = createMoveMessages(deps, publish);
  const sending = createSendMessage(deps, publish, write);
  const tending = createTending(deps, publish);
  const uploads = createUploads(deps);
  const identity = createChangeCustomers(deps, publish, moves);
  return {
    desk: createDesk(deps, { accept, agentNames, followups, identity, moves, publish, replyChannels, tending, uploads, write, headersOf }),
    accept,
    receiveMessage: createReceiveMessage(deps, publish, followups),
    sendMessage: sending.sendMessage,
    wakeTicket: tending.wakeDue,
    runFollowup: createRunFollowup(deps, publish, write, followups, replyChannels),
    fetchAttachments: createFetchAttachments(deps, publish),
    reconcile: createReconcile(deps, moves, sending, tending, uploads, identity),
    refreshWidgetOrigins: createWidget(deps).refreshOrigins,
    firstAdmin: createFirstAdmin(deps),
  };
}
