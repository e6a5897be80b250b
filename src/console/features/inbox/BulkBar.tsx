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
  const called = (name: Menu) => ({
    open: open === name,
    onOpenChange: (now: boolean) => setOpen(now ? name : null),
  });

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
        <PickMenu
          label={t('work.bulk.assign')}
          testId="bulk-assign"
          keys={keyOf('assign')}
          {...called('assign')}
          look="framed"
          value=""
          shown={t('work.bulk.assign')}
          options={[
            { id: me.agent.id, label: t('work.bulk.me') },
            { id: NOBODY, label: t('ticket.control.nobody') },
            ...others.map(({ id, name }) => ({ id, label: name })),
          ]}
          onPick={(id) => run({ assigneeId: id === NOBODY ? null : id })}
        />
        <PickMenu
          label={t('work.bulk.status')}
          testId="bulk-status"
          keys={keyOf('status')}
          {...called('status')}
          look="framed"
          value=""
          shown={t('work.bulk.status')}
          options={STATUS_ORDER.map((id) => ({ id: id as string, label: t(`status.${id}`) }))}
          onPick={(id) => run({ status: id as Ticket['status'] })}
        />
        <PickMenu
          label={t('work.bulk.priority')}
          testId="bulk-priority"
          keys={keyOf('priority')}
          {...called('priority')}
          look="framed"
          value=""
          shown={t('work.bulk.priority')}
          options={PRIORITY_ORDER.map((id) => ({ id: id as string, label: t(`priority.${id}`) }))}
          onPick={(id) => run({ priority: id as Ticket['priority'] })}
        />
        <PickMenu
          label={t('ticket.control.topic')}
          testId="bulk-topic"
          keys={keyOf('topic')}
          {...called('topic')}
          look="framed"
          value=""
          shown={t('ticket.control.topic')}
          options={[
            { id: NO_TOPIC, label: t('ticket.control.noTopic') },
            ...me.topics.filter(({ archived }) => !archived).map(({ key, name }) => ({ id: key, label: name })),
          ]}
          onPick={(id) => run({ topic: id === NO_TOPIC ? null : id })}
        />
        {teams.length > 0 && (
          <PickMenu
            label={t('work.teamOf.label')}
            testId="bulk-team"
            keys={keyOf('team')}
            {...called('team')}
            look="framed"
            value=""
            shown={t('work.teamOf.label')}
            options={[{ id: NOBODY, label: t('work.teamOf.none') }, ...teams.map(({ id, name }) => ({ id, label: name }))]}
            onPick={(id) => run({ teamId: id === NOBODY ? null : id })}
          />
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
