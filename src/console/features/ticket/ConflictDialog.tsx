import { useTranslation } from 'react-i18next';
import { PRIORITIES, TICKET_STATUSES } from '../../../contract/lists.js';
import { useAgents, useMe } from '../../api/session.js';
import type { FieldValues } from '../../../contract/workspace.js';
import { useStory } from '../../api/story.js';
import { useFields, useTeams } from '../../api/workspace.js';
import { useFieldText } from '../fields/useFieldText.js';
import { Button } from '../../components/Button.js';
import { Dialog } from '../../components/Dialog.js';
import { useFormat } from '../../i18n/format.js';
import { testIds } from '../../testids.js';
import css from './ConflictDialog.module.css';
import { type Conflict, conflict } from './conflict.js';

/** Both sides of a change that two people made at once, to choose from. */
export function ConflictDialog() {
  const both = conflict.use();
  return both && <Both both={both} />;
}

function Both({ both }: { both: Conflict }) {
  const { t } = useTranslation();
  const valueText = useValueText();
  const name = useWhoElse(both);
  const close = (): void => conflict.set(null);
  return (
    <Dialog
      title={name === null ? t('work.conflict.titleSomebody') : t('work.conflict.title', { name })}
      open
      onClose={close}
      width={460}
      testId={testIds.conflict}
      foot={
        <>
          <Button onPress={close}>{t('work.conflict.keepTheirs')}</Button>
          <Button
            look="main"
            onPress={() => {
              close();
              both.insist();
            }}
          >
            {t('work.conflict.keepYours')}
          </Button>
        </>
      }
    >
      <div className={css.both}>
        {Object.entries(both.now).map(([key, theirs]) => (
          <dl key={key} className={css.pair}>
            <div>
              <dt>{t('work.conflict.yours')}</dt>
              <dd dir="auto">{valueText(key, both.wanted[key as keyof typeof both.wanted])}</dd>
            </div>
            <div>
              <dt>{t('work.conflict.theirs')}</dt>
              <dd dir="auto">{valueText(key, key === 'fields' ? only(theirs, both.wanted.fields) : theirs)}</dd>
            </div>
          </dl>
        ))}
      </div>
    </Dialog>
  );
}

/** Who made it what it is now, as far as the story tells; null: it tells of nobody else, or of several. */
function useWhoElse({ ticket, now }: Conflict): string | null {
  const me = useMe().agent.id;
  const { events } = useStory(ticket.id);
  const names = new Set(
    Object.entries(now).map(([key, value]) => {
      const last = events.findLast(({ data }) => key in data);
      const made = (last?.data[key] as { to?: unknown } | null | undefined)?.to;
      const isTheirs = JSON.stringify(made) === JSON.stringify(value) && last?.actor.kind === 'agent' && last.actor.id !== me;
      return isTheirs ? last.actor.name : null;
    }),
  );
  const [name = null] = names;
  return names.size === 1 ? name : null;
}

/** Of all own fields those that were to be changed. */
const only = (theirs: unknown, wanted: FieldValues = {}): FieldValues =>
  Object.fromEntries(Object.keys(wanted).map((key) => [key, (theirs as FieldValues | null)?.[key] ?? null]));

function useValueText(): (key: string, value: unknown) => string {
  const { t } = useTranslation();
  const format = useFormat();
  const agents = useAgents().data ?? [];
  const teams = useTeams().data ?? [];
  const { topics } = useMe();
  const fields = useFields().data ?? [];
  const fieldText = useFieldText();
  return (key, value) => {
    const status = TICKET_STATUSES.find((one) => key === 'status' && one === value);
    if (status) return t(`status.${status}`);
    const priority = PRIORITIES.find((one) => key === 'priority' && one === value);
    if (priority) return t(`priority.${priority}`);
    if (key === 'assigneeId') return value ? (agents.find(({ id }) => id === value)?.name ?? String(value)) : t('ticket.control.nobody');
    if (key === 'teamId') return value ? (teams.find(({ id }) => id === value)?.name ?? String(value)) : t('work.teamOf.none');
    if (key === 'topic') return value ? (topics.find((topic) => topic.key === value)?.name ?? String(value)) : t('ticket.control.noTopic');
    if (key === 'fields')
      return format.row(
        Object.entries((value ?? {}) as FieldValues).map(([name, one]) =>
          fieldText(
            fields.find((field) => field.on === 'ticket' && field.key === name),
            one,
          ),
        ),
      );
    if (Array.isArray(value)) return value.length ? format.list(value.map(String)) : t('work.tags.none');
    return String(value ?? '');
  };
}
