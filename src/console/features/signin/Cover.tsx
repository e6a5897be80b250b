import { useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { Me } from '../../../contract/desk.js';
import { FirstPassword } from './FirstPassword.js';
import { SignIn } from './SignIn.js';
import css from './SignIn.module.css';

/**
 * Over a desk that waits: the sign-in page, and after a one-time password the page where its agent chooses his own. The
 * browser's own dialog, as it alone makes all else unreachable whatever opens there later; beside the page, and known to
 * React Aria as the top, so that no dialog of the desk shuts it off.
 */
export function Cover({ me, why }: { me: Me; why: 'signed_out' | 'one_time' }) {
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
      aria-label={t(why === 'one_time' ? 'account.choose' : 'session.submit')}
      data-react-aria-top-layer="true"
      onCancel={(event) => event.preventDefault()}
      // Some browsers let it be closed all the same, by a second Escape.
      onClose={({ currentTarget }) => !currentTarget.open && currentTarget.showModal()}
    >
      {why === 'one_time' ? <FirstPassword me={me} /> : <SignIn left={me} />}
    </dialog>,
    document.body,
  );
}
