import type { ReactNode } from 'react';
import { WholeWords } from './WholeWords.js';
import css from './EmptyState.module.css';

/** What belongs here, and how it gets here. */
export function EmptyState({ title, text, icon, children }: { title: string; text?: string; icon?: ReactNode; children?: ReactNode }) {
  return (
    <div className={css.empty}>
      {icon && (
        <div className={css.icon} aria-hidden>
          {icon}
        </div>
      )}
      <h2 className={css.title}>
        <WholeWords>{title}</WholeWords>
      </h2>
      {text && (
        <p className={css.text}>
          <WholeWords>{text}</WholeWords>
        </p>
      )}
      {children}
    </div>
  );
}
