/** The largest mail that a door of ours takes, by SMTP, LMTP and the hook alike: most mail servers send no larger one. */
export const MAX_MAIL_BYTES = 25 * 1024 * 1024;

/**
 * The largest mail that is fetched from a mailbox: more than a door takes, since its server has taken it already. Of a
 * larger one its header arrives, with a note that it is still there.
 */
export const MAX_FETCHED_BYTES = 64 * 1024 * 1024;
