import type { WidgetSettings } from './widget.js';

/** Before anybody has set anything. Apart from the schemas, so that the chat's frame does not carry them. */
export const WIDGET_DEFAULTS: WidgetSettings = {
  color: null,
  title: {},
  hello: {},
  preChat: [],
  askAddress: true,
  articles: true,
  files: true,
  origins: [],
};
