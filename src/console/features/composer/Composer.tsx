import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketDetail } from '../../../contract/tickets.js';
import { newUuid } from '../../../contract/newUuid.js';
import { useAgents } from '../../api/session.js';
import { Called } from '../../components/Called.js';
import { lazily } from '../../components/lazily.js';
import { useFormat } from '../../i18n/format.js';
import { nameText } from '../../i18n/machineText.js';
import { useCommands } from '../../keys/useCommands.js';
import { tellTyping } from '../../socket.js';
import { testIds } from '../../testids.js';
import css from './Composer.module.css';
import { ComposerFoot } from './ComposerFoot.js';
import { ComposerHead } from './ComposerHead.js';
import { ComposerNotices } from './ComposerNotices.js';
import parts from './ComposerParts.module.css';
import { Copies } from './Copies.js';
import { readAddresses } from './addresses.js';
import { answered } from './boxFocus.js';
import type { Draft } from './draft.js';
import { BY_NOTE, NOTHING, mostOfText, refusedFiles } from './carried.js';
import { setDraft, useDraft } from './drafts.js';
import { Files } from './Files.js';
import { HeldOver } from './HeldOver.js';
import { PlainText, namedIn } from './PlainText.js';
import type { Box } from './RichText.js';
import { useRichText } from './useRichText.js';
import { useRoute } from './useRoute.js';
import { useSending } from './useSending.js';
import { useTakenFiles } from './useTakenFiles.js';
import { showUnread, useUnread } from './useUnread.js';
import { endAhead } from './writeAhead.js';

