import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate, useParams, useRouter } from '@tanstack/react-router';
import type { TicketDetail } from '../../../contract/tickets.js';
import { useMe } from '../../api/session.js';
import { copyText } from '../../lib/copyText.js';
import { useMediaQuery } from '../../lib/useMediaQuery.js';
import { useTitle } from '../../lib/useTitle.js';
import { Dialog } from '../../components/Dialog.js';
import { say } from '../../components/toasts.js';
import { subjectText } from '../../i18n/machineText.js';
import { useCommands } from '../../keys/useCommands.js';
import { useTeams } from '../../api/workspace.js';
import { useWatchedTicket } from '../../socket.js';
import { Composer } from '../composer/Composer.js';
import { askForBox, useBoxFocus } from '../composer/boxFocus.js';
import { addWords, moveDraftBack } from '../composer/drafts.js';
import { writeIn } from '../composer/writeAhead.js';
import { CustomerPanel } from '../customer/CustomerPanel.js';
import { isUnread, markRead } from '../../api/reading.js';
import { BeforeResolve } from './BeforeResolve.js';
import { ConflictDialog } from './ConflictDialog.js';
import { MergedNote } from './MergedNote.js';
import { MergeDialog } from './MergeDialog.js';
import { SnoozeDialog, SnoozedNote } from './SnoozeMenu.js';
import { SplitBar } from './SplitBar.js';
import { Stream } from './Stream.js';
import { TicketHead } from './TicketHead.js';
import type { Control } from './TicketControls.js';
import css from './TicketPage.module.css';
import { useTicketActions } from './useTicketActions.js';

