import { common } from './common.js';
import { account, desk, welcome } from './desk.js';
import { inbox } from './inbox.js';
import { customer, followups, intake, outbox, queues } from './pages.js';
import { person } from './person.js';
import { placing } from './placing.js';
import { sandbox, settings } from './setup.js';
import { search } from './search.js';
import { ticket } from './ticket.js';
import { work } from './work.js';

export const zhTW = {
  ...common,
  inbox,
  ticket,
  work,
  customer,
  person,
  queues,
  outbox,
  intake,
  followups,
  placing,
  search,
  sandbox,
  settings,
  account,
  desk,
  welcome,
};
