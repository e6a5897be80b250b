import { useEffect, useState } from 'preact/hooks';
import { Box } from './Box.jsx';
import type { ChatClient } from './chat.js';
import { ContactAsk } from './ContactAsk.jsx';
import type { Host } from './host.js';
import { Lines } from './Lines.jsx';
import type { ChatState } from './state.js';
import { spanOf, words } from './words.js';

export function Chat({ chat, host }: { chat: ChatClient; host: Host }) {
  const state = useChat(chat);
  const asks = state.contact !== 'known' && state.contact !== 'skipped' && (state.lines.some((line) => line.from === 'visitor') || state.unsent.length > 0);
  useEffect(() => {
    const { close } = host;
    if (!close) return;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.isComposing) close();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [host]);

  return (
    <main class="chat">
      <header class="head">
        <div>
          <h1>{words.title}</h1>
          <p role="status">{promise(state)}</p>
        </div>
        {host.close && (
          <button type="button" class="close" aria-label={words.close} onClick={host.close}>
            <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6 6l12 12M18 6L6 18" /></svg>
          </button>
        )}
      </header>
      <Lines state={state} onRetry={chat.retry} />
      {asks && <ContactAsk state={state} onGive={chat.giveContact} onSkip={chat.skipContact} />}
      <Box chat={chat} draft={state.draft} open={state.open} disabled={state.phase === 'refused'} />
    </main>
  );
}

/** Who will answer, and when: only what we know. */
function promise({ phase, connected, agentsOnline, replyTargetMinutes, lines, unsent }: ChatState): string {
  if (phase === 'refused') return words.refused;
  if (phase !== 'ready') return lines.length + unsent.length > 0 ? words.lost : words.connecting;
  if (!connected && unsent.some((one) => one.failed)) return words.lost;
  if (agentsOnline) return words.online;
  return replyTargetMinutes ? words.away(spanOf(replyTargetMinutes)) : words.awayUnknown;
}

function useChat(chat: ChatClient): ChatState {
  const [state, setState] = useState(chat.get);
  useEffect(() => {
    setState(chat.get());
    return chat.subscribe(() => setState(chat.get()));
  }, [chat]);
  return state;
}
