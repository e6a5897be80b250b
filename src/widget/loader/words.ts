export interface LoaderWords {
  open: string;
  close: string;
  title: string;
  unread: (count: number) => string;
}

const EN: LoaderWords = { open: 'Chat with us', close: 'Close the chat', title: 'Chat', unread: (count) => `Chat with us, ${count} new` };
const ZH: LoaderWords = { open: '在线咨询', close: '收起对话', title: '在线咨询', unread: (count) => `在线咨询，${count} 条新消息` };

/** What the page's owner set, else what the page is written in, else what its visitor reads. */
export function languageOf(set: string | undefined, page: string, browser: string): string {
  return set?.trim() || page.trim() || browser;
}

export const wordsFor = (language: string): LoaderWords => (/^zh\b/i.test(language) ? ZH : EN);
