import { Info } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Decision } from '../../../contract/tickets.js';
import { useFormat } from '../../i18n/format.js';
import { testIds } from '../../testids.js';
import css from './Why.module.css';
import { SURE, evidenceText, ruleText, tellingFacts } from './whyText.js';
import { useWords } from '../../i18n/useWords.js';

const SHOWN = 2;

interface Props {
  decision: Decision;
  /** The message before is here for the same reason: said aloud only to who points at this one, or goes to it by key. */
  again: boolean;
  onUndo: (decisionId: string) => void;
  busy: boolean;
  children?: ReactNode;
}

/** Why this message is in this ticket, in small words, with the way to take it back. */
export function Why({ decision, again, onUndo, busy, children }: Props) {
  const { t } = useWords();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const { id, rule, evidence, confidence, undone } = decision;
  const facts = tellingFacts(evidence)
    .slice(0, SHOWN)
    .map((one) => evidenceText(t, one));
  const all = evidence.map((one) => evidenceText(t, one)).join('\n');
  const words = (
    <div
      className={css.why}
      data-again={again || undefined}
      data-open={open || undefined}
      data-undone={undone || undefined}
      data-testid={testIds.why}
      data-rule={rule}
      title={all}
    >
      <span className="visually-hidden">{t('pair', { name: t('ticket.why.label'), value: '' })}</span>
      <span className={css.words}>
        <span>{ruleText(t, rule)}</span>
        {facts.map((fact) => (
          <span key={fact} className={css.fact} dir="auto">
            {fact}
          </span>
        ))}
      </span>
      {confidence < SURE && !undone && <span className={css.guess}>{t('ticket.why.guess', { percent: format.percent(confidence) })}</span>}
      {undone && <span className={css.undone}>{t('ticket.why.undone')}</span>}
      {id && !undone && (
        <button
          type="button"
          className={css.undo}
          disabled={busy}
          aria-label={t('ticket.why.undoName')}
          onClick={() => onUndo(id)}
          data-testid={testIds.undo}
        >
          {t('ticket.why.undo')}
        </button>
      )}
      {children}
    </div>
  );
  if (!again) return words;
  return (
    <>
      <button
        type="button"
        className={css.ask}
        aria-label={t('ticket.why.label')}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        data-testid={testIds.whyAsk}
      >
        <Info size={14} aria-hidden />
      </button>
      {words}
    </>
  );
}
