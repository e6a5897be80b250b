import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useLoadSample, useSample } from '../../api/setup.js';
import { useMe } from '../../api/session.js';
import { Button } from '../../components/Button.js';
import { ErrorNote } from '../../components/ErrorNote.js';
import { useFormat } from '../../i18n/format.js';
import css from './Sandbox.module.css';

/** Loads invented tickets, once. Shown to admins, and to all while or after it was loaded. */
export function SampleData() {
  const { t } = useTranslation();
  const format = useFormat();
  const { agent } = useMe();
  const sample = useSample();
  const load = useLoadSample();
  const { state = 'none', done = 0, total = 1 } = sample.data ?? {};
  if (agent.role !== 'admin' && state === 'none') return null;
  return (
    <section className={css.card} data-testid="sample">
      <h2>{t('sandbox.sample')}</h2>
      {state !== 'done' && <p className={css.quiet}>{t('sandbox.sampleLead')}</p>}
      {load.isError && <ErrorNote error={load.error} onRetry={() => load.mutate()} />}
      {(state === 'none' || state === 'failed') && (
        <Button onPress={() => load.mutate()} isDisabled={load.isPending} testId="sample-load">
          {t('sandbox.load')}
        </Button>
      )}
      {state === 'failed' && <p role="alert">{t('sandbox.loadFailed')}</p>}
      {state === 'running' && (
        <p role="status">
          <progress value={done} max={total} /> {t('sandbox.loading', { done: format.number(done), total: format.number(total) })}
        </p>
      )}
      {state === 'done' && (
        <p role="status" data-testid="sample-done">
          {t('sandbox.loaded')}{' '}
          <Link to="/inbox/$view" params={{ view: 'live' }}>
            {t('nav.inbox')}
          </Link>
        </p>
      )}
    </section>
  );
}
