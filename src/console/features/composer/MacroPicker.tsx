import { type FormEvent, useRef, useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { BulkBody, Macro } from '../../../contract/workspace.js';
import type { Ticket } from '../../../contract/tickets.js';
import { follow } from '../../api/follow.js';
import { ApiError, api } from '../../api/http.js';
import { keys } from '../../api/keys.js';
import { type StoryPages, knownSeq } from '../../api/story.js';
import { refusalOf, renderMacro, useBulk, useMacros } from '../../api/workspace.js';
import { Button } from '../../components/Button.js';
import { Dialog } from '../../components/Dialog.js';
import { Field } from '../../components/Field.js';
import { Skeleton } from '../../components/Skeleton.js';
import { sayEndedOver } from '../../components/endedOver.js';
import { say } from '../../components/toasts.js';
import { useProblem } from '../../components/useProblem.js';
import { errorText } from '../../i18n/errorText.js';
import { useFormat } from '../../i18n/format.js';
import { useOfferUndo } from '../../keys/useOfferUndo.js';
import { named } from '../../lib/openTicket.js';
import { testIds } from '../../testids.js';
import { useUndoneWords } from '../ticket/useUndoneWords.js';
import css from './ComposerParts.module.css';
import { addWords, getDraft } from './drafts.js';

/** Words that are written once and said often. Chosen, they stand in the box with this customer's name in them. */
export function MacroPicker({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const macros = useMacros();
  const bulk = useBulk();
  const { offer } = useOfferUndo();
  const undone = useUndoneWords();
  const [words, setWords] = useState('');
  const { problem, setProblem, isOpen, tell } = useProblem();
  const chosen = useRef(false);
  const draft = getDraft(ticket.id);
  const current = draft[draft.tab].trim();
  const found = (macros.data ?? []).filter(({ name, text }) => `${name} ${text}`.toLowerCase().includes(words.trim().toLowerCase()));
  const keep = useMutation({
    mutationFn: (name: string) =>
      api<Macro>('/macros', {
        method: 'POST',
        body: { name, text: current, html: draft.tab === 'reply' ? draft.replyHtml : null, kind: draft.tab },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.workspace('macros') }),
  });
  const put = useMutation({ mutationFn: (macro: Macro) => renderMacro(macro.id, ticket.id) });

  /** Once: the answer may take a while, and the next Enter would put the words there again. Closed by then, the picker puts nothing anywhere. */
  function choose(macro: Macro): void {
    if (chosen.current) return;
    chosen.current = true;
    follow(put.mutateAsync(macro), {
      onSuccess: ({ text, html, kind, actions, missing }) => {
        if (!isOpen()) return;
        addWords(ticket.id, kind, text, html);
        // What stands on the page now is what he has read of it: the head may be ahead of the story.
        const knew = knownSeq(client.getQueryData<StoryPages>(keys.story(ticket.id))) ?? 0;
        if (Object.keys(actions).length > 0) act(macro, { ticketIds: [ticket.id], change: actions, knew: { [ticket.id]: knew } });
        if (missing.length > 0) say(t('work.composer.macroMissing', { names: format.list(missing) }), { tone: 'alarm' });
        onClose();
      },
      onError: (error) => {
        chosen.current = false;
        if (isOpen()) say(t('work.composer.macroFailed', { reason: errorText(t, error) }), { tone: 'alarm' });
      },
    });
  }

  /** Says what it did, with the way back, or why not, also when the picker is gone by then. */
  function act(macro: Macro, body: BulkBody): void {
    // The words stand in the box by then, so it is only the ticket that was left as it is.
    const failed = (error: unknown): void =>
      void say(named(ticket, t('ticket.failed.change', { reason: errorText(t, error) })), { tone: 'alarm' });
    follow(bulk.change.mutateAsync(body), {
      onSuccess: ({ results, batchId, changed }) => {
        const refused = results.find(({ outcome }) => outcome === 'refused');
        if (!refused) {
          if (changed && batchId) offer(named(ticket, t('work.composer.macroDid', { name: macro.name })), () => back(batchId), { about });
          return;
        }
        if (!refused.cameSince) return failed(refusalOf(refused));
        const { knew, ...again } = body;
        sayEndedOver(t, ticket, { status: body.change.status, unseen: knew?.[ticket.id] === 0 }, () => act(macro, again));
      },
      onError: failed,
    });
  }

  /** What a colleague has changed since stays, and is named. */
  async function back(batchId: string): Promise<void> {
    const [line] = (await bulk.undo.mutateAsync(batchId)).results;
    if (line?.outcome === 'refused') throw refusalOf(line);
    if (line?.outcome !== 'changed') throw new ApiError('already_undone', 0, 'There was nothing left to undo.');
    say(about(undone(line.left)));
  }
  const about = (words: string): string => named(ticket, words);

  function submitName(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('name')).trim();
    if (!name) return;
    follow(keep.mutateAsync(name), {
      onSuccess: () => {
        say(t('work.composer.macroSaved'));
        if (isOpen()) onClose();
      },
      onError: (error) => tell(t('work.composer.macroNotSaved', { reason: errorText(t, error) })),
    });
  }

  return (
    <Dialog title={t('work.composer.macros')} open onClose={onClose} place="top" width={560} testId={testIds.macros}>
      <input
        className={css.search}
        type="search"
        autoFocus
        value={words}
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={(event) => {
          const [first] = found;
          if (event.key === 'Enter' && !event.nativeEvent.isComposing && !event.repeat && first) choose(first);
        }}
        placeholder={t('work.composer.macroSearch')}
        aria-label={t('work.composer.macroSearch')}
      />
      {macros.isPending && <Skeleton rows={3} look="lines" />}
      {macros.isSuccess && found.length === 0 && (
        <p className={css.quiet}>
          {macros.data.length === 0 ? t('settings.macros.none') : t('work.composer.macroNone')}
          {!current && <> {t('work.composer.macroHow')}</>}
        </p>
      )}
      <ul className={css.macros}>
        {found.slice(0, 50).map((macro) => (
          <li key={macro.id}>
            <button
              type="button"
              onClick={() => choose(macro)}
              disabled={put.isPending}
              aria-busy={put.isPending && put.variables.id === macro.id}
              data-testid={testIds.macro}
            >
              <strong dir="auto">{macro.name}</strong>
              <span className={css.quiet} dir="auto">
                {macro.text}
              </span>
              {Object.keys(macro.actions).length > 0 && <em>{t('work.composer.macroActs')}</em>}
            </button>
          </li>
        ))}
      </ul>
      {current && (
        <form className={css.keep} onSubmit={submitName}>
          <Field label={t('work.composer.macroName')} error={problem ?? undefined}>
            {(ids) => <input {...ids} name="name" required maxLength={120} dir="auto" onChange={() => setProblem(null)} />}
          </Field>
          <Button type="submit" isDisabled={keep.isPending}>
            {t('work.composer.macroSave')}
          </Button>
        </form>
      )}
    </Dialog>
  );
}
