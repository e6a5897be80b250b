import { useTranslation } from 'react-i18next';
import { chooseLanguage } from '../../i18n/index.js';
import { LANGUAGES, LANGUAGE_NAMES } from '../../i18n/languages.js';
import css from './SignIn.module.css';

export function LanguageLinks() {
  const { t, i18n } = useTranslation();
  return (
    <div className={css.languages} role="group" aria-label={t('language.label')}>
      {LANGUAGES.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={i18n.resolvedLanguage === language}
          onClick={() => void chooseLanguage(language)}
        >
          {LANGUAGE_NAMES[language]}
        </button>
      ))}
    </div>
  );
}
