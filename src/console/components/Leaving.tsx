import { useBlocker } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Button } from './Button.js';
import { Dialog } from './Dialog.js';

/** Asks whoever goes on to another page, or has the browser ask whoever closes this one, while something in it is not saved. */
export function Leaving({ isUnsaved }: { isUnsaved: () => boolean }) {
  const { t } = useTranslation();
  const leaving = useBlocker({ shouldBlockFn: isUnsaved, enableBeforeUnload: isUnsaved, withResolver: true });
  if (leaving.status !== 'blocked') return null;
  return (
    <Dialog
      title={t('unsaved.title')}
      lead={t('welcome.unsaved')}
      open
      onClose={leaving.reset}
      width={440}
      testId="leaving"
      foot={
        <>
          <Button look="quiet" onPress={leaving.proceed}>
            {t('unsaved.leave')}
          </Button>
          <Button look="main" autoFocus onPress={leaving.reset}>
            {t('unsaved.stay')}
          </Button>
        </>
      }
    >
      {null}
    </Dialog>
  );
}
