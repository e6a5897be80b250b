import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { ChatClient } from './chat.js';
import { words } from './words.js';

const TALLEST = 140;

/** The box is there at once. Enter sends, Shift+Enter makes a line, and a half-written sentence is never lost. */
export function Box({ chat, draft, open, disabled }: { chat: ChatClient; draft: string; open: boolean; disabled: boolean }) {
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (open) area.current?.focus();
  }, [open]);
  useLayoutEffect(() => {
    const box = area.current;
    if (!box) return;
    box.style.height = 'auto';
    box.style.height = `${Math.min(box.scrollHeight, TALLEST)}px`;
  }, [draft]);

  function submit(): void {
    chat.send(area.current?.value ?? draft);
    area.current?.focus();
  }

  return (
    <form
      class="box"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <textarea
        ref={area}
        rows={1}
        dir="auto"
        maxLength={10_000}
        value={draft}
        disabled={disabled}
        placeholder={words.placeholder}
        aria-label={words.input}
        enterkeyhint="send"
        data-testid="sayonce-input"
        onInput={(event) => chat.setDraft(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
          event.preventDefault();
          submit();
        }}
      />
      <button type="submit" aria-label={words.send} title={words.send} disabled={disabled || draft.trim() === ''} data-testid="sayonce-send">
        <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M5 12h13M12.5 6l6 6-6 6" /></svg>
      </button>
    </form>
  );
}
