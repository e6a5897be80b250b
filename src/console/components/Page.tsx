import type { ReactNode } from 'react';
import { useTitle } from '../lib/useTitle.js';
import css from './Page.module.css';

/** The frame of the pages beside the inbox: a name, one line of what it is for, and its tools. `part`: which of its parts is open. */
export function Page({
  title,
  part = '',
  lead,
  tools,
  children,
  testId,
  wide = false,
}: {
  title: string;
  part?: string;
  lead?: ReactNode;
  tools?: ReactNode;
  children: ReactNode;
  testId?: string;
  wide?: boolean;
}) {
  useTitle(part, title);
  return (
    <main className={css.page} data-testid={testId}>
      <div className={wide ? css.wide : css.column}>
        <header className={css.head}>
          <div className={css.words}>
            <h1 className={css.title}>{title}</h1>
            {lead && <p className={css.lead}>{lead}</p>}
          </div>
          {tools && <div className={css.tools}>{tools}</div>}
        </header>
        {children}
      </div>
    </main>
  );
}
