import { useTranslation } from 'react-i18next';
import type { CustomerDetail } from '../../../contract/customers.js';
import { FieldList } from '../fields/FieldList.js';
import css from './CustomerPanel.module.css';
import { EditableText } from './EditableText.js';
import { useCustomerActions } from './useCustomerActions.js';

/** What colleagues have learned about a customer: likes, dislikes, notes, and the desk's own fields. */
export function AboutThem({ customer }: { customer: CustomerDetail }) {
  const { t } = useTranslation();
  const actions = useCustomerActions(customer);
  const { id, likes, dislikes, notes, noted, fields } = customer;
  return (
    <>
      <section className={`${css.section} ${css.about}`}>
        <h3>{t('person.about')}</h3>
        <EditableText
          label={t('person.part.likes')}
          value={likes}
          empty={t('person.likesEmpty')}
          max={2000}
          id={`${id}/likes`}
          onSave={(draft) => actions.write('likes', draft)}
          testId="customer-likes"
        />
        <EditableText
          label={t('person.part.dislikes')}
          value={dislikes}
          empty={t('person.dislikesEmpty')}
          max={2000}
          id={`${id}/dislikes`}
          onSave={(draft) => actions.write('dislikes', draft)}
          testId="customer-dislikes"
        />
        <EditableText
          label={t('person.part.notes')}
          value={notes}
          empty={t('person.notesEmpty')}
          max={10_000}
          id={`${id}/notes`}
          onSave={(draft) => actions.write('notes', draft)}
          testId="customer-notes"
        />
        {noted.map((one) => (
          <p key={one.customerId} className={css.noted} dir="auto">
            <span>{t('person.notedOf', { name: one.name })}</span>
            {[one.likes, one.dislikes, one.notes].filter(Boolean).join('\n')}
          </p>
        ))}
      </section>
      <FieldList on="customer" title={t('person.part.fields')} values={fields} onSave={actions.setField} />
    </>
  );
}
