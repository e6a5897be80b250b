import { useTranslation } from 'react-i18next';
import { Button } from './Button.js';
import css from './Overtaken.module.css';

/** Whoever sends a long form by Enter stands at its top, and this comes at its end. */
const intoView = (place: HTMLElement | null): void => place?.scrollIntoView({ block: 'nearest' });

/** In a form whose thing somebody else has saved while it was open: what was typed still stands there, and to send it once more is to insist. */
export function Overtaken({ onTheirs }: { onTheirs: () => void }) {
  const { t } = useTranslation();
  return (
    <div ref={intoView} className={css.overtaken} role="alert" data-testid="overtaken">
      <p>{t('work.conflict.titleSomebody')}</p>
      <Button onPress={onTheirs} testId="keep-theirs">
        {t('work.conflict.keepTheirs')}
      </Button>
      <Button type="submit" look="main" testId="keep-mine">
        {t('work.conflict.keepYours')}
      </Button>
    </div>
  );
}
