import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { CHAT_SAID_MAX } from '../../contract/chatLengths.js';
import { saysSomething } from '../../contract/saysSomething.js';
import type { ChatClient } from './createChat.js';
import { Emoji } from './Emoji.jsx';
import { words } from './words.js';

const TALLEST = 140;

/** The box is there at once. Enter sends, Shift+Enter makes a line, and a half-written sentence is never lost. */
export function Box({
  chat,
  draft,
  open,
  calm,
  disabled,
  files,
}: {
  chat: ChatClient;
  draft: string;
  open: boolean;
  calm: boolean;
  disabled: boolean;
  files: boolean;
}) {
  const area = useRef<HTMLTextAreaElement>(null);
  const tooLong = draft.trim().length > CHAT_SAID_MAX;
  const picker = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (open && !calm) area.current?.focus();
  }, [open, calm]);
  useLayoutEffect(() => {
    const box = area.current;
    const form = box?.form;
    if (!box || !form) return;
    // Measured with its room kept: the lines above would be moved from their end by a box that is small for a moment.
    form.style.minHeight = `${form.offsetHeight}px`;
    box.style.height = 'auto';
    box.style.height = `${Math.min(box.scrollHeight, TALLEST)}px`;
    form.style.minHeight = '';
  }, [draft]);

  function submit(): void {
    chat.send(area.current?.value ?? draft);
    area.current?.focus();
  }

  function insert(text: string): void {
    const box = area.current;
    if (!box) return;
    box.focus();
    box.setRangeText(text, box.selectionStart, box.selectionEnd, 'end');
    chat.setDraft(box.value);
  }

  function sendFiles(list: FileList | null | undefined): boolean {
    if (!files || !list?.length) return false;
    for (const file of list) void chat.sendFile(file);
    return true;
  }

  return (
    <form
      class="box"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        sendFiles(event.dataTransfer?.files);
      }}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {files && (
        <>
          <button
            type="button"
            class="tool"
            aria-label={words.attach}
            title={words.attach}
            disabled={disabled}
            data-testid="sayonce-attach"
            onClick={() => picker.current?.click()}
          >
            <svg viewBox="0 0 24 24" aria-hidden="true">
              <path d="M19 11.5l-7 7a4.5 4.5 0 0 1-6.4-6.4l7.5-7.4a3 3 0 0 1 4.2 4.2l-7.4 7.5a1.5 1.5 0 0 1-2.2-2.2l6.5-6.4" />
            </svg>
          </button>
          <input
            ref={picker}
            type="file"
            multiple
            hidden
            data-testid="sayonce-file"
            onChange={(event) => {
              sendFiles(event.currentTarget.files);
              event.currentTarget.value = '';
            }}
          />
        </>
      )}
      <Emoji onPick={insert} />
      <textarea
        ref={area}
        rows={1}
        dir="auto"
        value={draft}
        disabled={disabled}
        placeholder={words.placeholder}
        aria-label={words.input}
        aria-invalid={tooLong || undefined}
        aria-describedby={tooLong ? 'sayonce-too-long' : undefined}
        enterkeyhint="send"
        data-testid="sayonce-input"
        onInput={(event) => chat.setDraft(event.currentTarget.value)}
        onPaste={(event) => {
          if (sendFiles(event.clipboardData?.files)) event.preventDefault();
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
          event.preventDefault();
          submit();
        }}
      />
      <button
        type="submit"
        class="go"
        aria-label={words.send}
        title={words.send}
        disabled={disabled || tooLong || !saysSomething(draft)}
        data-testid="sayonce-send"
      >
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M5 12h13M12.5 6l6 6-6 6" />
        </svg>
      </button>
      {tooLong && (
        <p class="bad" id="sayonce-too-long" role="alert" data-testid="sayonce-too-long">
          {words.tooLong(CHAT_SAID_MAX)}
        </p>
      )}
    </form>
  );
}
