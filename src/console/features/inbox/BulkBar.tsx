import { X } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Ticket } from '../../../contract/tickets.js';
import type { BulkChange } from '../../../contract/workspace.js';
import { useAgents, useMe } from '../../api/session.js';
import { useTeams } from '../../api/workspace.js';
import { IconButton } from '../../components/IconButton.js';
import { PickMenu } from '../../components/PickMenu.js';
import { Tip } from '../../components/Tip.js';
import { keyOf } from '../../keys/keymap.js';
import { useKeys } from '../../keys/useKeys.js';
import { testIds } from '../../testids.js';
import { PRIORITY_ORDER, STATUS_ORDER } from '../ticket/order.js';
import { SnoozeTimes } from '../ticket/SnoozeTimes.js';
import css from './BulkBar.module.css';
import { selection } from './selection.js';
import { useBulkChange } from './useBulkChange.js';

const NOBODY = 'nobody';
const NO_TOPIC = '-';

type Menu = 'assign' | 'status' | 'priority' | 'team' | 'topic';

/** One change for all picked tickets, taken back as one. */
export function BulkBar({ rows }: { rows: readonly Ticket[] }) {
  const { t } = useTranslation();
  const picked = selection.use();
  const me = useMe();
  const agents = useAgents();
  const teams = useTeams().data ?? [];
  const change = useBulkChange(rows);
  const run = (wanted: BulkChange): void => change([...picked], wanted);
  const [tag, setTag] = useState('');
  const [open, setOpen] = useState<Menu | null>(null);
  const [snoozing, setSnoozing] = useState(false);
  const tagInput = useRef<HTMLInputElement>(null);
  // Several are picked: the keys that change one ticket now change all of them.
  const any = picked.size > 0;
  useKeys(
    {
      a: () => setOpen('assign'),
      i: () => setOpen('status'),
      p: () => setOpen('priority'),
      o: () => setOpen('topic'),
      'shift+a': teams.length > 0 ? () => setOpen('team') : undefined,
      s: () => setSnoozing(true),
      t: () => tagInput.current?.focus(),
      e: () => run({ status: 'solved' }),
      Escape: selection.clear,
    },
    any,
    true,
  );
  if (!any) return null;
  /** One menu of the bar: a field of all picked tickets, and what it may become. */
  const menu = (name: Menu, label: string, options: readonly { id: string; label: string }[], onPick: (id: string) => void) => (
    <PickMenu
      label={label}
      testId={`bulk-${name}`}
      keys={keyOf(name)}
      open={open === name}
      onOpenChange={(now) => setOpen(now ? name : null)}
      look="framed"
      value=""
      shown={label}
      options={options}
      onPick={onPick}
    />
  );

  const others = (agents.data ?? []).filter(({ id }) => id !== me.agent.id);
  return (
    <div className={css.bar} data-foot role="region" aria-label={t('work.bulk.label')} data-testid={testIds.bulkBar}>
      <div className={css.line}>
        <strong data-figures aria-live="polite">
          {t('work.bulk.selected', { count: picked.size })}
        </strong>
        {picked.size < rows.length && (
          <button type="button" className={css.all} onClick={() => selection.set(rows.map(({ id }) => id))}>
            {t('work.bulk.all')}
          </button>
        )}
        <IconButton label={t('work.bulk.none')} keys="Esc" onPress={selection.clear}>
          <X size={16} aria-hidden />
        </IconButton>
      </div>
      <div className={css.line}>
        {menu(
          'assign',
          t('work.bulk.assign'),
          [
            { id: me.agent.id, label: t('work.bulk.me') },
            { id: NOBODY, label: t('ticket.control.nobody') },
            ...others.map(({ id, name }) => ({ id, label: name })),
          ],
          (id) => run({ assigneeId: id === NOBODY ? null : id }),
        )}
        {menu(
          'status',
          t('work.bulk.status'),
          STATUS_ORDER.map((id) => ({ id, label: t(`status.${id}`) })),
          (id) => run({ status: id as Ticket['status'] }),
        )}
        {menu(
          'priority',
          t('work.bulk.priority'),
          PRIORITY_ORDER.map((id) => ({ id, label: t(`priority.${id}`) })),
          (id) => run({ priority: id as Ticket['priority'] }),
        )}
        {menu(
          'topic',
          t('ticket.control.topic'),
          [
            { id: NO_TOPIC, label: t('ticket.control.noTopic') },
            ...me.topics.filter(({ archived }) => !archived).map(({ key, name }) => ({ id: key, label: name })),
          ],
          (id) => run({ topic: id === NO_TOPIC ? null : id }),
        )}
        {teams.length > 0 &&
          menu(
            'team',
            t('work.teamOf.label'),
            [{ id: NOBODY, label: t('work.teamOf.none') }, ...teams.map(({ id, name }) => ({ id, label: name }))],
            (id) => run({ teamId: id === NOBODY ? null : id }),
          )}
        <Tip label={t('work.snooze.action')} keys={keyOf('snooze')}>
          <Button className={css.aside!} onPress={() => setSnoozing(true)} data-testid="bulk-snooze">
            {t('work.snooze.action')}
          </Button>
        </Tip>
        <form
          className={css.tag}
          onSubmit={(event) => {
            event.preventDefault();
            if (!tag.trim()) return;
            run({ addTags: [tag.trim()] });
            setTag('');
          }}
        >
          <input
            ref={tagInput}
            value={tag}
            onChange={(event) => setTag(event.target.value)}
            maxLength={60}
            placeholder={t('work.bulk.tagPlaceholder')}
            aria-label={t('work.bulk.tagPlaceholder')}
          />
        </form>
      </div>
      {snoozing && (
        <SnoozeTimes
          problem={null}
          onPut={(until) => {
            setSnoozing(false);
            run({ snooze: { until: until?.toISOString() ?? null } });
          }}
          onClose={() => setSnoozing(false)}
        />
      )}
    </div>
  );
}
