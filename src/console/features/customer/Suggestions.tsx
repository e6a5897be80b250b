import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Customer } from '../../../contract/customers.js';
import type { LinkSuggestion } from '../../../contract/linkSuggestions.js';
import { useSuggestions } from '../../api/customerWork.js';
import { Button } from '../../components/Button.js';
import css from './CustomerPanel.module.css';
import { useWhoIsWhoActions } from './useWhoIsWhoActions.js';

/** Who may be the same person, and what may be theirs too, with the reasons. The agent decides. */
export function Suggestions({ customer }: { customer: Customer }) {
  const suggestions = useSuggestions(customer.id);
  return (
    <>
      {suggestions.data?.map((one) => (
        <Suggestion key={one.id} suggestion={one} customer={customer} />
      ))}
    </>
  );
}

function Suggestion({ suggestion, customer }: { suggestion: LinkSuggestion; customer: Customer }) {
  const { t } = useTranslation();
  const { accept, dismiss, deciding } = useWhoIsWhoActions();
  const { other, identity, evidence } = suggestion;
  const said = other
    ? t('person.merge.done', { from: other.name, name: customer.name })
    : t('person.identity.linked', { value: identity?.value ?? '' });
  return (
    <section className={`${css.section} ${css.suggestion}`} data-testid="suggestion">
      <h3>{t(other ? 'person.suggest.title' : 'person.suggest.linkTitle')}</h3>
      <p dir="auto">
        <strong>
          {other ? (
            <Link to="/customers/$customerId" params={{ customerId: other.id }}>
              {other.name}
            </Link>
          ) : (
            identity?.value
          )}
        </strong>
      </p>
      <ul aria-label={t('person.suggest.why')}>
        {evidence.map(({ kind, value }) => (
          <li key={`${kind} ${value}`} dir="auto">
            {t(`person.suggest.${kind}`, { value })}
          </li>
        ))}
      </ul>
      <div className={css.choices}>
        <Button size="small" isDisabled={deciding} onPress={() => accept(suggestion, said)} testId="suggestion-accept">
          {t(other ? 'person.suggest.merge' : 'person.suggest.link')}
        </Button>
        <Button size="small" look="quiet" isDisabled={deciding} onPress={() => dismiss(suggestion)} testId="suggestion-dismiss">
          {t('person.suggest.no')}
        </Button>
      </div>
    </section>
  );
}
