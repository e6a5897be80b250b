import { CalendarClock, Paperclip, TextQuote } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Channel } from '../../../contract/common.js';
import { Button } from '../../components/Button.js';
import { keyOf } from '../../keys/keymap.js';
import { testIds } from '../../testids.js';
import { IconButton } from '../../components/IconButton.js';
import css from './Composer.module.css';
import own from './ComposerParts.module.css';
import { smsParts } from './smsParts.js';

interface Props {
  text: string;
  note: boolean;
  channel: Channel | null;
  customerName: string;
  maySend: boolean;
  prompted: boolean;
  mayResolve: boolean;
  onSubmit: (resolves: boolean) => void;
  /** Null: files cannot go this way. */
  onAttach: (() => void) | null;
  onMacros: () => void;
  onSchedule: (() => void) | null;
}

/** Says where it goes and to whom before it goes. */
export function ComposerFoot({
  text,
  note,
  channel,
  customerName,
  maySend,
  prompted,
  mayResolve,
  onSubmit,
  onAttach,
  onMacros,
  onSchedule,
}: Props) {
  const { t } = useTranslation();
  const parts = !note && channel === 'sms' ? smsParts(text) : 0;
  const to = channel
    ? t('ticket.composer.send', { channel: t(`channel.${channel}`), name: firstName(customerName) })
    : t('ticket.composer.reply');
  return (
    <div className={css.foot}>
      <span className={own.tools}>
        {onAttach && (
          <IconButton label={t('work.composer.attach')} keys={keyOf('attach')} onPress={onAttach} testId="attach">
            <Paperclip size={16} aria-hidden />
          </IconButton>
        )}
        <IconButton label={t('work.composer.macros')} keys={keyOf('macros')} onPress={onMacros} testId="macros-open">
          <TextQuote size={16} aria-hidden />
        </IconButton>
        {onSchedule && (
          <IconButton label={t('work.composer.schedule')} keys={keyOf('schedule')} onPress={onSchedule} testId="schedule-open">
            <CalendarClock size={16} aria-hidden />
          </IconButton>
        )}
      </span>
      <span className={css.hint}>
        {parts > 1 ? t('ticket.composer.smsLength', { count: parts }) : text.trim() ? t('ticket.composer.draft') : ''}
      </span>
      {!note && mayResolve && (
        <Button look={prompted ? 'main' : 'quiet'} isDisabled={!maySend} onPress={() => onSubmit(true)} testId="composer-send-resolve">
          {t('ticket.composer.sendResolve')}
        </Button>
      )}
      {!prompted && (
        <Button look="main" isDisabled={!maySend} onPress={() => onSubmit(false)} testId={testIds.composerSend}>
          {note ? t('ticket.composer.sendNote') : to}
          <kbd className={css.keys} aria-hidden>
            {keyOf('send')}
          </kbd>
        </Button>
      )}
    </div>
  );
}

/** What fits on a button: the first word of a name, unless that is a title or part of a number. */
function firstName(name: string): string {
  const first = /^\+?\d|^\S+\.\s/.test(name) ? name : (name.trim().split(/\s+/)[0] ?? name);
  return first.length > 20 ? `${first.slice(0, 19)}…` : first;
}
