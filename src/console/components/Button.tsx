import { type MouseEvent, type ReactNode, useLayoutEffect, useRef } from 'react';
import { Button as AriaButton, type ButtonProps } from 'react-aria-components';
import css from './Button.module.css';

interface Props extends Omit<ButtonProps, 'children' | 'className' | 'style'> {
  children: ReactNode;
  look?: 'main' | 'plain' | 'quiet' | 'danger';
  size?: 'small' | 'normal';
  testId?: string;
}

/** Keeps the focus while it waits for its own answer, and sends a form once on a double click. */
export function Button({ children, look = 'plain', size = 'normal', testId, ...props }: Props) {
  const kept = useKeptFocus(props.isDisabled ?? false);
  return (
    <AriaButton
      {...props}
      {...kept}
      onClick={props.type === 'submit' ? once : undefined}
      className={`${css.button} ${css[look]} ${css[size]}`}
      data-testid={testId}
    >
      {children}
    </AriaButton>
  );
}

/** A double click sends a form once: its second half comes before anybody knows that the first is on its way. */
function once(event: MouseEvent): void {
  if (event.detail > 1) event.preventDefault();
}

/**
 * A button that waits for its own answer cannot be pressed, and loses the focus by that: its dialog has it meanwhile, so that whoever
 * goes by keys or hears the page stays in it. It gets it back, unless something else has it by then.
 */
function useKeptFocus(isDisabled: boolean) {
  const ref = useRef<HTMLButtonElement>(null);
  const had = useRef(false);
  useLayoutEffect(() => {
    if (!had.current) return;
    const dialog = ref.current?.closest<HTMLElement>('[role="dialog"]');
    const { activeElement } = document;
    if (isDisabled) {
      if (activeElement === ref.current || activeElement === document.body) dialog?.focus();
      return;
    }
    if (activeElement === document.body || activeElement === dialog) ref.current?.focus();
    had.current = document.activeElement === ref.current;
  }, [isDisabled]);
  return { ref, onFocusChange: (isFocused: boolean): void => void (ref.current?.disabled || (had.current = isFocused)) };
}
