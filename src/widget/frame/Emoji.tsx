import { useEffect, useRef, useState } from 'preact/hooks';
import { words } from './words.js';

/** The ones that people use with a shop; every keyboard has the rest. */
const EMOJI = [...'😀😊😂🙂😉😍🤔😕😢😡👍👎👌🙏👏💪❤️🎉✅❌❓📦🚚🧾💳🔧📷⏰'.matchAll(/\p{Extended_Pictographic}\uFE0F?/gu)].map(
  ([one]) => one,
);

/** A button with a field of emoji. Closed by Escape, which then does not close the chat, and by a press elsewhere. */
export function Emoji({ onPick }: { onPick: (emoji: string) => void }) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    box.current?.querySelector('button')?.focus();
    const away = (event: PointerEvent): void => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    addEventListener('pointerdown', away);
    return () => removeEventListener('pointerdown', away);
  }, [open]);
  return (
    <div
      class="emoji"
      onKeyDown={(event) => {
        if (!open || event.key !== 'Escape') return;
        event.stopPropagation();
        setOpen(false);
        event.currentTarget.querySelector('button')?.focus();
      }}
      onFocusOut={({ currentTarget, relatedTarget }) => {
        // To nobody: a browser that gives a clicked button no focus.
        if (relatedTarget instanceof Node && !currentTarget.contains(relatedTarget)) setOpen(false);
      }}
    >
      <button
        type="button"
        class="tool"
        aria-label={words.emoji}
        title={words.emoji}
        aria-expanded={open}
        data-testid="sayonce-emoji"
        onClick={() => setOpen(!open)}
      >
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <circle cx="12" cy="12" r="8.5" />
          <path d="M8.5 14c1.8 2.6 5.2 2.6 7 0M9 9.5v.4M15 9.5v.4" />
        </svg>
      </button>
      {open && (
        <div ref={box} class="picker" role="group" aria-label={words.emoji}>
          {EMOJI.map((one) => (
            <button
              key={one}
              type="button"
              onClick={() => {
                onPick(one);
                setOpen(false);
              }}
            >
              {one}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
