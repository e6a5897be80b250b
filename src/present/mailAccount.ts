import type { MailAccount } from '../contract/mailAccounts.js';
import type { MailAccountRecord } from '../ports/mailAccounts.js';

/** Without what opens the mailbox, and without how the fetching is organised. */
export function presentMailAccount(account: MailAccountRecord): MailAccount {
  const {
    secret: _secret,
    revision: _revision,
    uidValidity: _validity,
    lastUid: _uid,
    holder: _holder,
    heldUntil: _until,
    ...rest
  } = account;
  return {
    ...rest,
    state: stateOf(account),
    problem: account.problem && { ...account.problem, since: account.problem.since.toISOString() },
    checkedAt: account.checkedAt?.toISOString() ?? null,
    createdAt: account.createdAt.toISOString(),
    updatedAt: account.updatedAt.toISOString(),
  };
}

/** A problem that does not keep mail from coming in (a folder to move to that is not there) is shown beside `connected`. */
function stateOf({ enabled, problem, checkedAt }: MailAccountRecord): MailAccount['state'] {
  if (!enabled) return 'off';
  if (problem && problem.code !== 'no_move_folder') return 'failing';
  return checkedAt ? 'connected' : 'waiting';
}
