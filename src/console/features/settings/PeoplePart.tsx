import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Agent, CreatedAgent } from '../../../contract/desk.js';
import type { Team } from '../../../contract/workspace.js';
import { useMe } from '../../api/session.js';
import { useSetupList } from '../../api/setup.js';
import { Button } from '../../components/Button.js';
import { ErrorNote } from '../../components/ErrorNote.js';
import { Field } from '../../components/Field.js';
import { Skeleton } from '../../components/Skeleton.js';
import css from './Settings.module.css';
import { useSave } from './useSave.js';

const ROLES: readonly Agent['role'][] = ['agent', 'supervisor', 'admin'];
const AGENTS = '/agents?inactive=true';

export function PeoplePart() {
  const { t } = useTranslation();
  const { agent: me } = useMe();
  const agents = useSetupList<Agent>(AGENTS);
  const agent = useSave<CreatedAgent>(AGENTS);
  const [made, setMade] = useState<CreatedAgent | null>(null);
  const mayWrite = me.role === 'admin';

  function add(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    agent.save('POST', '/agents', { name: data.get('name'), email: data.get('email'), role: data.get('role') }, (created) => {
      setMade(created);
      form.reset();
    });
  }

  return (
    <>
      <p className={css.lead}>{t('settings.people.lead')}</p>
      {agents.isPending && <Skeleton rows={3} />}
      {agents.isError && <ErrorNote error={agents.error} onRetry={() => void agents.refetch()} />}
      <ul className={css.rows}>
        {agents.data?.map((one) => (
          <li key={one.id} data-testid="agent" data-off={!one.active || undefined}>
            <div className={css.words}><strong dir="auto">{one.name}</strong><span>{one.email} · {t(`role.${one.role}`)}{one.active ? '' : ` · ${t('settings.people.inactive')}`}</span></div>
            {mayWrite && one.id !== me.id && <Button size="small" look="quiet" onPress={() => agent.save('PATCH', `/agents/${one.id}`, { active: !one.active })}>{t(one.active ? 'settings.people.deactivate' : 'settings.people.activate')}</Button>}
          </li>
        ))}
      </ul>
      {made?.oneTimePassword && <p className={css.told} role="status" data-testid="one-time-password">{t('settings.people.made', { password: made.oneTimePassword })}</p>}
      {mayWrite && (
        <form className={css.line} onSubmit={add} data-testid="agent-form">
          <Field label={t('settings.people.name')}>{(ids) => <input {...ids} name="name" required maxLength={200} />}</Field>
          <Field label={t('settings.people.email')}>{(ids) => <input {...ids} name="email" type="email" required maxLength={320} />}</Field>
          <Field label={t('settings.people.role')}>{(ids) => <select {...ids} name="role">{ROLES.map((role) => <option key={role} value={role}>{t(`role.${role}`)}</option>)}</select>}</Field>
          <Button type="submit" look="main" isDisabled={agent.isPending} testId="agent-add">{t('settings.people.add')}</Button>
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

  return (
    <>
      <h3 className={css.sub}>{t('settings.people.teams')}</h3>
      {teams.data?.length === 0 && <p className={css.hint}>{t('settings.people.noTeams')}</p>}
      <ul className={css.rows}>
        {teams.data?.map((team) => (
          <li key={team.id} data-testid="team">
            <div className={css.words}>
              <strong dir="auto">{team.name}</strong><span>{t('settings.people.members', { count: team.memberIds.length })}</span>
              {mayWrite && (
                <div className={css.checks}>
                  {agents.filter(({ active }) => active).map((one) => (
                    <label key={one.id} className={css.check}>
                      <input
                        type="checkbox"
                        checked={team.memberIds.includes(one.id)}
                        onChange={(event) => save('PATCH', `/teams/${team.id}`, { memberIds: event.currentTarget.checked ? [...team.memberIds, one.id] : team.memberIds.filter((id) => id !== one.id) })}
                      />
                      {one.name}
                    </label>
                  ))}
                </div>
              )}
            </div>
            {mayWrite && <Button size="small" look="quiet" onPress={() => save('DELETE', `/teams/${team.id}`)}>{t('settings.remove')}</Button>}
          </li>
        ))}
      </ul>
      {mayWrite && (
        <form className={css.line} onSubmit={add}>
          <Field label={t('settings.people.teamName')}>{(ids) => <input {...ids} name="name" required maxLength={120} data-testid="team-name" />}</Field>
          <Button type="submit" isDisabled={isPending} testId="team-add">{t('settings.people.teamAdd')}</Button>
        </form>
      )}
    </>
  );
}
