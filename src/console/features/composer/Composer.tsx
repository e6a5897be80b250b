import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketDetail } from '../../../contract/tickets.js';
import { tellTyping } from '../../socket.js';
import { testIds } from '../../testids.js';
import css from './Composer.module.css';
import { ComposerFoot } from './ComposerFoot.js';
import { ComposerHead } from './ComposerHead.js';
import { setDraft, useDraft } from './drafts.js';
import { useSending } from './useSending.js';
import { useAutoHeight } from './useAutoHeight.js';

/** Another nonce asks for the focus on that tab. `select`: words just put in, to be made one's own. */
export interface ComposerFocus {
  tab: 'reply' | 'note';
  nonce: number;
  select: string | null;
}

interface Props {
  ticket: TicketDetail;
  focus: ComposerFocus | null;
  /** What comes next is being shown: the main button now sends and resolves. */
  prompted: boolean;
  /** Asked instead of sending and resolving at once, when there is something to show before; null: just do it. */
  onSendResolve: (() => void) | null;
  onSent: () => void;
}

/** The box to write in. It keeps what is typed, and says on its button where it goes. */
export function Composer({ ticket, focus, prompted, onSendResolve, onSent }: Props) {
  const { t } = useTranslation();
  const draft = useDraft(ticket.id);
  const send = useSending(ticket.id);
  const box = useRef<HTMLTextAreaElement>(null);
  const text = draft[draft.tab];
  useAutoHeight(box, text);

  useEffect(() => {
    if (!focus) return;
    setDraft(ticket.id, (old) => ({ ...old, tab: focus.tab }));
    const area = box.current;
    area?.focus();
    requestAnimationFrame(() => {
      if (!area) return;
      const end = area.value.length;
      area.setSelectionRange(focus.select && area.value.endsWith(focus.select) ? end - focus.select.length : end, end);
    });
  }, [focus, ticket.id]);

  const isNote = draft.tab === 'note';
  const route = ticket.replyChannels.find(({ channel }) => channel === draft.channel) ?? ticket.replyChannels[0] ?? null;
  const merged = ticket.mergedIntoId !== null;
  const maySend = text.trim() !== '' && !merged && (isNote || route !== null);

  function submit(resolves: boolean): void {
    if (!maySend) return;
    if (resolves && onSendResolve) return onSendResolve();
    // The box is empty from here on, so a second click finds nothing to send; the words stay in the stream until stored.
    setDraft(ticket.id, (old) => ({ ...old, [old.tab]: '' }));
    send({
      kind: draft.tab,
      text: text.trim(),
      ...(isNote || !route ? {} : { channel: route.channel }),
      ...(resolves ? { status: 'solved' as const } : {}),
    });
    onSent();
    box.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      submit((event.shiftKey || prompted) && !isNote);
    } else if (event.key === 'Escape') box.current?.blur();
  }

  if (merged) return null;
  return (
    <section className={css.composer} data-tab={draft.tab} aria-label={t('ticket.composer.label')} data-testid={testIds.composer}>
      <ComposerHead ticket={ticket} tab={draft.tab} route={route} onTab={(tab) => { setDraft(ticket.id, (old) => ({ ...old, tab })); box.current?.focus(); }} onChannel={(channel) => setDraft(ticket.id, (old) => ({ ...old, channel }))} />
      {!isNote && !route ? (
        <p className={css.nowhere}>{t('ticket.composer.noAddress')}</p>
      ) : (
        <textarea
          ref={box}
          className={css.text}
          dir="auto"
          rows={1}
          value={text}
          maxLength={50_000}
          onChange={(event) => {
            const { value } = event.target;
            setDraft(ticket.id, (old) => ({ ...old, [old.tab]: value }));
            if (!isNote && route?.channel === 'chat') tellTyping(ticket.id);
          }}
          onKeyDown={onKeyDown}
          placeholder={isNote ? t('ticket.composer.placeholderNote') : t('ticket.composer.placeholder', { name: ticket.customerName })}
          aria-label={isNote ? t('ticket.composer.note') : t('ticket.composer.reply')}
          data-testid={testIds.composerText}
        />
      )}
      <ComposerFoot
        text={text}
        note={isNote}
        channel={route?.channel ?? null}
        customerName={ticket.customerName}
        maySend={maySend}
        prompted={prompted}
        mayResolve={ticket.status !== 'solved' && ticket.status !== 'closed'}
        onSubmit={submit}
      />
    </section>
  );
}
