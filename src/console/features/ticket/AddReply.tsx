import { Check, CornerDownLeft } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button.js';
import { testIds } from '../../testids.js';

/** Puts the rule's words to the customer into the reply. A rule without such words only tells the agent something. */
export function AddReply({ reply, onAdd }: { reply: string | null; onAdd: (text: string) => void }) {
  const { t } = useTranslation();
  const [added, setAdded] = useState(false);
  if (!reply) return null;
  return (
    <Button
      size="small"
      testId={testIds.anticipationAdd}
      isDisabled={added}
      onPress={() => {
        setAdded(true);
        onAdd(reply);
      }}
    >
      {added ? <Check size={14} aria-hidden /> : <CornerDownLeft size={14} aria-hidden />}
      {added ? t('ticket.before.added') : t('ticket.before.add')}
    </Button>
  );
}
