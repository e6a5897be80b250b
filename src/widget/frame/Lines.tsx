import type { ComponentChildren } from 'preact';
import { MAX_FILE_BYTES } from '../../contract/lists.js';
import type { ChatFile, ChatMessage } from '../../contract/realtime.js';
import type { Unsent } from './mergeLines.js';
import { Inline } from './markdown.jsx';
import { type ChatState, isLost } from './state.js';
import type { UploadTrouble } from './upload.js';
import { type UploadShown, isWorthATry } from './uploads.js';
import { useEnd } from './useEnd.js';
import { language, locale, words } from './words.js';

interface Props {
  state: ChatState;
  onRetry: (clientId: string) => void;
  onRetryFile: (upload: string) => Promise<void>;
  onDrop: (upload: string) => void;
  /** Shown after the greeting. */
  children: ComponentChildren;
}

/** What was said, oldest first, kept at its end while the reader is there. */
export function Lines({ state, onRetry, onRetryFile, onDrop, children }: Props) {
  const { lines, unsent, uploads, typing, seenAt, look } = state;
  const { box, below, toEnd, onScroll } = useEnd(state);
  const waits = isLost(state);
  const lastOwn = lines.findLast?.((line) => line.from === 'visitor');
  const seen = lastOwn && seenAt && seenAt >= lastOwn.at && unsent.length === 0 && lines.at(-1) === lastOwn;

  return (
    <div ref={box} class="lines" role="log" aria-label={words.log} tabIndex={0} onScroll={({ currentTarget }) => onScroll(currentTarget)}>
      <p class="hello" dir="auto">
        {look.hello[language] || words.hello}
      </p>
      {children}
      {lines.map((line, index) => (
        <Line key={line.clientId ?? line.id} line={line} before={lines[index - 1]} />
      ))}
      {seen && (
        <p class="seen" data-testid="sayonce-seen">
          {words.seen}
        </p>
      )}
      {unsent.map((one) => (
        <UnsentLine
          key={one.clientId}
          unsent={one}
          isStuck={one.refused || (one.failed && state.phase === 'refused')}
          waits={waits}
          onRetry={onRetry}
        />
      ))}
      {uploads.map((one) => (
        <UploadLine key={one.key} upload={one} onRetry={onRetryFile} onDrop={onDrop} />
      ))}
      {typing && (
        <p class="typing">
          <span class="dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          {words.typing(typing)}
        </p>
      )}
      {below > 0 && (
        <button type="button" class="below" onClick={toEnd} data-testid="sayonce-below">
          {words.below(below)}
        </button>
      )}
    </div>
  );
}

const PAUSE_MS = 10 * 60_000;

function Line({ line, before }: { line: ChatMessage; before: ChatMessage | undefined }) {
  const pause = !before || Date.parse(line.at) - Date.parse(before.at) > PAUSE_MS;
  const first = pause || before.from !== line.from || before.name !== line.name;
  return (
    <>
      {pause && (
        <p class="pause">
          <time dateTime={line.at}>{clock(line.at)}</time>
        </p>
      )}
      <article class="line" data-from={line.from} data-first={first || undefined} data-testid="sayonce-message" data-id={line.id}>
        {first && line.from === 'agent' && (
          <p class="name" dir="auto">
            {line.name ?? words.us}
          </p>
        )}
        {line.from === 'visitor' && <span class="hidden">{words.you}: </span>}
        <Said text={line.text} files={line.files} />
      </article>
    </>
  );
}

function Said({ text, files }: { text: string; files: readonly ChatFile[] }) {
  return (
    <>
      {text && (
        <p class="bubble" dir="auto">
          <Inline text={text} />
        </p>
      )}
      {files.map((file) => (
        <p key={file.id} class="bubble file" data-testid="sayonce-file-line">
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M7 3.5h7l4 4v13H7zM14 3.5v4h4" />
          </svg>
          <span dir="auto">
            {file.url ? (
              <a href={file.url} target="_blank" rel="noopener noreferrer">
                {file.name}
              </a>
            ) : (
              file.name
            )}
          </span>
          <small>{sizeOf(file.size)}</small>
        </p>
      ))}
    </>
  );
}

interface UnsentProps {
  unsent: Unsent;
  /** It does not go by itself. */
  isStuck: boolean;
  /** Until the connection is back. */
  waits: boolean;
  onRetry: (clientId: string) => void;
}

function UnsentLine({ unsent: { clientId, text, files }, isStuck, waits, onRetry }: UnsentProps) {
  return (
    <article class="line" data-from="visitor" data-first data-testid="sayonce-message" data-unsent={isStuck ? 'failed' : 'sending'}>
      <span class="hidden">{words.you}: </span>
      <Said text={text} files={files} />
      {isStuck ? (
        <button type="button" class="failed" onClick={() => onRetry(clientId)}>
          {words.notSent}
        </button>
      ) : (
        <p class="sending">{waits ? words.waiting : words.sending}</p>
      )}
    </article>
  );
}

interface UploadProps {
  upload: UploadShown;
  onRetry: (upload: string) => Promise<void>;
  onDrop: (upload: string) => void;
}

function UploadLine({ upload: { key, name, trouble }, onRetry, onDrop }: UploadProps) {
  return (
    <p class="upload" data-failed={trouble ?? undefined} role={trouble ? 'alert' : undefined}>
      <span dir="auto">{name}</span> {trouble ? whyNot(trouble) : words.uploading}
      {trouble && isWorthATry(trouble) && (
        <button type="button" onClick={() => void onRetry(key)}>
          {words.again}
        </button>
      )}
      {trouble && (
        <button type="button" onClick={() => onDrop(key)}>
          {words.drop}
        </button>
      )}
    </p>
  );
}

const whyNot = (trouble: UploadTrouble): string =>
  trouble === 'large' ? words.fileLarge(sizeOf(MAX_FILE_BYTES)) : words.fileTrouble[trouble];

function clock(at: string): string {
  const date = new Date(at);
  const today = date.toDateString() === new Date().toDateString();
  return new Intl.DateTimeFormat(locale, {
    ...(today ? {} : { day: 'numeric', month: 'short' }),
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(date);
}

function sizeOf(bytes: number): string {
  const [unit, size] = bytes < 1_000_000 ? (['kilobyte', bytes / 1000] as const) : (['megabyte', bytes / 1_000_000] as const);
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: size < 10 ? 1 : 0 }).format(Math.max(size, 0.1));
}
