import { useTranslation } from 'react-i18next';
import { Button } from './Button.js';

interface Props {
  begun: { isBegun: boolean; discard: () => void; putBack: (() => void) | null };
}

/** In a dialog that keeps what was begun: the way to begin anew, and at once the way back. */
export function Discard({ begun: { isBegun, discard, putBack } }: Props) {
  const { t } = useTranslation();
  if (!isBegun && !putBack) return null;
  return (
    <Button look="quiet" onPress={putBack ?? discard} testId="begun-discard">
      {t(putBack ? 'action.undo' : 'action.discard')}
    </Button>
  );
}