/** One ticket: its head, its story, the box to write in, and who it is about. */
export function TicketDesk({ ticket }: { ticket: TicketDetail }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { history } = useRouter();
  const found = useLocation({ select: ({ state }) => state.found === true });
  const { view: viewName } = useParams({ from: '/inbox/$view' });
  const me = useMe();
  const actions = useTicketActions();
  const narrow = useMediaQuery('(max-width: 1099px)');
  const [drawer, setDrawer] = useState(false);
  const [picking, setPicking] = useState<'merge' | 'link' | null>(null);
  const [control, setControl] = useState<Control | null>(null);
  const [snoozing, setSnoozing] = useState(false);
  const [selected, setSelected] = useState<ReadonlySet<string> | null>(null);
  const [before, setBefore] = useState<'resolve' | 'send' | null>(null);
  const focus = useBoxFocus(ticket.id);

  const subject = subjectText(t, ticket);
  useWatchedTicket(ticket.id);
  // Read while it is in front of the agent, with each line that comes, and so told to the visitor of its chat; marked unread by hand it
  // stays so until it is opened anew.
  const client = useQueryClient();
  const keptUnread = useRef(false);
  const unread = isUnread(ticket);
  useEffect(() => {
    if (!unread || keptUnread.current) return;
    const read = (): void => void (document.visibilityState === 'visible' && markRead(client, ticket.id, true));
    read();
    document.addEventListener('visibilitychange', read);
    return () => document.removeEventListener('visibilitychange', read);
  }, [client, ticket.id, unread, ticket.lastInboundAt]);
  useTitle(subject);

  const teams = useTeams().data ?? [];
  const merged = ticket.mergedIntoId !== null;
  const [cameMerged] = useState(merged);
  useEffect(() => {
    if (!merged) moveDraftBack(ticket.id);
  }, [merged, ticket.id]);
  const solved = ticket.status === 'solved' || ticket.status === 'closed';
  const { changing } = actions;
  useEffect(() => {
    if (!solved || !before) return;
    setBefore(null);
    // Our own change says itself that it was done.
    if (!changing) say(t('ticket.before.solvedElsewhere'));
  }, [solved, before, changing, t]);
  const resolve = (): void => {
    if (solved) return actions.setStatus(ticket, 'open');
    // Asked once more while the prompt stands: it was read.
    if (ticket.anticipations.length > 0 && before !== 'resolve') return setBefore('resolve');
    setBefore(null);
    actions.setStatus(ticket, 'solved');
  };
  const addToReply = (text: string): void => {
    addWords(ticket.id, 'reply', text);
    askForBox(ticket.id, 'reply', text);
  };
  const commands = {
    // By the address: pressed after the key that goes to the next ticket, it is meant for that one.
    reply: () => writeIn('reply'),
    note: () => writeIn('note'),
    assign: () => setControl('assignee'),
    priority: () => setControl('priority'),
    topic: () => setControl('topic'),
    status: () => setControl('status'),
    tag: () => setControl('tag'),
    snooze: () => setSnoozing(true),
    unread: () => {
      keptUnread.current = true;
      void markRead(client, ticket.id, false);
      say(t('work.unread.done'));
    },
    details: () => setDrawer(true),
    up: () => (found ? history.back() : void navigate({ to: '/inbox/$view', params: { view: viewName } })),
    assignMe: () => actions.assign(ticket, me.agent.id),
    unassign: () => actions.assign(ticket, null),
    resolve,
    pend: () => actions.setStatus(ticket, 'pending'),
    team: teams.length > 0 ? () => setControl('team') : undefined,
    merge: merged ? undefined : () => setPicking('merge'),
    link: merged ? undefined : () => setPicking('link'),
    split: merged ? undefined : () => setSelected(new Set()),
    copyLink: () => void copyText(t, `${location.origin}/tickets/${ticket.id}`, t('ticket.more.copied')),
  };
  useCommands({ ...commands, details: narrow ? commands.details : undefined, up: selected ? () => setSelected(null) : commands.up });

  const panel = (
    <CustomerPanel
      ticket={ticket}
      onAdd={addToReply}
      onField={({ key, name }, value, seen) => actions.setField({ ...ticket, fields: { ...ticket.fields, [key]: seen } }, key, value, name)}
    />
  );
  return (
    <>
      <main className={css.ticket} aria-label={subject}>
        <TicketHead
          ticket={ticket}
          actions={actions}
          commands={commands}
          control={control}
          onControl={setControl}
          onDetails={narrow ? () => setDrawer(true) : null}
        />
        <SnoozedNote ticket={ticket} />
        {merged && <MergedNote ticket={ticket} interrupts={!cameMerged} focus={focus} />}
        <Stream ticket={ticket} actions={actions} selected={selected} onSelect={setSelected} />
        {selected ? (
          <SplitBar
            count={selected.size}
            onCancel={() => setSelected(null)}
            onSplit={() => actions.split(ticket, [...selected], () => setSelected(null))}
          />
        ) : (
          <>
            {before && !solved && (
              <BeforeResolve
                anticipations={ticket.anticipations}
                sends={before === 'send'}
                onAdd={addToReply}
                onClose={() => setBefore(null)}
                onResolve={
                  before === 'resolve'
                    ? () => {
                        setBefore(null);
                        actions.setStatus(ticket, 'solved');
                      }
                    : null
                }
              />
            )}
            <Composer
              ticket={ticket}
              focus={focus}
              prompted={before === 'send'}
              onSendResolve={!solved && ticket.anticipations.length > 0 && before !== 'send' ? () => setBefore('send') : null}
              onSent={() => setBefore(null)}
            />
          </>
        )}
      </main>
      {!narrow && (
        <aside className={css.panel} aria-label={t('customer.panel')}>
          {panel}
        </aside>
      )}
      {narrow && (
        <Dialog title={t('customer.title')} open={drawer} onClose={() => setDrawer(false)} place="side" width={360} flush>
          {panel}
        </Dialog>
      )}
      {snoozing && <SnoozeDialog ticket={ticket} onClose={() => setSnoozing(false)} />}
      <ConflictDialog />
      {picking && (
        <MergeDialog
          ticket={ticket}
          kind={picking}
          onClose={() => setPicking(null)}
          onPick={(other) => {
            setPicking(null);
            if (picking === 'merge') actions.merge(ticket, other);
            else actions.link(ticket, other);
          }}
        />
      )}
    </>
  );
}
