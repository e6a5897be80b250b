import { useTranslation } from 'react-i18next';
import { Button } from './Button.js';
import css from './Overtaken.module.css';

/** In a form whose thing somebody else has saved while it was open: what was typed still stands there, and its writer decides. */
export function Overtaken({ onTheirs, onMine }: { onTheirs: () => void; onMine: () => void }) {
  const { t } = useTranslation();
  return (
    <div className={css.overtaken} role="alert" data-testid="overtaken">
      <p>{t('work.conflict.titleSomebody')}</p>
      <Button onPress={onTheirs} testId="keep-theirs">{t('work.conflict.keepTheirs')}</Button>
      <Button look="main" onPress={onMine} testId="keep-mine">{t('work.conflict.keepYours')}</Button>
    </div>
  );
}
