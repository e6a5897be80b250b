/** What the actions need stored of the chat's settings and its articles. */
import type { NewArticle, WidgetSettings, WidgetSettingsPatch } from '../contract/widget.js';

/** An article as it is kept, a draft or public. */
export interface ArticleRecord extends NewArticle {
  id: string;
  createdAt: Date;
  updatedAt: Date;
  /** How often it was changed; missing: never. */
  version?: number;
}

export interface ArticleStore {
  /** All of them, newest change first, at most 1,000: they are written by hand. */
  all(): Promise<ArticleRecord[]>;
  get(id: string): Promise<ArticleRecord | null>;
  add(article: ArticleRecord): Promise<void>;
  /** @returns null, and nothing is changed, when it stands at another version than the given one, or is not there */
  change(id: string, set: Partial<Omit<ArticleRecord, 'id' | 'createdAt' | 'version'>>, version?: number): Promise<ArticleRecord | null>;
  /** @returns false when it was gone already */
  remove(id: string): Promise<boolean>;
}

export interface WidgetStore {
  /** What was set; what never was is not in it. */
  settings(): Promise<{ set: Partial<WidgetSettings>; version: number }>;
  /** Sets what is in the patch. @returns false, and nothing is set, when it stands at another version than the given one */
  change(patch: Omit<WidgetSettingsPatch, 'version'>, version?: number): Promise<boolean>;
}
