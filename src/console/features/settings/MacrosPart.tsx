import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Macro } from '../../../contract/workspace.js';
import { useMay } from '../../api/session.js';
import { useSetupList } from '../../api/setup.js';
import { Button } from '../../components/Button.js';
import { EmptyState } from '../../components/EmptyState.js';
import { ErrorNote } from '../../components/ErrorNote.js';
import { Skeleton } from '../../components/Skeleton.js';
import { useDialogs } from '../../components/useDialogs.js';
import { MacroForm } from './MacroForm.js';
import css from './Settings.module.css';
import { useSave } from './useSave.js';

const SCOPES = ['own', 'team', 'shared'] as const;

/** One's own, one's teams' and everybody's canned replies. */
export function MacrosPart() {
  const { t } = useTranslation();
  const macros = useSetupList<Macro>('/macros');
  const { save } = useSave('/macros');
  const mayShare = useMay('workspace.share');
  const forms = useDialogs<Macro | 'new'>();
  const mayChange = (macro: Macro): boolean => (macro.scope === 'shared' ? mayShare : macro.mine || mayShare);
  return (
    <>
      <div className={css.top}>
        <p className={css.lead}>{t('desk.macros.lead')}</p>
        <Button look="main" onPress={() => forms.open('new')} testId="macro-new">
          <Plus size={16} aria-hidden />
          {t('settings.macros.add')}
        </Button>
      </div>
      {macros.isPending && <Skeleton rows={3} />}
      {macros.isError && <ErrorNote error={macros.error} onRetry={() => void macros.refetch()} />}
      {macros.data?.length === 0 && <EmptyState title={t('settings.macros.none')} text={t('settings.macros.noneText')} />}
      {SCOPES.map((scope) => {
        const mine = macros.data?.filter((macro) => macro.scope === scope) ?? [];
        if (mine.length === 0) return null;
        return (
          <section key={scope}>
            <h3 className={css.sub}>{t(`desk.macros.scope.${scope}`)}</h3>
            <ul className={css.rows}>
              {mine.map((macro) => (
                <li key={macro.id} data-testid="macro">
                  <div className={css.words}>
                    <strong dir="auto">{macro.name}</strong>
                    <p dir="auto">{macro.text}</p>
                    {(macro.kind === 'note' || Object.keys(macro.actions).length > 0) && (
                      <span>
                        {[
                          macro.kind === 'note' ? t('desk.macros.note') : '',
                          Object.keys(macro.actions).length ? t('work.composer.macroActs') : '',
                        ]
                          .filter(Boolean)
                          .join(' · ')}
                      </span>
                    )}
                  </div>
                  {mayChange(macro) && (
                    <div className={css.tools}>
                      <Button size="small" look="quiet" onPress={() => forms.open(macro)} testId="macro-edit">
                        {t('action.edit')}
                      </Button>
                      <Button size="small" look="quiet" onPress={() => save('DELETE', `/macros/${macro.id}`)}>
                        {t('settings.remove')}
                      </Button>
                    </div>
                  )}
                </li>
              ))}
            </ul>
          </section>
        );
      })}
      {forms.draw((one, onClose) => (
        <MacroForm macro={one === 'new' ? null : one} onClose={onClose} />
      ))}
    </>
  );
}
