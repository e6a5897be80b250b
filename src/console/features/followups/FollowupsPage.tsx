import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { FollowupRule } from '../../../contract/desk.js';
import { useRules } from '../../api/followups.js';
import { useMay } from '../../api/session.js';
import { Button } from '../../components/Button.js';
import { EmptyState } from '../../components/EmptyState.js';
import { ErrorNote } from '../../components/ErrorNote.js';
import { Page } from '../../components/Page.js';
import { Skeleton } from '../../components/Skeleton.js';
import { useDialogs } from '../../components/useDialogs.js';
import { CheckIns } from './CheckIns.js';
import css from './Followups.module.css';
import { RuleForm } from './RuleForm.js';
import { RuleRow } from './RuleRow.js';

export function FollowupsPage() {
  const { t } = useTranslation();
  const rules = useRules();
  const mayWrite = useMay('rules.write');
  const forms = useDialogs<FollowupRule | 'new'>();
  return (
    <Page
      title={t('followups.title')}
      lead={t('followups.lead')}
      tools={
        mayWrite && (
          <Button look="main" onPress={() => forms.open('new')} testId="rule-new">
            <Plus size={16} aria-hidden />
            {t('followups.newRule')}
          </Button>
        )
      }
    >
      <section className={css.section}>
        <h2>{t('followups.rules')}</h2>
        {rules.isPending && <Skeleton rows={3} />}
        {rules.isError && !rules.data && <ErrorNote error={rules.error} onRetry={() => void rules.refetch()} />}
        {rules.data?.length === 0 && (
          <EmptyState title={t('followups.rulesEmpty')} text={t('followups.rulesEmptyText')}>
            {mayWrite && <Button onPress={() => forms.open('new')}>{t('followups.newRule')}</Button>}
          </EmptyState>
        )}
        <ul>
          {rules.data?.map((rule) => (
            <RuleRow key={rule.id} rule={rule} onEdit={mayWrite ? () => forms.open(rule) : null} />
          ))}
        </ul>
      </section>
      <CheckIns />
      {forms.draw((one, onClose) => (
        <RuleForm rule={one === 'new' ? null : one} onClose={onClose} />
      ))}
    </Page>
  );
}
