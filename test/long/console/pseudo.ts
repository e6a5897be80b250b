import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { en } from '../../../src/console/i18n/en/index.js';

type Words = { readonly [key: string]: string | Words };

/** Every word of ours in brackets: what stands outside of them on a page was not translated. */
const bracketed = (words: Words): Words =>
  Object.fromEntries(Object.entries(words).map(([key, value]) => [key, typeof value === 'string' ? `⟦${value}⟧` : bracketed(value)]));

/** Makes the console load that language instead of simplified Chinese, by the way every language comes. */
export async function speakPseudo(page: Page): Promise<void> {
  const file = readdirSync(fileURLToPath(new URL('../../../dist/console/assets/', import.meta.url))).find((name) =>
    /^zh-CN-.*\.js$/.test(name),
  );
  if (!file) throw new Error('simplified Chinese is not a file of its own any more');
  const plurals = JSON.stringify(bracketed(en as Words));
  await page.route(`**/assets/${file}`, (route) =>
    route.fulfill({ contentType: 'text/javascript', body: `export const zhCN = ${plurals};` }),
  );
}

/**
 * Latin words on the page, in texts and in what screen readers and tooltips say, that are neither ours in brackets nor
 * what people wrote: those stand in elements that take their direction from their content.
 */
export function untranslated(page: Page, data: readonly string[]): Promise<string[]> {
  return page.evaluate((known) => {
    const found = new Set<string>();
    const look = (text: string | null, where: string): void => {
      let rest = (text ?? '').replace(/⟦[^⟦⟧]*⟧/g, ' ').replace(/⟦[^⟦⟧]*⟧/g, ' ');
      for (const one of known) rest = rest.replaceAll(one, ' ');
      rest = rest.replace(/\S+@\S+|https?:\S+|\b[0-9a-f]{8,}\b|[\w.-]+\.(?:example|test|org|com)\b/gi, ' ');
      if (/[A-Za-z]{3,}/.test(rest)) found.add(`${where}: ${(text ?? '').trim().slice(0, 120)}`);
    };
    const skipped = '[dir="auto"], kbd, code, pre, time, script, noscript, style, iframe, textarea, select[name="zone"], dl';
    for (const element of document.body.querySelectorAll('*')) {
      for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
        if (element.hasAttribute(name) && !(name === 'title' && element.closest('[data-testid="why"], time')))
          look(element.getAttribute(name), `${element.tagName.toLowerCase()}[${name}]`);
      }
      if (element.closest(skipped)) continue;
      for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) look(node.textContent, element.tagName.toLowerCase());
    }
    return [...found];
  }, data);
}
