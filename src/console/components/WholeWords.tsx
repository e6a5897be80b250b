import { Fragment } from 'react';
import { useWords } from '../i18n/useWords.js';
import { wholeWords } from '../i18n/wholeWords.js';

/** A few words in the middle of a page, of which none is torn at the end of a line. Around it `word-break: keep-all`. */
export function WholeWords({ children }: { children: string }) {
  const { language } = useWords();
  return wholeWords(children, language).map((piece, at) => (
    <Fragment key={at}>
      {at > 0 && <wbr />}
      {piece}
    </Fragment>
  ));
}
