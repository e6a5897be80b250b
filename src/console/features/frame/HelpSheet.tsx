import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/Dialog.js';
import { COMMANDS, GO, commandNames, keyOf } from '../../keys/keymap.js';
import { testIds } from '../../testids.js';
import css from './HelpSheet.module.css';

/** In three columns of one height, so that a laptop's screen shows all of them. */
const GROUPS = ['list', 'go', 'ticket', 'message', 'write', 'anywhere'] as const;

export function HelpSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('help.title')} lead={t('help.lead')} open={open} onClose={onClose} width={980} testId={testIds.helpSheet}>
      <div className={css.groups} tabIndex={0} role="region" aria-label={t('help.title')}>
        {GROUPS.map((group) => (
          <section key={group}>
            <h3 className={css.name}>{t(`help.${group}`)}</h3>
            {group === 'go'
              ? GO.map(({ key, name }) => <Line key={key} keys={['g', key]} words={t(`nav.${name}`)} />)
              : commandNames
                  .filter((name) => COMMANDS[name][0] === group && keyOf(name))
                  .map((name) => <Line key={name} keys={[keyOf(name) ?? '']} words={t(`command.${name}`)} />)}
          </section>
        ))}
      </div>
    </Dialog>
  );
}

function Line({ keys, words }: { keys: readonly string[]; words: string }) {
  return (
    <p className={css.line}>
      <span>{words}</span>
      <span className={css.keys}>
        {keys.map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </span>
    </p>
  );
}
