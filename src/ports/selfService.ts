/** What the actions need stored of the chat's settings and its articles. */
import type { NewArticle, WidgetSettingsPatch } from '../contract/widget.js';

export interface ArticleRecord extends NewArticle {
  id: string;
  createdAt: Date;
  updatedAt: Date;
}

export interface ArticleStore {
  /** All of them, newest change first, at most 1,000: they are written by hand. */
  all(): Promise<ArticleRecord[]>;
  get(id: string): Promise<ArticleRecord | null>;
  add(article: ArticleRecord): Promise<void>;
  change(id: string, set: Partial<Omit<ArticleRecord, 'id' | 'createdAt'>>): Promise<ArticleRecord | null>;
  remove(id: string): Promise<boolean>;
}

export interface WidgetStore {
  /** What was set; what never was is not in it. */
  settings(): Promise<WidgetSettingsPatch>;
  change(patch: WidgetSettingsPatch): Promise<void>;
}
