import type { ReactNode } from 'react';
import { Button, type ButtonProps } from 'react-aria-components';
import { Tip } from './Tip.js';
import css from './IconButton.module.css';

interface Props extends Omit<ButtonProps, 'children' | 'className' | 'style'> {
  label: string;
  /** The key that does the same. */
  keys?: string | undefined;
  children: ReactNode;
  testId?: string;
  pressed?: boolean;
}

/** A button without words: `label` is read out and shown as a tip, with its key. */
export function IconButton({ label, keys, children, testId, pressed, ...props }: Props) {
  return (
    <Tip label={label} keys={keys}>
      <Button {...props} aria-label={label} aria-pressed={pressed} className={css.button!} data-testid={testId}>
        {children}
      </Button>
    </Tip>
  );
}
