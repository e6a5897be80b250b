import { spokenOf } from '../../contract/languages.js';

/** All of our words that stand on the page itself; `title` is the name of the frame. */
export interface LoaderWords {
  open: string;
  close: string;
  title: string;
  unread: (count: number) => string;
}

const EN: LoaderWords = { open: 'Chat with us', close: 'Close the chat', title: 'Chat', unread: (count) => `Chat with us, ${count} new` };
const HANS: LoaderWords = { open: '在线咨询', close: '收起对话', title: '在线咨询', unread: (count) => `在线咨询，${count} 条新消息` };
const HANT: LoaderWords = { open: '線上客服', close: '收合對話', title: '線上客服', unread: (count) => `線上客服，${count} 則新訊息` };

/** What the page's owner set, else what the page is written in, else what its visitor reads. */
export function languageOf(set: string | undefined, page: string, browser: string): string {
  return set?.trim() || page.trim() || browser;
}

/** English for a language that we do not speak. */
export const wordsFor = (language: string): LoaderWords => ({ en: EN, 'zh-CN': HANS, 'zh-TW': HANT })[spokenOf([language]) ?? 'en'];
