import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Agent, CreatedAgent } from '../../../contract/desk.js';
import type { Team } from '../../../contract/workspace.js';
import { useQueues } from '../../api/desk.js';
import { useMay } from '../../api/session.js';
import { useSetupList } from '../../api/setup.js';
import { Button } from '../../components/Button.js';
import { CopyButton } from '../../components/CopyButton.js';
import { ErrorNote } from '../../components/ErrorNote.js';
import { Field } from '../../components/Field.js';
import { Skeleton } from '../../components/Skeleton.js';
import { PartLead } from './PartLead.js';
import { AGENTS, Person } from './Person.js';
import { Roles } from './Roles.js';
import css from './Settings.module.css';
import { useSave } from './useSave.js';

/** Colleagues and teams. A one-time password stands here until another is made or the page is left, and is told nowhere else. */
export function PeoplePart() {
  const { t } = useTranslation();
  const agents = useSetupList<Agent>(AGENTS);
  const agent = useSave<CreatedAgent>(AGENTS);
  const [made, setMade] = useState<{ name: string; password: string } | null>(null);
  const mayWrite = useMay('agents.write');
  const queues = useQueues();

  function add(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    agent.save(
      'POST',
      '/agents',
      { name: data.get('name'), email: data.get('email'), role: data.get('role') },
      ({ name, oneTimePassword }) => {
        setMade(oneTimePassword === null ? null : { name, password: oneTimePassword });
        form.reset();
      },
    );
  }

  if (agents.isPending) return <Skeleton rows={4} />;
  return (
    <>
      <PartLead>{t('settings.people.lead')}</PartLead>
      {agents.isError && <ErrorNote error={agents.error} onRetry={() => void agents.refetch()} />}
      <ul className={css.rows}>
        {agents.data?.map((one) => (
          <Person
            key={one.id}
            agent={one}
            mayWrite={mayWrite}
            queues={queues}
            onPassword={(password) => setMade({ name: one.name, password })}
          />
        ))}
      </ul>
      {made && (
        <p className={css.told} role="status" data-testid="one-time-password">
          {t('desk.people.made', made)} <CopyButton text={made.password} />
        </p>
      )}
      {mayWrite && (
        <form className={css.line} onSubmit={add} data-testid="agent-form">
          <Field label={t('settings.people.name')}>{(ids) => <input {...ids} name="name" required maxLength={200} />}</Field>
          <Field label={t('settings.people.email')}>{(ids) => <input {...ids} name="email" type="email" required maxLength={320} />}</Field>
          <Field label={t('settings.people.role')}>
            {(ids) => (
              <select {...ids} name="role">
                <Roles />
              </select>
            )}
          </Field>
          <Button type="submit" look="main" isDisabled={agent.isPending} testId="agent-add">
            {t('settings.people.add')}
          </Button>
        </form>
      )}
      <Teams agents={agents.data ?? []} mayWrite={mayWrite} />
    </>
  );
}

function Teams({ agents, mayWrite }: { agents: readonly Agent[]; mayWrite: boolean }) {
  const { t } = useTranslation();
  const teams = useSetupList<Team>('/teams');
  const { save, isPending } = useSave('/teams', AGENTS);

  function add(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = event.currentTarget;
    save('POST', '/teams', { name: new FormData(form).get('name') }, () => form.reset());
  }

  function toggle({ id, memberIds }: Team, agentId: string, isIn: boolean): void {
    // The next one waits until the list is read anew: it is changed as a whole.
    if (!isPending)
      save('PATCH', `/teams/${id}`, {
        memberIds: isIn ? [...memberIds, agentId] : memberIds.filter((one) => one !== agentId),
        expected: { memberIds },
      });
  }

  return (
    <>
      <h3 className={css.sub}>{t('settings.people.teams')}</h3>
      {teams.data?.length === 0 && <p className={css.hint}>{t('settings.people.noTeams')}</p>}
      <ul className={css.rows}>
        {teams.data?.map((team) => (
          <li key={team.id} data-testid="team">
            <div className={css.words}>
              <strong dir="auto">{team.name}</strong>
              <span>{t('settings.people.members', { count: team.memberIds.length })}</span>
              {mayWrite && (
                <div className={css.checks}>
                  {agents
                    .filter(({ active }) => active)
                    .map((one) => (
                      <label key={one.id} className={css.check}>
                        <input
                          type="checkbox"
                          checked={team.memberIds.includes(one.id)}
                          onChange={(event) => toggle(team, one.id, event.currentTarget.checked)}
                        />
                        {one.name}
                      </label>
                    ))}
                </div>
              )}
            </div>
            {mayWrite && (
              <Button size="small" look="quiet" onPress={() => save('DELETE', `/teams/${team.id}`)}>
                {t('settings.remove')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {mayWrite && (
        <form className={css.line} onSubmit={add}>
          <Field label={t('settings.people.teamName')}>
            {(ids) => <input {...ids} name="name" required maxLength={120} data-testid="team-name" />}
          </Field>
          <Button type="submit" isDisabled={isPending} testId="team-add">
            {t('settings.people.teamAdd')}
          </Button>
        </form>
      )}
    </>
  );
}
