import type { List } from '../contract/common.js';
import { spokenOf } from '../contract/languages.js';
import type { Article, ArticleHint, ArticlePatch, NewArticle, PublicArticle } from '../contract/widget.js';
import { notFound } from '../lib/errors.js';
import { newId } from '../lib/ids.js';
import { rankTexts } from '../lib/search/rankTexts.js';
import type { ArticleRecord } from '../ports/selfService.js';
import { requireRight } from './access.js';
import type { ActionDeps } from './deps.js';
import type { Viewer } from './desk.js';
import { goneOrOvertaken } from './overtaken.js';

/** So many are proposed; more would be a list to read. */
const HINTS = 3;
const EXCERPT = 160;

/** What customers can read before they ask. */
export function createArticles({ store, now }: ActionDeps) {
  return { list, create, change, remove, hints, read };

  async function list(viewer: Viewer): Promise<List<Article>> {
    requireRight(viewer, 'articles.read');
    return { items: (await store.articles.all()).map(present), nextCursor: null };
  }

  async function create(viewer: Viewer, body: NewArticle): Promise<Article> {
    requireRight(viewer, 'articles.write');
    const article = { id: newId(now().getTime()), ...body, createdAt: now(), updatedAt: now() };
    await store.articles.add(article);
    return present(article);
  }

  /** @throws AppError `conflict` when it is not the version that was read any more */
  async function change(viewer: Viewer, id: string, { version, ...patch }: ArticlePatch): Promise<Article> {
    requireRight(viewer, 'articles.write');
    const article = await store.articles.change(id, { ...patch, updatedAt: now() }, version);
    if (!article) throw goneOrOvertaken(await store.articles.get(id), 'article');
    return present(article);
  }

  async function remove(viewer: Viewer, id: string): Promise<void> {
    requireRight(viewer, 'articles.write');
    if (!(await store.articles.remove(id))) throw notFound('article');
  }

  /** Public ones in the reader's language that fit his words; without words, the newest. */
  async function hints({ q, language }: { q?: string | undefined; language?: string | undefined }): Promise<List<ArticleHint>> {
    const spoken = spokenOf([language ?? '']) ?? 'en';
    const readable = (await store.articles.all()).filter((article) => article.public && article.language === spoken);
    const found = q?.trim() ? rankTexts(q, readable, ({ title, body }) => [title, body]).map(({ item }) => item) : readable;
    return { items: found.slice(0, HINTS).map(({ id, title, body }) => ({ id, title, excerpt: excerptOf(body) })), nextCursor: null };
  }

  /** @throws AppError `not_found`, also for a draft. */
  async function read(id: string): Promise<PublicArticle> {
    const article = await store.articles.get(id);
    if (!article?.public) throw notFound('article');
    const { title, body, language, updatedAt } = present(article);
    return { id, title, body, language, updatedAt };
  }
}

function present({ createdAt, updatedAt, version = 0, ...article }: ArticleRecord): Article {
  return { ...article, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString(), version };
}

/** The first words without Markdown's marks. */
function excerptOf(markdown: string): string {
  const plain = markdown
    .replace(/^\s{0,3}(?:#{1,6}|>|[-*+]|\d+\.)\s+/gm, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`~]+/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  const characters = [...plain];
  return characters.length <= EXCERPT
    ? plain
    : `${characters
        .slice(0, EXCERPT - 1)
        .join('')
        .trimEnd()}…`;
}
