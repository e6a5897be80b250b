import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { remember, remembered } from '../lib/remembered.js';
import { en } from './en/index.js';
import { spokenOf } from '../../contract/languages.js';
import { closeUp } from './closeUp.js';
import { inWords } from './inWords.js';
import { LANGUAGES, type Language } from './languages.js';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
    returnNull: false;
  }
}

/** English comes along, every other language is a file of its own. */
const LOAD: Record<Language, () => Promise<object>> = {
  en: async () => en,
  'zh-CN': () => import('./zh-CN/index.js').then((module) => module.zhCN),
  'zh-TW': () => import('./zh-TW/index.js').then((module) => module.zhTW),
};

/** Starts with the language last chosen here, else the browser's first one that we speak. */
export async function startI18n(): Promise<void> {
  const language = LANGUAGES.find((one) => one === remembered('language')) ?? spokenOf(navigator.languages) ?? 'en';
  await i18next
    .use(initReactI18next)
    .use(inWords)
    .use(closeUp)
    .init({
      lng: 'en',
      fallbackLng: 'en',
      resources: { en: { translation: en } },
      interpolation: { escapeValue: false, alwaysFormat: true },
      postProcess: [closeUp.name],
    });
  await speak(language);
}

/** Resolves when the page speaks it; its words may have to be fetched. Kept in this browser. */
export async function chooseLanguage(language: Language): Promise<void> {
  remember('language', language);
  await speak(language);
}

async function speak(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation')) {
    i18next.addResourceBundle(language, 'translation', await LOAD[language]());
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
