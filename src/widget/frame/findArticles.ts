import type { List } from '../../contract/common.js';
import type { ArticleHint, PublicArticle } from '../../contract/widget.js';
import { language } from './words.js';

/** Up to three articles that may answer these words. None is an answer too: help must never stand in the way of asking. */
export async function findArticles(q: string): Promise<ArticleHint[]> {
  const found = await get<List<ArticleHint>>(
    `/widget/articles?${new URLSearchParams({ language, ...(q ? { q: q.slice(0, 500) } : {}) }).toString()}`,
  );
  return found?.items ?? [];
}

/** Null when it is not there or not public any more, and when there is no line. */
export const readArticle = (id: string): Promise<PublicArticle | null> => get<PublicArticle>(`/widget/articles/${id}`);

async function get<T>(path: string): Promise<T | null> {
  try {
    const response = await fetch(path, { credentials: 'omit' });
    return response.ok ? ((await response.json()) as T) : null;
  } catch {
    return null; // No line: the chat itself says so.
  }
}
