import { useTranslation } from 'react-i18next';
import type { Me } from '../../../contract/desk.js';
import { useSignOut } from '../../api/session.js';
import { BrandMark } from '../../components/BrandMark.js';
import { Button } from '../../components/Button.js';
import { WholeWords } from '../../components/WholeWords.js';
import { PasswordForm } from '../profile/PasswordForm.js';
import { LanguageLinks } from './LanguageLinks.js';
import css from './SignIn.module.css';

/** The first sign-in with a password that an admin has seen: nothing else opens before it is replaced. */
export function ChoosePassword({ me }: { me: Me }) {
  const { t } = useTranslation();
  const signOut = useSignOut();
  return (
    <main className={css.page}>
      <div className={css.form} data-testid="choose-password">
        <span className={css.mark}>
          <BrandMark size={40} />
        </span>
        <h1 className={css.title}>{t('account.welcome', { name: me.agent.name })}</h1>
        <p className={css.lead}>
          <WholeWords>{t('account.firstLead')}</WholeWords>
        </p>
        <PasswordForm first />
        <Button look="quiet" onPress={() => signOut.mutate()}>
          {t('session.signOut')}
        </Button>
      </div>
      <LanguageLinks />
    </main>
  );
}
