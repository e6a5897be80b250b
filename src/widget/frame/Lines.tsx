import { useEffect, useRef } from 'preact/hooks';
import type { ChatMessage } from '../../contract/realtime.js';
import type { Unsent } from './lines.js';
import { Linked } from './Linked.jsx';
import type { ChatState } from './state.js';
import { language, words } from './words.js';

/** What was said, oldest first, kept at its end while the reader is there. */
export function Lines({ state: { lines, unsent, typing, open }, onRetry }: { state: ChatState; onRetry: (clientId: string) => void }) {
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  useEffect(() => {
    if (box.current && atEnd.current) box.current.scrollTop = box.current.scrollHeight;
  }, [lines, unsent, typing, open]);

  return (
    <div
      ref={box}
      class="lines"
      role="log"
      aria-label={words.log}
      tabIndex={0}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => void (atEnd.current = scrollHeight - scrollTop - clientHeight < 60)}
    >
      <p class="hello">{words.hello}</p>
      {lines.map((line, index) => <Line key={line.clientId ?? line.id} line={line} before={lines[index - 1]} />)}
      {unsent.map((one) => <UnsentLine key={one.clientId} unsent={one} onRetry={onRetry} />)}
      {typing && <p class="typing"><span class="dots" aria-hidden="true"><i /><i /><i /></span>{words.typing(typing)}</p>}
    </div>
  );
}

const PAUSE_MS = 10 * 60_000;

function Line({ line, before }: { line: ChatMessage; before: ChatMessage | undefined }) {
  const pause = !before || Date.parse(line.at) - Date.parse(before.at) > PAUSE_MS;
  const first = pause || before.from !== line.from || before.name !== line.name;
  return (
    <>
      {pause && <p class="pause"><time dateTime={line.at}>{clock(line.at)}</time></p>}
      <article class="line" data-from={line.from} data-first={first || undefined} data-testid="sayonce-message" data-id={line.id}>
        {first && line.from === 'agent' && <p class="name" dir="auto">{line.name ?? words.us}</p>}
        {line.from === 'visitor' && <span class="hidden">{words.you}: </span>}
        <p class="bubble" dir="auto"><Linked text={line.text} /></p>
      </article>
    </>
  );
}

function UnsentLine({ unsent: { clientId, text, failed }, onRetry }: { unsent: Unsent; onRetry: (clientId: string) => void }) {
  return (
    <article class="line" data-from="visitor" data-first data-testid="sayonce-message" data-unsent={failed ? 'failed' : 'sending'}>
      <span class="hidden">{words.you}: </span>
      <p class="bubble" dir="auto"><Linked text={text} /></p>
      {failed ? <button type="button" class="failed" onClick={() => onRetry(clientId)}>{words.notSent}</button> : <p class="sending">{words.sending}</p>}
    </article>
  );
}

function clock(at: string): string {
  const date = new Date(at);
  const today = date.toDateString() === new Date().toDateString();
  return new Intl.DateTimeFormat(language, { ...(today ? {} : { day: 'numeric', month: 'short' }), hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(date);
}
