import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ImportResult, ImportRow } from '../../../contract/customerImport.js';
import { IMPORT_MAX_BYTES, TABLE_ENCODINGS } from '../../../contract/lists.js';
import { importTable } from '../../api/customerWork.js';
import { useMe } from '../../api/session.js';
import { Button } from '../../components/Button.js';
import { FileDrop } from '../../components/FileDrop.js';
import { Field } from '../../components/Field.js';
import { errorText } from '../../i18n/errorText.js';
import { type Format, useFormat } from '../../i18n/format.js';
import css from './Settings.module.css';
import own from './ImportPart.module.css';

type Step =
  | { kind: 'none' }
  | { kind: 'reading' }
  | { kind: 'failed'; error: unknown }
  | { kind: 'preview'; result: ImportResult }
  | { kind: 'running'; done: number; result: ImportResult }
  | { kind: 'stopped'; error: unknown; from: number; result: ImportResult }
  | { kind: 'done'; made: number; known: number; result: ImportResult };

/** Customers from a table: chosen, looked at, and only then imported. */
export function ImportPart() {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const { agent } = useMe();
  const [step, setStep] = useState<Step>({ kind: 'none' });
  const [file, setFile] = useState<File | null>(null);
  const [encoding, setEncoding] = useState('');
  const counted = useRef({ made: 0, known: 0 });

  async function preview(chosen: File, letters: string): Promise<void> {
    setFile(chosen);
    setEncoding(letters);
    setStep({ kind: 'reading' });
    counted.current = { made: 0, known: 0 };
    try {
      setStep({ kind: 'preview', result: await importTable(chosen, { dryRun: 1, ...(letters ? { encoding: letters } : {}) }) });
    } catch (error) {
      setStep({ kind: 'failed', error });
    }
  }

  async function run(result: ImportResult, start: number): Promise<void> {
    if (!file) return;
    let from = start;
    try {
      for (let next: number | null = start; next !== null;) {
        from = next;
        setStep({ kind: 'running', done: from, result });
        const part: ImportResult = await importTable(file, { from, encoding: result.encoding });
        counted.current = { made: counted.current.made + part.made, known: counted.current.known + part.known };
        next = part.next;
      }
      setStep({ kind: 'done', ...counted.current, result });
      void client.invalidateQueries({ queryKey: ['customers'] });
    } catch (error) {
      setStep({ kind: 'stopped', error, from, result });
    }
  }

  if (agent.role === 'agent' || agent.role === 'operations') return <p className={css.lead}>{t('person.import.mayNot')}</p>;
  const result = 'result' in step && step.kind !== 'done' ? step.result : null;
  const leftOut = step.kind === 'done' ? step.result.conflict + step.result.invalid : 0;
  return (
    <>
      <p className={css.lead}>{t('person.import.lead')}</p>
      <FileDrop
        label={t('person.import.file')}
        hint={t('person.import.fileHint')}
        choose={t(file ? 'person.import.another' : 'person.import.choose')}
        accept=".csv,.tsv,.txt,text/csv"
        disabled={step.kind === 'running'}
        onFile={(chosen) => void preview(chosen, '')}
        testId="import-file"
      >
        {file ? `${file.name} · ${format.bytes(file.size)}` : t('person.import.drop')}
      </FileDrop>
      {file && file.size > IMPORT_MAX_BYTES && (
        <p className={css.alarm} role="alert">
          {t('error.tooLarge')}
        </p>
      )}
      <div role="status">{step.kind === 'reading' && t('person.import.reading')}</div>
      {step.kind === 'failed' && (
        <p className={css.alarm} role="alert">
          {errorText(t, step.error)}
        </p>
      )}
      {file && result && step.kind !== 'running' && (
        <Field label={t('person.import.encoding')}>
          {(ids) => (
            <select {...ids} className={css.short} value={encoding} onChange={(event) => void preview(file, event.target.value)}>
              <option value="">{t('bracketed', { words: t('person.import.encodingAuto'), more: result.encoding })}</option>
              {TABLE_ENCODINGS.map((one) => (
                <option key={one} value={one}>
                  {one}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {result && <Preview result={result} />}
      {result &&
        (result.made + result.known > 0 ? (
          <div className={css.buttons}>
            <Button
              look="main"
              isDisabled={step.kind === 'running'}
              onPress={() => void run(result, step.kind === 'stopped' ? step.from : 0)}
              testId="import-go"
            >
              {t('person.import.go', { count: result.made + result.known })}
            </Button>
            {step.kind === 'running' && <Progress done={step.done} all={result.rows} />}
          </div>
        ) : (
          <p className={css.hint}>{t('person.import.nothing')}</p>
        ))}
      {step.kind === 'stopped' && (
        <p className={css.alarm} role="alert">
          {t('person.import.failed', { reason: errorText(t, step.error) })}
        </p>
      )}
      {step.kind === 'done' && (
        <p className={css.told} role="status" data-testid="import-done">
          {t('person.import.done', { made: step.made, known: step.known })}
        </p>
      )}
      {step.kind === 'done' && leftOut > 0 && (
        <div className={own.preview} data-testid="import-left-out">
          <p>{t('person.import.leftOut', { count: leftOut })}</p>
          <Rows items={step.result.items.filter(isWrong)} />
        </div>
      )}
    </>
  );
}

function Progress({ done, all }: { done: number; all: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = t('person.import.progress', { done: format.number(done), all: format.number(all) });
  return (
    <span className={own.progress} role="status">
      <progress value={done} max={all} aria-label={words} />
      {words}
    </span>
  );
}

function Preview({ result: { rows, made, known, conflict, invalid, columns, items } }: { result: ImportResult }) {
  const { t } = useTranslation();
  return (
    <div className={own.preview} data-testid="import-preview">
      <p className={own.counts} data-figures>
        <strong>{t('person.import.rows', { count: rows })}</strong>
        {[
          ['made', made],
          ['known', known],
          ['conflict', conflict],
          ['invalid', invalid],
        ].map(
          ([outcome, count]) =>
            Number(count) > 0 && (
              <span key={outcome} data-outcome={outcome}>
                {t(`person.import.${outcome as ImportRow['outcome']}`, { count: Number(count) })}
              </span>
            ),
        )}
      </p>
      <p className={css.hint} dir="auto">
        {t('pair', {
          name: t('person.import.columns'),
          value: columns.map(({ column, as }) => `${column || '?'} → ${as ? asText(t, as) : t('person.import.ignored')}`).join(' · '),
        })}
      </p>
      <Rows items={items} />
    </div>
  );
}

const isWrong = ({ outcome }: ImportRow): boolean => outcome === 'conflict' || outcome === 'invalid';

function Rows({ items }: { items: readonly ImportRow[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className={own.scroller} tabIndex={0} role="region" aria-label={t('person.import.outcome')}>
      <table className={own.table}>
        <thead>
          <tr>
            <th scope="col">{t('person.import.row')}</th>
            <th scope="col">{t('person.fields.name')}</th>
            <th scope="col">{t('person.import.outcome')}</th>
            <th scope="col">{t('person.import.detail')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.row} data-outcome={item.outcome} data-testid="import-row">
              <td data-figures>{item.row}</td>
              <td dir="auto">{item.name}</td>
              <td>{t(`person.import.outcomes.${item.outcome}`)}</td>
              <td dir="auto">{detailOf(t, format, item)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type T = TFunction;

function asText(t: T, as: string): string {
  return as.startsWith('field:') ? as.slice(6) : t(`person.import.as.${as as 'name'}`);
}

function detailOf(t: T, format: Format, { problem, holders, added }: ImportRow): string {
  if (problem) {
    const words = t(`person.import.problem.${problem.code}`, { value: problem.value });
    return problem.column ? t('pair', { name: problem.column, value: words }) : words;
  }
  if (holders.length) return holders.map(({ value, name }) => t('person.import.holds', { value, name })).join(' · ');
  return added.length ? t('person.import.adds', { values: format.list(added) }) : '';
}
