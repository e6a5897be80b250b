import { useTranslation } from 'react-i18next';
import { useCorrections } from '../../api/placing.js';
import { ErrorNote } from '../../components/ErrorNote.js';
import { useFormat } from '../../i18n/format.js';
import { testIds } from '../../testids.js';
import { ruleText } from '../ticket/whyText.js';
import css from './Queues.module.css';

/** How often people put right where a message had gone by itself, by the rule that was wrong. */
export function Placing() {
  const { t } = useTranslation();
  const format = useFormat();
  const { data, isError, error, refetch } = useCorrections();
  if (isError && !data)
    return (
      <section className={css.part}>
        <h2>{t('placing.corrections.title')}</h2>
        <ErrorNote error={error} onRetry={() => void refetch()} />
      </section>
    );
  if (!data) return null;
  const wrong = data.rules.filter(({ corrected }) => corrected > 0);
  return (
    <section className={css.part} data-testid={testIds.placing} data-corrected={data.corrected}>
      <h2>{t('placing.corrections.title')}</h2>
      {wrong.length === 0 ? (
        <p className={css.none}>
          {t('placing.corrections.none')}
          <br />
          {t('placing.corrections.noneText')}
        </p>
      ) : (
        <>
          <p className={css.none}>
            {t('placing.corrections.lead', { count: data.decisions, share: format.percent(data.corrected / data.decisions) })}
          </p>
          <table className={css.rules}>
            <thead>
              <tr>
                {(['rule', 'decisions', 'corrected', 'share'] as const).map((column) => (
                  <th key={column} scope="col">
                    {t(`placing.corrections.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {wrong.map(({ rule, decisions, corrected, share }) => (
                <tr key={rule}>
                  <td>{ruleText(t, rule)}</td>
                  <td data-figures>{format.number(decisions)}</td>
                  <td data-figures>{format.number(corrected)}</td>
                  <td data-figures>{format.percent(share)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className={css.none}>
            <a href="/api/v1/corrections/cases" download>
              {t('placing.corrections.download')}
            </a>
          </p>
        </>
      )}
    </section>
  );
}
