import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { visitorTyping } from '../../socket.js';
import css from './Stream.module.css';

const FADES_MS = 4000;

/** Shows for some seconds that the customer in this ticket's chat is typing, as the socket says. */
export function Typing({ ticketId, name }: { ticketId: string; name: string }) {
  const { t } = useTranslation();
  const typing = visitorTyping.use();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (typing?.ticketId !== ticketId || Date.now() - typing.at > FADES_MS) return;
    setShown(true);
    const timer = setTimeout(() => setShown(false), FADES_MS);
    return () => clearTimeout(timer);
  }, [typing, ticketId]);
  if (!shown) return null;
  return (
    <p className={css.typing}>
      <i />
      <i />
      <i />
      {t('ticket.stream.typing', { name })}
    </p>
  );
}
