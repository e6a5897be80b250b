import type { ReactElement } from 'react';
import { type Placement, Tooltip, TooltipTrigger } from 'react-aria-components';
import css from './Tip.module.css';

/** A name for what the pointer or the focus is on, with its key. The child must be a React Aria control. */
export function Tip({
  label,
  keys,
  placement = 'bottom',
  children,
}: {
  label: string;
  keys?: string | undefined;
  placement?: Placement;
  children: ReactElement;
}) {
  return (
    <TooltipTrigger delay={500} closeDelay={60}>
      {children}
      <Tooltip className={css.tip!} placement={placement} offset={6}>
        {label}
        {keys && <kbd className={css.keys}>{keys}</kbd>}
      </Tooltip>
    </TooltipTrigger>
  );
}
