/** What the chat on customers' pages offers: its settings, and the articles that answer before anybody has to ask. */
import { z } from 'zod';
import { Id, Instant, Version } from './common.js';
import { isOrigin } from './isOrigin.js';
import { LANGUAGES } from './languages.js';
import { nameOf } from './names.js';

export const ARTICLE_LANGUAGE = z.enum(LANGUAGES);
const articleShape = {
  title: nameOf(200),
  /** Markdown: headings, lists, quotes, code, emphasis and links. HTML in it is shown as text. */
  body: z.string().trim().min(1).max(50_000),
  language: ARTICLE_LANGUAGE,
  /** Shown to customers; a draft is not. */
  public: z.boolean(),
};
export const NewArticle = z.strictObject({ ...articleShape, public: z.boolean().default(false) });
export type NewArticle = z.infer<typeof NewArticle>;
/** With `version`, the one that was read, it is a 409 when somebody has changed it meanwhile. */
export const ArticlePatch = z.strictObject({ ...articleShape, version: Version }).partial();
export type ArticlePatch = z.infer<typeof ArticlePatch>;
/** As the desk sees it. */
export const Article = z.object({ id: Id, ...articleShape, createdAt: Instant, updatedAt: Instant, version: Version });
export type Article = z.infer<typeof Article>;

/** An article as a customer may see it. */
export const PublicArticle = Article.pick({ id: true, title: true, body: true, language: true, updatedAt: true });
export type PublicArticle = z.infer<typeof PublicArticle>;
/** One that may answer what somebody is about to ask. */
export const ArticleHint = z.object({ id: Id, title: z.string(), excerpt: z.string() });
export type ArticleHint = z.infer<typeof ArticleHint>;
/** Without `q`: those that are read first. */
export const ArticleHintsQuery = z.object({ q: z.string().max(500).optional(), language: z.string().max(35).optional() });

/** What the visitor may be asked before his first sentence. Never more than asked: he can always pass it over. */
export const PRE_CHAT_FIELDS = ['name', 'email', 'phone'] as const;
export type PreChatField = (typeof PRE_CHAT_FIELDS)[number];

/** Own words instead of the built-in ones, by language; what is missing stays as it is built in. */
const OwnText = z.partialRecord(ARTICLE_LANGUAGE, z.string().trim().max(300));
export type OwnText = z.infer<typeof OwnText>;

const widgetShape = {
  /** Of button and head; a page's own `data-color` comes first. */
  color: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, 'must be a color such as #0f6b5c')
    .nullable(),
  title: OwnText,
  hello: OwnText,
  preChat: z.array(z.enum(PRE_CHAT_FIELDS)).max(3),
  /** Ask for an address after the first sentence of somebody whom we could not reach otherwise. */
  askAddress: z.boolean(),
  articles: z.boolean(),
  files: z.boolean(),
  /** Pages that may show the chat, beside those of WIDGET_ORIGINS: exact origins such as `https://www.example.com`. */
  origins: z
    .array(z.string().max(300).refine(isOrigin, 'must be an origin such as https://www.example.com, without path and without *'))
    .max(100),
};
export const WidgetSettings = z.object(widgetShape);
export type WidgetSettings = z.infer<typeof WidgetSettings>;
/** With `version`, the one that was read, it is a 409 when somebody has changed them meanwhile. */
export const WidgetSettingsPatch = z.strictObject({ ...widgetShape, version: Version }).partial();
export type WidgetSettingsPatch = z.infer<typeof WidgetSettingsPatch>;
/** Also what to put into the page, and which origins the environment names. */
export const WidgetSetup = WidgetSettings.extend({ version: Version, snippet: z.string(), fixedOrigins: z.array(z.string()) });
export type WidgetSetup = z.infer<typeof WidgetSetup>;

/** The part that the chat in the browser needs. */
export const WidgetLook = WidgetSettings.omit({ origins: true });
export type WidgetLook = z.infer<typeof WidgetLook>;
