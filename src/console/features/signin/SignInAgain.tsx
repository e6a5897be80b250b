import { useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { SignIn } from './SignIn.js';
import css from './SignIn.module.css';

/**
 * The sign-in page over a desk that waits. The browser's own dialog, as it alone makes all else unreachable whatever opens
 * there later; beside the page, and known to React Aria as the top, so that no dialog of the desk shuts it off.
 */
export function SignInAgain() {
  const { t } = useTranslation();
  const cover = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const { current } = cover;
    current?.showModal();
    // The document, where the desk listens for its keys, hears of none.
    const keep = (event: Event): void => event.stopPropagation();
    document.documentElement.addEventListener('keydown', keep);
    return () => {
      document.documentElement.removeEventListener('keydown', keep);
      // Gives the focus back to where it was.
      current?.close();
    };
  }, []);
  return createPortal(
    <dialog
      ref={cover}
      className={css.cover}
      aria-label={t('session.submit')}
      data-react-aria-top-layer="true"
      onCancel={(event) => event.preventDefault()}
      // Some browsers let it be closed all the same, by a second Escape.
      onClose={({ currentTarget }) => !currentTarget.open && currentTarget.showModal()}
    >
      <SignIn />
    </dialog>,
    document.body,
  );
}
