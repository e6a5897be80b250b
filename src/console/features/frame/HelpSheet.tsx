import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/Dialog.js';
import { GO, KEYMAP } from '../../keys/keymap.js';
import { testIds } from '../../testids.js';
import css from './HelpSheet.module.css';

export function HelpSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const words = (name: (typeof KEYMAP)[number]['keys'][number][1]): string => (isOwn(name) ? t(`work.keys.${name}`) : t(`help.${name}`));
  return (
    <Dialog title={t('help.title')} lead={t('help.lead')} open={open} onClose={onClose} width={640} testId={testIds.helpSheet}>
      <div className={css.groups} tabIndex={0} role="region" aria-label={t('help.title')}>
        {KEYMAP.map(({ group, keys }) => (
          <section key={group}>
            <h3 className={css.name}>{t(`help.${group}`)}</h3>
            {keys.map(([key, name]) => <Line key={key} keys={[key]} words={words(name)} />)}
          </section>
        ))}
        <section>
          <h3 className={css.name}>{t('help.go')}</h3>
          {GO.map(({ key, name }) => <Line key={key} keys={['g', key]} words={t(`nav.${name}`)} />)}
        </section>
      </div>
    </Dialog>
  );
}

const OWN = ['select', 'selectAll', 'macros', 'attach', 'status', 'priority', 'topic', 'tag', 'snooze', 'unread', 'merge', 'details'] as const;
const isOwn = (name: string): name is (typeof OWN)[number] => OWN.some((one) => one === name);

function Line({ keys, words }: { keys: readonly string[]; words: string }) {
  return (
    <p className={css.line}>
      <span>{words}</span>
      <span className={css.keys}>{keys.map((key) => <kbd key={key}>{key}</kbd>)}</span>
    </p>
  );
}
