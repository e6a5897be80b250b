import { AlarmClock, ArrowLeft, Check, Link2, MailOpen, Merge, PanelRight, RotateCcw, Split, Waypoints } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { TicketDetail } from '../../../contract/tickets.js';
import { ActionMenu } from '../../components/ActionMenu.js';
import { Button } from '../../components/Button.js';
import { IconButton } from '../../components/IconButton.js';
import { Tip } from '../../components/Tip.js';
import { subjectText } from '../../i18n/machineText.js';
import { testIds } from '../../testids.js';
import { type Command, keyOf } from '../../keys/keymap.js';
import { type Control, TicketControls } from './TicketControls.js';
import { Links } from './Links.js';
import css from './TicketHead.module.css';
import type { TicketActions } from './useTicketActions.js';

interface Props {
  ticket: TicketDetail;
  actions: TicketActions;
  commands: { readonly [name in Command]?: (() => void) | undefined } & {
    resolve: () => void;
    snooze: () => void;
    unread: () => void;
    copyLink: () => void;
    up: () => void;
  };
  control: Control | null;
  onControl: (open: Control | null) => void;
  /** Opens the customer's drawer; null while the panel is beside. */
  onDetails: (() => void) | null;
}

export function TicketHead({ ticket, actions, commands, control, onControl, onDetails }: Props) {
  const { t } = useTranslation();
  const solved = ticket.status === 'solved' || ticket.status === 'closed';
  const subject = subjectText(t, ticket);
  const merged = ticket.mergedIntoId !== null;

  return (
    <header className={css.head}>
      <div className={css.line}>
        <span className={css.back}>
          <IconButton label={t('ticket.control.list')} keys={keyOf('up')} onPress={commands.up}>
            <ArrowLeft size={20} aria-hidden />
          </IconButton>
        </span>
        <h1 className={css.subject} dir="auto" title={subject} data-testid={testIds.ticketSubject}>
          {subject}
        </h1>
        <span className={css.number} data-testid={testIds.ticketNumber} data-figures>
          {t('ticket.number', { number: ticket.number })}
        </span>
        <span className={css.tools}>
          <Tip label={solved ? t('ticket.control.reopen') : t('ticket.control.resolve')} keys="e">
            <Button
              testId={testIds.resolve}
              isDisabled={merged}
              onPress={commands.resolve}
              aria-label={solved ? t('ticket.control.reopen') : t('ticket.control.resolve')}
            >
              {solved ? <RotateCcw size={15} aria-hidden /> : <Check size={16} aria-hidden />}
              <span className={css.resolveWord}>{solved ? t('ticket.control.reopen') : t('ticket.control.resolve')}</span>
            </Button>
          </Tip>
          {!solved && !merged && (
            <IconButton label={t('work.snooze.action')} keys="s" onPress={commands.snooze} testId="snooze-open">
              <AlarmClock size={17} aria-hidden />
            </IconButton>
          )}
          <ActionMenu
            label={t('ticket.control.more')}
            testId={testIds.more}
            actions={[
              {
                id: 'merge',
                label: t('ticket.more.merge'),
                icon: <Merge size={15} aria-hidden />,
                keys: keyOf('merge'),
                disabled: merged,
                run: () => commands.merge?.(),
              },
              {
                id: 'link',
                label: t('work.links.action'),
                icon: <Waypoints size={15} aria-hidden />,
                keys: keyOf('link'),
                disabled: merged,
                run: () => commands.link?.(),
              },
              {
                id: 'split',
                label: t('ticket.more.split'),
                icon: <Split size={15} aria-hidden />,
                keys: keyOf('split'),
                disabled: merged,
                run: () => commands.split?.(),
              },
              {
                id: 'unread',
                label: t('work.unread.mark'),
                icon: <MailOpen size={15} aria-hidden />,
                keys: keyOf('unread'),
                run: commands.unread,
              },
              { id: 'copy', label: t('ticket.more.copyLink'), icon: <Link2 size={15} aria-hidden />, run: commands.copyLink },
            ]}
          />
          {onDetails && (
            <IconButton label={t('ticket.control.details')} keys={keyOf('details')} onPress={onDetails}>
              <PanelRight size={18} aria-hidden />
            </IconButton>
          )}
        </span>
      </div>
      <TicketControls ticket={ticket} actions={actions} control={control} onControl={onControl} disabled={merged} />
      <Links ticket={ticket} actions={actions} />
    </header>
  );
}
