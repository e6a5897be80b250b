import { Outlet, useParams } from '@tanstack/react-router';
import { Crash } from '../../components/Crash.js';
import { InboxList } from './InboxList.js';
import css from './InboxPage.module.css';

/** The list, and beside it what was picked. Narrow screens show one of the two. */
export function InboxPage() {
  const { view } = useParams({ from: '/inbox/$view' });
  const { ticketId } = useParams({ strict: false });
  return (
    <div className={css.inbox} data-open={ticketId ? 'ticket' : 'list'}>
      <InboxList key={view} view={view} openId={ticketId ?? null} />
      <div className={css.right}>
        <Crash resetKey={ticketId ?? ''}>
          <Outlet />
        </Crash>
      </div>
    </div>
  );
}