const MacroPicker = lazily(() => import('./MacroPicker.js').then((module) => module.MacroPicker));
const Schedule = lazily(() => import('./Schedule.js').then((module) => module.Schedule));

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
  const format = useFormat();
  const agents = useAgents().data ?? [];
  const draft = useDraft(ticket.id);
  const { unread, known } = useUnread(ticket, draft);
  /** What was unread when it was about to be sent: once it was said, the next time sends. */
  const [stoppedBy, setStoppedBy] = useState<string | null>(null);
  /** The same of where it would go. */
  const [stoppedAt, setStoppedAt] = useState<string | null>(null);
  const send = useSending(ticket.id);
  const box = useRef<Box>(null);
  const picker = useRef<HTMLInputElement>(null);
  const comingBack = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [open, setOpen] = useState<'macros' | 'schedule' | 'channel' | null>(null);
  const change = (next: Partial<Draft>): void => setDraft(ticket.id, (old) => ({ ...old, ...next }));

  const isNote = draft.tab === 'note';
  const text = draft[draft.tab];
  const { route, instead } = useRoute(ticket, draft);
  const carries = isNote ? BY_NOTE : (route?.carries ?? NOTHING);
  const { RichText, onFocused } = useRichText(carries.html);
  const merged = ticket.mergedIntoId !== null;
  const refused = refusedFiles(carries, draft.files);
  const { take, dragging, taking } = useTakenFiles(ticket.id, carries.files);
  const most = mostOfText(isNote ? null : (route?.channel ?? null), text);

  useEffect(() => {
    if (!focus) return;
    setDraft(ticket.id, (old) => ({ ...old, tab: focus.tab }));
    requestAnimationFrame(() => {
      if (box.current) box.current.focus(focus.select);
      else endAhead();
      answered(focus);
    });
  }, [focus, ticket.id]);

  const copies = { cc: readAddresses(carries.copies ? (draft.cc ?? '') : ''), bcc: readAddresses(carries.copies ? (draft.bcc ?? '') : '') };
  const files = draft.files.filter(({ id }) => id !== null);
  const uploading = draft.files.some(({ progress }) => progress !== null);
  const maySend =
    (text.trim() !== '' || files.length > 0) &&
    !uploading &&
    !merged &&
    (isNote || route !== null) &&
    !copies.cc.bad &&
    !copies.bcc.bad &&
    refused === null &&
    most === null;

  function typed(next: Partial<Draft>): void {
    setDraft(ticket.id, (old) => ({
      ...old,
      ...next,
      id: old.id ?? newUuid(),
      known: old.known ?? known,
    }));
    tellTyping(ticket.id, !isNote && route?.channel === 'chat');
  }

  function submit(resolves: boolean): void {
    if (!maySend) return;
    if (unread?.key && unread.key !== stoppedBy) {
      setStoppedBy(unread.key);
      return showUnread(unread.ids.colleague ?? unread.ids.customer);
    }
    if (!isNote && instead && route && route.address !== stoppedAt) return setStoppedAt(route.address);
    if (resolves && onSendResolve) return onSendResolve();
    const mentions = isNote ? namedIn(text, agents) : [];
    // The box is empty from here on, so a second click finds nothing to send; the words stay in the stream until stored.
    change({
      [draft.tab]: '',
      files: [],
      id: null,
      begunFor: isNote ? draft.begunFor : null,
      known: isNote ? draft.known : null,
      ...(isNote ? {} : { replyHtml: null, cc: null, bcc: null, sendAt: null }),
    });
    send(
      {
        kind: draft.tab,
        text: text.trim(),
        ...(carries.html && draft.replyHtml !== null ? { html: draft.replyHtml } : {}),
        ...(isNote || !route ? {} : { channel: route.channel }),
        // In a chat another visitor may have spoken in this moment: he must not read what is written to this one.
        ...(!isNote && route?.channel === 'chat' ? { address: route.address } : {}),
        ...(files.length > 0 ? { attachments: files.flatMap(({ id }) => id ?? []) } : {}),
        ...(copies.cc.addresses.length > 0 ? { cc: copies.cc.addresses } : {}),
        ...(copies.bcc.addresses.length > 0 ? { bcc: copies.bcc.addresses } : {}),
        ...(mentions.length > 0 ? { mentions } : {}),
        ...(!isNote && draft.sendAt ? { sendAt: draft.sendAt } : {}),
        // Sent before any message is on the page it goes only if none came that its writer has never had before him.
        ...(isNote ? {} : { knew: [...(known ?? draft.known ?? [])] }),
        ...(resolves ? { status: 'solved' as const } : {}),
      },
      draft,
    );
    onSent();
    // By the keyboard it is there already, and giving it once more would undo an Escape that follows at once.
    if (document.activeElement?.getAttribute('data-testid') !== testIds.composerText) box.current?.focus(null);
  }

  /**
   * A dialog gives the caret back to what had it, which may be gone: the box may be another one by now, as the editor came meanwhile.
   * On the page the next letters would be commands.
   */
  function backToBox(): void {
    setOpen(null);
    comingBack.current = setTimeout(() => box.current?.focus(null), 80);
  }

  /** @returns whether the key was ours. */
  function onKey(event: KeyboardEvent): boolean {
    if (event.isComposing || event.keyCode === 229) return false;
    const mod = event.ctrlKey || event.metaKey;
    // Held down it would go through what has just stopped it.
    if (event.key === 'Enter' && mod && event.repeat) return true;
    if (event.key === 'Enter' && mod) submit((event.shiftKey || prompted) && !isNote);
    else if (event.key === ';' && mod) setOpen('macros');
    else if (event.key === 'Escape') {
      // Whoever leaves it at once is not called back.
      clearTimeout(comingBack.current);
      box.current?.blur();
    } else return false;
    return true;
  }
  const hasRoute = !isNote && route !== null;
  useCommands(
    {
      macros: () => setOpen('macros'),
      attach: carries.files ? () => picker.current?.click() : undefined,
      channel:
        ticket.replyChannels.length > 0
          ? () => {
              change({ tab: 'reply' });
              setOpen('channel');
            }
          : undefined,
      copies: carries.copies ? () => change({ cc: draft.cc ?? '' }) : undefined,
      schedule: hasRoute ? () => setOpen('schedule') : undefined,
    },
    !merged,
  );

  if (merged) return null;
  const label = isNote ? t('ticket.composer.note') : t('ticket.composer.reply');
  const placeholder = isNote
    ? t('ticket.composer.placeholderNote')
    : t('ticket.composer.placeholder', { name: nameText(t, route?.name ?? ticket.customerName) });
  return (
    <section
      className={css.composer}
      data-tab={draft.tab}
      data-foot
      aria-label={t('ticket.composer.label')}
      data-testid={testIds.composer}
      {...taking}
    >
      {dragging && <div className={parts.drop}>{t('work.composer.drop')}</div>}
      <ComposerHead
        ticket={ticket}
        tab={draft.tab}
        route={route}
        onTab={(tab) => {
          change({ tab });
          requestAnimationFrame(() => box.current?.focus(null));
        }}
        onChannel={(channel) => change({ channel, begunFor: null })}
        picking={open === 'channel'}
        onPicking={(now) => setOpen(now ? 'channel' : null)}
        others={ticket.othersOnMailCount}
        onCopies={carries.copies && draft.cc === null ? () => change({ cc: '' }) : null}
      />
      {carries.copies && draft.cc !== null && (
        <Copies
          draft={draft}
          bad={{ cc: copies.cc.bad, bcc: copies.bcc.bad }}
          others={ticket.othersOnMail}
          othersCount={ticket.othersOnMailCount}
          onChange={change}
          onLeave={() => box.current?.focus(null)}
        />
      )}
      <HeldOver ticket={ticket} />
      <ComposerNotices
        ticket={ticket}
        draft={draft}
        unread={unread}
        moved={isNote || !instead || !route ? null : { from: instead, to: route, stopped: route.address === stoppedAt }}
        onMoved={() => change({ channel: route?.channel ?? null, begunFor: null })}
        stopped={unread?.key != null && unread.key === stoppedBy}
        onRead={(who) => unread && change({ known: unread.read[who] })}
        onUnschedule={() => change({ sendAt: null })}
      />
      {!isNote && !route ? (
        <p className={css.nowhere}>{t('ticket.composer.noAddress')}</p>
      ) : carries.html && RichText ? (
        <RichText
          box={box}
          text={draft.reply}
          html={draft.replyHtml}
          label={label}
          placeholder={placeholder}
          onChange={(reply, replyHtml) => typed({ reply, replyHtml })}
          onKey={onKey}
        />
      ) : (
        <>
          <PlainText
            key={draft.tab}
            box={box}
            text={text}
            label={label}
            placeholder={placeholder}
            mentions={isNote}
            onChange={(words) => typed(isNote ? { note: words } : { reply: words, replyHtml: null })}
            onKey={onKey}
            onFocused={onFocused}
          />
          {/* The editor may come as a button is pressed, and must not move it from under the pointer. */}
          {carries.html && <div className={parts.toCome} />}
        </>
      )}
      <Files ticketId={ticket.id} files={draft.files} />
      {refused && (
        <p className={parts.refused} role="alert">
          {refused === 'noFiles' ? t('work.composer.noFiles') : t('work.composer.tooMuch', { size: format.bytes(carries.fileBytes) })}
        </p>
      )}
      {most !== null && (
        <p className={parts.refused} role="alert" data-testid="too-long">
          {t('work.composer.tooLong', { most: format.number(most), length: format.number(text.trim().length) })}
        </p>
      )}
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        tabIndex={-1}
        aria-label={t('work.composer.attach')}
        data-testid={testIds.fileInput}
        onChange={(event) => {
          take([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <ComposerFoot
        text={text}
        note={isNote}
        channel={route?.channel ?? null}
        customerName={nameText(t, route?.name ?? ticket.customerName)}
        maySend={maySend}
        prompted={prompted}
        mayResolve={ticket.status !== 'solved' && ticket.status !== 'closed'}
        onSubmit={submit}
        onAttach={carries.files ? () => picker.current?.click() : null}
        onMacros={() => setOpen('macros')}
        onSchedule={isNote ? null : () => setOpen('schedule')}
      />
      {open === 'macros' && (
        <Called onGone={backToBox}>
          <MacroPicker ticket={ticket} onClose={backToBox} />
        </Called>
      )}
      {open === 'schedule' && (
        <Called onGone={backToBox}>
          <Schedule
            onClose={backToBox}
            onPick={(sendAt) => {
              backToBox();
              change({ sendAt });
            }}
          />
        </Called>
      )}
    </section>
  );
}
