import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button.js';
import { testIds } from '../../testids.js';
import css from './SplitBar.module.css';

export function SplitBar({ count, onCancel, onSplit }: { count: number; onCancel: () => void; onSplit: () => void }) {
  const { t } = useTranslation();
  return (
    <div className={css.bar} data-foot role="region" aria-label={t('ticket.more.split')} data-testid={testIds.splitBar}>
      <p>{count ? t('ticket.split.selected', { count }) : t('ticket.split.hint')}</p>
      <Button look="quiet" onPress={onCancel}>
        {t('action.cancel')}
      </Button>
      <Button look="main" isDisabled={count === 0} onPress={onSplit} testId="split-go">
        {t('ticket.split.go')}
      </Button>
    </div>
  );
}
