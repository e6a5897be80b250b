import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { CHANNELS } from '../../../contract/lists.js';
import { useAgents, useMe } from '../../api/session.js';
import { useTags } from '../../api/workspace.js';
import { Button } from '../../components/Button.js';
import { ChannelMark } from '../../components/ChannelMark.js';
import { Filter } from '../../components/Filter.js';
import fading from '../../components/FadingRow.module.css';
import { type Option, PickMenu } from '../../components/PickMenu.js';
import { testIds } from '../../testids.js';
import css from './SearchPage.module.css';
import { DAY_CHOICES, FILTERS, STATUS_CHOICES, type SearchChange, type SearchParams } from './searchParams.js';
import { KINDS } from './useSections.js';

const ANY = 'any';
const BETWEEN = 'between';

interface Props {
  params: SearchParams;
  onChange: (change: SearchChange) => void;
}

/** What kind, and which of them: a chip says what it asks for, and goes back to asking nothing. */
export function SearchFilters({ params, onChange }: Props) {
  const { t } = useTranslation();
  const me = useMe().agent.id;
  const agents = useAgents().data ?? [];
  const tags = useTags().data ?? [];
  const names = new Set([...(params.tag ? [params.tag] : []), ...tags.filter(({ archived }) => !archived).map(({ name }) => name)]);
  const between = params.from !== undefined || params.to !== undefined;
  const any = FILTERS.some((name) => params[name] !== undefined);

  return (
    <div className={css.filters}>
      <div className={css.line}>
        <Filter
          label={t('search.kind.label')}
          value={params.kind ?? ANY}
          onPick={(kind) => onChange({ kind: kind === ANY ? undefined : kind })}
          options={[{ id: ANY, label: t('search.kind.all') }, ...KINDS.map((id) => ({ id, label: t(`search.kind.${id}`) }))]}
        />
        <Filter
          label={t('search.sort.label')}
          value={params.sort ?? 'best'}
          onPick={(sort) => onChange({ sort: sort === 'best' ? undefined : sort })}
          options={[
            { id: 'best', label: t('search.sort.best') },
            { id: 'newest', label: t('search.sort.newest') },
          ]}
        />
      </div>
      <div className={`${css.chips} ${fading.row}`} role="group" aria-label={t('search.filter.label')}>
        <Chip
          name="status"
          value={params.status}
          none={t('search.filter.anyStatus')}
          options={STATUS_CHOICES.map((id) => ({ id, label: id === 'live' ? t('search.filter.live') : t(`status.${id}`) }))}
          onPick={(status) => onChange({ status })}
        />
        <Chip
          name="channel"
          value={params.channel}
          none={t('search.filter.anyChannel')}
          options={CHANNELS.map((id) => ({ id, label: t(`channel.${id}`), mark: <ChannelMark channel={id} /> }))}
          onPick={(channel) => onChange({ channel })}
        />
        <Chip
          name="assignee"
          value={params.assignee === me ? 'me' : params.assignee}
          none={t('search.filter.anybody')}
          options={[
            { id: 'me', label: t('search.filter.me') },
            { id: 'none', label: t('search.filter.nobody') },
            ...agents.filter(({ id }) => id !== me).map(({ id, name }) => ({ id, label: name })),
          ]}
          onPick={(assignee) => onChange({ assignee })}
        />
        {names.size > 0 && (
          <Chip
            name="tag"
            value={params.tag}
            none={t('search.filter.anyTag')}
            options={[...names].map((id) => ({ id, label: id }))}
            onPick={(tag) => onChange({ tag })}
          />
        )}
        <Chip
          name="time"
          value={between ? BETWEEN : params.days}
          none={t('search.filter.anyTime')}
          options={[
            ...DAY_CHOICES.map((id) => ({
              id,
              label: id === '1' ? t('search.filter.today') : t('search.filter.days', { count: Number(id) }),
            })),
            { id: BETWEEN, label: t('search.filter.between') },
          ]}
          onPick={(time) =>
            onChange(time === BETWEEN ? { days: undefined, from: today(), to: today() } : { days: time, from: undefined, to: undefined })
          }
        />
        {any && (
          <Button
            size="small"
            look="quiet"
            onPress={() => onChange(Object.fromEntries(FILTERS.map((name) => [name, undefined])))}
            testId="search-clear"
          >
            {t('search.filter.clearAll')}
          </Button>
        )}
      </div>
      {between && (
        <div className={css.days}>
          {(['from', 'to'] as const).map((name) => (
            <label key={name}>
              {t(`search.filter.${name}`)}{' '}
              <input
                type="date"
                value={params[name] ?? ''}
                onChange={(event) => onChange({ [name]: event.target.value || undefined })}
                data-testid={`search-${name}`}
              />
            </label>
          ))}
        </div>
      )}
    </div>
  );
}

interface ChipProps<Id extends string> {
  name: 'status' | 'channel' | 'assignee' | 'tag' | 'time';
  value: Id | undefined;
  /** What it says in its list while it asks for nothing. */
  none: string;
  options: readonly Option<Id>[];
  onPick: (id: Id | undefined) => void;
}

function Chip<Id extends string>({ name, value, none, options, onPick }: ChipProps<Id>) {
  const { t } = useTranslation();
  const label = t(`search.filter.${name}`);
  const chosen = options.find(({ id }) => id === value);
  return (
    <span className={css.chip} data-on={value !== undefined || undefined}>
      <PickMenu<Id | typeof ANY>
        label={label}
        testId={`${testIds.searchFilter}-${name}`}
        value={value ?? ANY}
        options={[{ id: ANY, label: none }, ...options]}
        onPick={(id) => onPick(id === ANY ? undefined : id)}
        shown={
          <span className={css.chipText} dir="auto">
            {chosen?.label ?? value ?? label}
          </span>
        }
      />
      {value !== undefined && (
        <button
          type="button"
          className={css.clear}
          aria-label={t('search.filter.clear', { name: label })}
          onClick={() => onPick(undefined)}
        >
          <X size={13} aria-hidden />
        </button>
      )}
    </span>
  );
}

/** On the calendar of this browser, as a date field writes it. */
function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}
