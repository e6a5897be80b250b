import { useEffect, useState } from 'preact/hooks';
import type { ArticleHint, PublicArticle } from '../../contract/widget.js';
import { findArticles, readArticle } from './findArticles.js';
import { Markdown } from './markdown.jsx';
import { words } from './words.js';

const PAUSE_MS = 450;
/** Two Chinese characters say something; two Latin letters do not. */
const says = (text: string): boolean => /\p{Script=Han}{2}/u.test(text) || text.trim().length >= 4;

/** What may answer the question before it is asked, and while it is written. */
export function Hints({ draft, onOpen }: { draft: string; onOpen: (id: string) => void }) {
  /** With what they were found by: on a slow line that is not what is written by now. */
  const [{ by, hints }, setFound] = useState<{ by: string; hints: ArticleHint[] }>({ by: '', hints: [] });
  const asked = says(draft) ? draft.trim() : '';
  useEffect(() => {
    let stale = false;
    const timer = setTimeout(
      () => void findArticles(asked).then((found) => !stale && setFound({ by: asked, hints: found })),
      asked ? PAUSE_MS : 0,
    );
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [asked]);
  if (hints.length === 0) return null;
  return (
    <section class="hints" aria-label={words.articles} data-testid="sayonce-articles">
      <h2>{by ? words.mayHelp : words.articles}</h2>
      {hints.map(({ id, title, excerpt }) => (
        <button key={id} type="button" class="hint" dir="auto" data-testid="sayonce-article" onClick={() => onOpen(id)}>
          <strong>{title}</strong>
          <span>{excerpt}</span>
        </button>
      ))}
    </section>
  );
}

/** One article in place of the conversation, which stays as it is behind it. */
export function ArticlePane({ id, onBack }: { id: string; onBack: () => void }) {
  const [article, setArticle] = useState<PublicArticle | null | undefined>(undefined);
  useEffect(() => void readArticle(id).then(setArticle), [id]);
  return (
    <div class="lines article" tabIndex={0} data-testid="sayonce-article-text">
      <button type="button" class="back" onClick={onBack}>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M15 5l-7 7 7 7" />
        </svg>
        {words.back}
      </button>
      {article === null && <p role="alert">{words.articleGone}</p>}
      {article && (
        <article lang={article.language}>
          <h2 dir="auto">{article.title}</h2>
          <Markdown text={article.body} />
        </article>
      )}
    </div>
  );
}
