import { X } from 'lucide-react';
import { useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { testIds } from '../testids.js';
import { dismiss, take, toasts } from './toasts.js';
import css from './ToastStack.module.css';

const MARGIN = 16;
/** They stay on the page, however much is written below them. */
const HIGHEST = 160;

/** Over the list of tickets, and on a phone over the stream: above whatever has its buttons at the foot of the page. */
export function ToastStack() {
  const { t } = useTranslation();
  const shown = toasts.use();
  const stack = useRef<HTMLDivElement>(null);
  // Whoever presses a button here is taken from what he was at, and the button goes: he is let back there, unless what it does leads elsewhere.
  const left = useRef<HTMLElement | null>(null);
  const leave = (from: EventTarget | null): void => {
    if (from instanceof HTMLElement && !stack.current?.contains(from)) left.current = from;
  };
  useLayoutEffect(() => {
    if (document.activeElement === document.body && left.current?.isConnected) left.current.focus();
    if (!stack.current?.contains(document.activeElement)) left.current = null;
  }, [shown]);
  useLayoutEffect(() => {
    if (shown.length === 0) return;
    const rest = (): void => {
      if (stack.current) stack.current.style.bottom = `${innerHeight - footOf(stack.current) + MARGIN}px`;
    };
    rest();
    // The box below grows by what is typed into it, and goes with its page.
    const timer = setInterval(rest, 250);
    addEventListener('resize', rest);
    return () => {
      clearInterval(timer);
      removeEventListener('resize', rest);
    };
  }, [shown]);
  return (
    <div
      ref={stack}
      className={css.stack}
      role="status"
      aria-live="polite"
      onPointerDownCapture={() => leave(document.activeElement)}
      onFocusCapture={(event) => leave(event.relatedTarget)}
    >
      {shown.map((toast) => (
        <div key={toast.id} className={`${css.toast} ${css[toast.tone]}`} data-testid={testIds.toast}>
          <span>{toast.text}</span>
          {toast.action && (
            <button type="button" className={css.action} onClick={() => take(toast)}>
              {toast.action.label}
            </button>
          )}
          <button type="button" className={css.close} aria-label={t('action.close')} onClick={() => dismiss(toast.id)}>
            <X size={14} aria-hidden />
          </button>
        </div>
      ))}
    </div>
  );
}

/** Where the foot of the page begins under it, in pixels from above: what is marked `data-foot` is not covered. */
function footOf(stack: HTMLElement): number {
  const { left, right } = stack.getBoundingClientRect();
  const feet = [...document.querySelectorAll('[data-foot]')].map((foot) => foot.getBoundingClientRect());
  return Math.max(
    HIGHEST,
    Math.min(innerHeight, ...feet.filter((foot) => foot.height > 0 && foot.left < right && foot.right > left).map(({ top }) => top)),
  );
}
