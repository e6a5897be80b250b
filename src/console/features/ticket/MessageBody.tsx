import { Suspense, useMemo, useState } from 'react';
import { asRead, splitQuoted } from '../../../contract/saidWords.js';
import type { Message } from '../../../contract/tickets.js';
import { Crash } from '../../components/Crash.js';
import { lazily } from '../../components/lazily.js';
import { machineText } from '../../i18n/machineText.js';
import { testIds } from '../../testids.js';
import { Linked } from './Linked.js';
import css from './MessageBody.module.css';
import { useWords } from '../../i18n/useWords.js';

const HtmlFrame = lazily(() => import('./HtmlFrame.js').then((module) => module.HtmlFrame));
const LONG = 2400;

/** The words first; the mail as it was designed only when somebody wants it, or when it has no words. */
export function MessageBody({ message }: { message: Message }) {
  const { t } = useWords();
  const { said, folded } = useMemo(() => splitQuoted(message), [message]);
  const [asSent, setAsSent] = useState(message.html !== null && message.text.trim() === '');
  const [whole, setWhole] = useState(false);
  const [showQuoted, setShowQuoted] = useState(false);
  const shown = asRead(showQuoted && folded ? message.text : said, message);
  const long = shown.length > LONG && !whole;

  return (
    <div className={css.body}>
      {asSent && message.html !== null ? (
        <Crash>
          <Suspense fallback={<div className={css.wait} />}>
            <HtmlFrame messageId={message.id} html={message.html} attachments={message.attachments} title={t('ticket.message.html')} />
          </Suspense>
        </Crash>
      ) : (
        <>
          <div className={css.text} dir="auto" data-emoji={isOnlyEmoji(said) || undefined} data-testid={testIds.messageText}>
            <Linked text={long ? `${shown.slice(0, LONG)} …` : machineText(t, shown, [message.channel])} />
          </div>
          {shown.length > LONG && <Toggle open={whole} onToggle={setWhole} words={[t('ticket.message.full'), t('ticket.message.less')]} />}
          {folded && (
            <Toggle open={showQuoted} onToggle={setShowQuoted} words={[t('ticket.message.quoted'), t('ticket.message.unquoted')]} />
          )}
        </>
      )}
      {message.html !== null && message.direction === 'in' && (
        <Toggle open={asSent} onToggle={setAsSent} words={[t('ticket.message.asSent'), t('ticket.message.asText')]} />
      )}
    </div>
  );
}

function Toggle({ open, onToggle, words: [show, hide] }: { open: boolean; onToggle: (open: boolean) => void; words: [string, string] }) {
  return (
    <button type="button" className={css.toggle} aria-expanded={open} onClick={() => onToggle(!open)}>
      {open ? hide : show}
    </button>
  );
}

const isOnlyEmoji = (text: string): boolean =>
  text.length <= 24 && /^(\p{Extended_Pictographic}|\p{Emoji_Component}|\s)+$/u.test(text) && !/\d/.test(text);
