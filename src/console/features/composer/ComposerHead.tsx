import type { MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Channel } from '../../../contract/common.js';
import type { TicketDetail } from '../../../contract/tickets.js';
import { ChannelMark } from '../../components/ChannelMark.js';
import { PickMenu } from '../../components/PickMenu.js';
import { nameText } from '../../i18n/machineText.js';
import { keyOf } from '../../keys/keymap.js';
import { testIds } from '../../testids.js';
import css from './Composer.module.css';

interface Props {
  ticket: TicketDetail;
  tab: 'reply' | 'note';
  route: TicketDetail['replyChannels'][number] | null;
  onTab: (tab: 'reply' | 'note') => void;
  onChannel: (channel: Channel) => void;
  /** The list of channels was called by its key. */
  picking: boolean;
  onPicking: (open: boolean) => void;
  /** How many others are on the customer's mail. */
  others: number;
  /** Null: copies are no matter of this channel, or are shown already. */
  onCopies: (() => void) | null;
}

/** On a phone the toolbar comes and goes with the focus, which would move the button from under the pointer before it is let go. */
const stayPut = (event: MouseEvent): void => event.preventDefault();

/** Reply or note, and where a reply goes. */
export function ComposerHead({ ticket, tab, route, onTab, onChannel, picking, onPicking, others, onCopies }: Props) {
  const { t } = useTranslation();
  return (
    <div className={css.head}>
      <div role="tablist" className={css.tabs} aria-label={t('ticket.composer.label')}>
        <Tab
          chosen={tab === 'reply'}
          label={t('ticket.composer.reply')}
          keys="r"
          testId={testIds.composerReplyTab}
          onPick={() => onTab('reply')}
        />
        <Tab
          chosen={tab === 'note'}
          label={t('ticket.composer.note')}
          keys="n"
          testId={testIds.composerNoteTab}
          onPick={() => onTab('note')}
        />
      </div>
      {tab === 'reply' && route && (
        <div className={css.route}>
          {onCopies && (
            <button
              type="button"
              className={css.tab}
              onMouseDown={stayPut}
              onClick={onCopies}
              title={`${others > 0 ? t('work.composer.othersOn', { count: others }) : t('work.composer.copies')} (${keyOf('copies')})`}
              data-testid="copies-open"
            >
              {t('work.composer.cc')}
              {others > 0 && ` +${others}`}
            </button>
          )}
          <PickMenu
            label={t('ticket.composer.channel')}
            testId={testIds.composerChannel}
            value={route.channel}
            keys={keyOf('channel')}
            open={picking}
            onOpenChange={onPicking}
            options={ticket.replyChannels.map(({ channel, address, name, other }) => ({
              id: channel,
              label: t(`channel.${channel}`),
              mark: <ChannelMark channel={channel} />,
              ...(channel !== 'chat' ? { hint: address } : other ? { hint: nameText(t, name) } : {}),
            }))}
            onPick={onChannel}
            shown={
              <>
                <ChannelMark channel={route.channel} word />
                {(route.channel !== 'chat' || route.other) && (
                  <span className={css.address} dir="auto" data-testid="reply-to">
                    {t('ticket.composer.to')} {route.other ? nameText(t, route.name) : route.address}
                  </span>
                )}
              </>
            }
          />
        </div>
      )}
    </div>
  );
}

function Tab({
  chosen,
  label,
  keys,
  testId,
  onPick,
}: {
  chosen: boolean;
  label: string;
  keys: string;
  testId: string;
  onPick: () => void;
}) {
  return (
    <button
      type="button"
      role="tab"
      aria-selected={chosen}
      className={css.tab}
      title={`${label} (${keys})`}
      onMouseDown={stayPut}
      onClick={onPick}
      data-testid={testId}
    >
      {label}
    </button>
  );
}
