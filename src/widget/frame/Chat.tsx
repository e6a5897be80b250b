import { useEffect, useState } from 'preact/hooks';
import { ArticlePane, Hints } from './Articles.jsx';
import { Box } from './Box.jsx';
import type { ChatClient } from './createChat.js';
import { ContactAsk, PreChat } from './ContactAsk.jsx';
import type { Host } from './host.js';
import { Lines } from './Lines.jsx';
import { type ChatState, isLost } from './state.js';
import { language, spanOf, whenOf, words } from './words.js';

/** All of the chat. An article lies over the conversation until something is said there, by either side. */
export function Chat({ chat, host }: { chat: ChatClient; host: Host }) {
  const state = useChat(chat);
  const [article, setArticle] = useState<string | null>(null);
  const hasSpoken = state.lines.some((line) => line.from === 'visitor') || state.unsent.length > 0;
  const unknown = state.contact !== 'known' && state.contact !== 'skipped';
  // With the first line the fields go along: they stay until they have been taken.
  const goesAlong = Object.keys(state.typed).length > 0 && (state.contact === 'sending' || state.contact === 'failed');
  const asksBefore =
    state.phase === 'ready' &&
    (!hasSpoken || goesAlong) &&
    state.look.preChat.length > 0 &&
    unknown &&
    state.contact !== 'given' &&
    !chat.wasAsked();
  const asks = !asksBefore && hasSpoken && unknown && state.look.askAddress;
  // Whatever is said leads back to the conversation: nobody should wonder where his words went.
  const said = state.lines.length + state.unsent.length + state.uploads.length;
  useEffect(() => setArticle(null), [said]);
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
          <h1>{state.look.title[language] || words.title}</h1>
          <p role="status">{promise(state)}</p>
        </div>
        {host.close && (
          <button type="button" class="close" aria-label={words.close} onClick={host.close}>
            <svg viewBox="0 0 24 24" aria-hidden="true">
              <path d="M6 6l12 12M18 6L6 18" />
            </svg>
          </button>
        )}
      </header>
      {article === null ? (
        <Lines state={state} onRetry={chat.retry} onRetryFile={chat.retryFile} onDrop={chat.dropUpload}>
          {state.phase === 'ready' && !hasSpoken && state.look.articles && state.open && <Hints draft={state.draft} onOpen={setArticle} />}
        </Lines>
      ) : (
        <ArticlePane id={article} onBack={() => setArticle(null)} />
      )}
      {asksBefore && <PreChat state={state} onType={chat.typeContact} onGive={chat.giveContact} onSkip={chat.skipContact} />}
      {asks && <ContactAsk state={state} onGive={chat.giveContact} onSkip={chat.skipContact} />}
      <Box
        chat={chat}
        draft={state.draft}
        open={state.open}
        calm={state.calm}
        disabled={state.phase === 'refused'}
        files={state.look.files}
      />
    </main>
  );
}

/** Who will answer, and when: only what we know. */
function promise(state: ChatState): string {
  const { phase, agentsOnline, opensAt, replyTargetMinutes } = state;
  if (phase === 'refused') return words.refused;
  if (isLost(state)) return words.lost;
  if (phase !== 'ready') return words.connecting;
  // A console that is left open over the night promises nothing.
  if (opensAt) return (agentsOnline ? words.closed : words.until)(whenOf(opensAt));
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
