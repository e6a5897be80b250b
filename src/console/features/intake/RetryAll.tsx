import { useTranslation } from 'react-i18next';
import { follow } from '../../api/follow.js';
import { useQuarantine, useRetryAll } from '../../api/placing.js';
import { useMe } from '../../api/session.js';
import { Button } from '../../components/Button.js';
import { say } from '../../components/toasts.js';
import { errorText } from '../../i18n/errorText.js';
import { testIds } from '../../testids.js';
import { codeText } from './codeText.js';
import css from './IntakeItem.module.css';

/** Everything that is in quarantine for one reason, tried again at once: after an update this is what helps. */
export function RetryAll() {
  const { t } = useTranslation();
  const { agent } = useMe();
  const codes = useQuarantine();
  const retry = useRetryAll();
  if (agent.role === 'agent' || !codes.data?.items.length) return null;
  const run = (code: string): void =>
    follow(retry.mutateAsync(code), {
      onSuccess: ({ released }) => say(t('placing.retryAll.started', { count: released })),
      onError: (error) => say(t('placing.retryAll.failed', { reason: errorText(t, error) }), { tone: 'alarm' }),
    });
  return (
    <ul className={css.codes} aria-label={t('placing.retryAll.label')}>
      {codes.data.items.map(({ code, count }) => (
        <li key={code}>
          <span>{codeText(t, code)}</span>
          <Button size="small" testId={testIds.intakeRetryAll} isDisabled={retry.isPending} onPress={() => run(code)}>
            {t('placing.retryAll.action', { count })}
          </Button>
        </li>
      ))}
    </ul>
  );
}
