import { listOf } from '../../contract/common.js';
import {
  Article,
  ArticleHint,
  ArticleHintsQuery,
  ArticlePatch,
  NewArticle,
  PublicArticle,
  WidgetSettingsPatch,
  WidgetSetup,
} from '../../contract/widget.js';
import { agentRoute, openRoute, type Route } from '../route.js';
import { tooMany } from '../signIn.js';
import { ById } from './byId.js';

/** The chat's settings and the articles that it proposes. */
export const selfServiceRoutes: Route[] = [
  agentRoute({
    method: 'get',
    path: '/api/v1/articles',
    summary: 'All articles, drafts too, newest change first.',
    response: listOf(Article),
    handle: ({ deps, viewer }) => deps.desk.articles.list(viewer),
  }),
  agentRoute({
    method: 'post',
    path: '/api/v1/articles',
    summary: 'Write an article.',
    body: NewArticle,
    response: Article,
    status: 201,
    refusals: [403],
    handle: ({ deps, viewer, body }) => deps.desk.articles.create(viewer, body),
  }),
  agentRoute({
    method: 'patch',
    path: '/api/v1/articles/:id',
    summary: 'Change an article, publish it or take it back.',
    params: ById,
    body: ArticlePatch,
    response: Article,
    refusals: [403, 404],
    handle: ({ deps, viewer, params, body }) => deps.desk.articles.change(viewer, params.id, body),
  }),
  agentRoute({
    method: 'delete',
    path: '/api/v1/articles/:id',
    summary: 'Remove an article.',
    params: ById,
    response: null,
    status: 204,
    refusals: [403, 404],
    handle: ({ deps, viewer, params }) => deps.desk.articles.remove(viewer, params.id),
  }),
  agentRoute({
    method: 'get',
    path: '/api/v1/widget',
    summary: "The chat's settings, and what to put into a page.",
    response: WidgetSetup,
    refusals: [403],
    handle: ({ deps, viewer }) => deps.desk.widget.setup(viewer),
  }),
  agentRoute({
    method: 'patch',
    path: '/api/v1/widget',
    summary: "Change the chat's settings. Origins count at once, the rest from the next chat that is opened.",
    body: WidgetSettingsPatch,
    response: WidgetSetup,
    refusals: [403, 409],
    handle: ({ deps, viewer, body }) => deps.desk.widget.change(viewer, body),
  }),
  openRoute({
    method: 'get',
    path: '/widget/articles',
    summary: 'Up to three public articles that may answer these words; without words, the newest.',
    query: ArticleHintsQuery,
    response: listOf(ArticleHint),
    refusals: [429],
    async handle({ deps, request, query }) {
      const wait = await deps.rateLimits.take('articles', request.ip);
      if (wait !== null) throw tooMany(wait, 'Too many questions from here. Please wait a little.');
      return deps.desk.articles.hints(query);
    },
  }),
  openRoute({
    method: 'get',
    path: '/widget/articles/:id',
    summary: 'A public article.',
    params: ById,
    response: PublicArticle,
    refusals: [404, 429],
    async handle({ deps, request, params }) {
      const wait = await deps.rateLimits.take('articles', request.ip);
      if (wait !== null) throw tooMany(wait, 'Too many questions from here. Please wait a little.');
      return deps.desk.articles.read(params.id);
    },
  }),
];
