/**
 * Nudges: "look at this row now". The rows are the truth, so a job that is lost or runs twice does no harm, and none of
 * these throws: what could not be enqueued is logged, and the reconciler comes by.
 */
export interface Jobs {
  /** An intake row is to be read. Chat goes by a lane of its own, so that a storm of mail never keeps a visitor waiting. */
  intakeLater(intakeId: string, lane?: 'chat'): void;
  /** The same for a row that was nudged before: by a job of its own, and there is one at a time. */
  intakeAgain(intakeId: string): void;
  /** A queued message is to be sent, `delayMs` from now. */
  sendLater(messageId: string, delayMs?: number): void;
  /** A ticket that was put aside is to be taken up again in `delayMs`. */
  wakeLater(ticketId: string, delayMs: number): void;
  /** A planned follow-up is due in `delayMs`. */
  followupLater(followupId: string, delayMs: number): void;
  /** A message has attachments that the provider still keeps. */
  mediaLater(messageId: string, attempt?: number, delayMs?: number): void;
  /** Null while the queue cannot be asked. */
  counts(): Promise<{ waiting: number; active: number } | null>;
}
