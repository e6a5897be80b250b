import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps } from 'react-aria-components';
import css from './Button.module.css';

interface Props extends Omit<ButtonProps, 'children' | 'className' | 'style'> {
  children: ReactNode;
  look?: 'main' | 'plain' | 'quiet' | 'danger';
  size?: 'small' | 'normal';
  testId?: string;
}

export function Button({ children, look = 'plain', size = 'normal', testId, ...props }: Props) {
  return (
    <AriaButton {...props} className={`${css.button} ${css[look]} ${css[size]}`} data-testid={testId}>
      {children}
    </AriaButton>
  );
}
