import { Link, Navigate, useNavigate, useSearch } from '@tanstack/react-router';
import { Check } from 'lucide-react';
import { type MouseEvent, type ReactElement, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Agent } from '../../../contract/desk.js';
import type { MailAccount } from '../../../contract/mailAccounts.js';
import type { PhoneState } from '../../../contract/phone.js';
import { hasColleagues } from '../../../contract/sampleAgents.js';
import type { SetupState } from '../../../contract/setup.js';
import type { WidgetSetup } from '../../../contract/widget.js';
import { useFinishSetup, useSetupDoc, useSetupList } from '../../api/setup.js';
import { useMe } from '../../api/session.js';
import { Button } from '../../components/Button.js';
import { Leaving } from '../../components/Leaving.js';
import { Page } from '../../components/Page.js';
import { useUnsaved } from '../../components/useUnsaved.js';
import { useFormat } from '../../i18n/format.js';
import { ChatPart } from '../settings/ChatPart.js';
import { MailIn } from '../settings/MailPart.js';
import { MailOutPart } from '../settings/MailOutPart.js';
import { LeadSaid } from '../settings/PartLead.js';
import { PeoplePart } from '../settings/PeoplePart.js';
import { PhonePart } from '../settings/PhonePart.js';
import { AccountStep } from './AccountStep.js';
import { TryStep } from './TryStep.js';
import css from './Welcome.module.css';
import { STEPS, type Step } from './steps.js';

const PAGES: Record<Step, () => ReactElement> = {
  account: AccountStep,
  mail: MailIn,
  mailOut: MailOutPart,
  phone: PhonePart,
  chat: ChatPart,
  people: PeoplePart,
  try: TryStep,
};

/** The first run. Whoever may not set the desk up finds the inbox here. */
export function WelcomePage() {
  return useMe().rights.includes('settings.write') ? <Steps /> : <Navigate to="/inbox/$view" params={{ view: 'live' }} replace />;
}

/** One step after the other, each of which can be tried, and passed over. */
function Steps() {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const { step = 'account' } = useSearch({ from: '/welcome' });
  const done = useDone();
  const password = useSetupDoc<SetupState>('/setup').data?.password ?? 'own';
  const finish = useFinishSetup();
  const Shown = PAGES[step];
  const at = STEPS.indexOf(step);
  const [before, after] = [STEPS[at - 1], STEPS[at + 1]];
  const unsaved = useUnsaved();
  /** Where whoever has not saved wants to go, null: out of the set-up. Another one each time that it is asked for. */
  const [wanted, setWanted] = useState<{ to: Step | null } | null>(null);
  const isSaving = useRef(false);
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (wanted) note.current?.scrollIntoView({ block: 'nearest' });
  }, [wanted]);
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current === step) return;
    // The button that led here may be gone: whoever works by keyboard or ear goes on at the top.
    shown.current = step;
    heading.current?.focus();
  }, [step]);

  function go(to: Step | null, without = false): void {
    if (!without && unsaved.isUnsaved()) return setWanted({ to });
    setWanted(null);
    const on = (): void => {
      unsaved.forget();
      void (to ? navigate({ to: '/welcome', search: { step: to } }) : navigate({ to: '/inbox/$view', params: { view: 'live' } }));
    };
    if (to) on();
    else finish.mutate(undefined, { onSuccess: on });
  }
  const onLink = (event: MouseEvent, to: Step): void => {
    if (to === step) return;
    if (!unsaved.isUnsaved()) return setWanted(null);
    event.preventDefault();
    setWanted({ to });
  };
  const leave = (): void => go(null);

  /** Saves all that is not, and goes where he wanted to, unless something of it was refused or he has gone elsewhere meanwhile. */
  async function saveAndGo({ to }: { to: Step | null }): Promise<void> {
    if (isSaving.current) return;
    isSaving.current = true;
    const isSaved = await unsaved.saveAll().finally(() => (isSaving.current = false));
    if (isSaved && shown.current === step) go(to);
  }

  return (
    <Page
      title={t('welcome.title')}
      part={t(`welcome.step.${step}`)}
      lead={t('welcome.lead')}
      wide
      testId="welcome"
      tools={
        <span className={css.leave}>
          <Button look="quiet" onPress={leave} testId="welcome-leave">
            {t(after ? 'welcome.leave' : 'welcome.toInbox')}
          </Button>
        </span>
      }
    >
      <div className={css.columns}>
        <nav aria-label={t('welcome.steps')}>
          <ol className={css.steps}>
            {STEPS.map((one, i) => (
              <li key={one} data-done={done[one] || undefined}>
                <Link
                  to="/welcome"
                  search={{ step: one }}
                  onClick={(event) => onLink(event, one)}
                  aria-current={one === step ? 'step' : undefined}
                  data-testid={`welcome-${one}`}
                >
                  <span className={css.mark} aria-hidden>
                    {done[one] ? <Check size={14} /> : i + 1}
                  </span>
                  {t(`welcome.step.${one}`)}
                  {done[one] && <span className={css.hidden}>{format.row(['', t('settings.start.done')])}</span>}
                </Link>
              </li>
            ))}
          </ol>
        </nav>
        <section
          className={css.step}
          key={step}
          {...unsaved.parts}
          onSubmit={() => {
            unsaved.submitted();
            if (!isSaving.current) setWanted(null);
          }}
          data-testid={`welcome-step-${step}`}
        >
          <h2 ref={heading} tabIndex={-1}>
            {t(`welcome.step.${step}`)}
          </h2>
          <p className={css.lead} data-testid="welcome-why">
            {step === 'account' ? t(`welcome.whyAccount.${password}`) : t(`welcome.why.${step}`)}
          </p>
          <LeadSaid value>
            <Shown />
          </LeadSaid>
          {wanted && (
            <div ref={note} className={css.unsaved} role="alert" data-testid="welcome-unsaved">
              <p>{t('welcome.unsaved')}</p>
              <Button look="main" onPress={() => void saveAndGo(wanted)} testId="welcome-save">
                {t('action.save')}
              </Button>
              <Button onPress={() => go(wanted.to, true)}>{t('welcome.without')}</Button>
            </div>
          )}
          <div className={css.foot}>
            {before && (
              <Button look="quiet" onPress={() => go(before)}>
                {t('action.back')}
              </Button>
            )}
            {after ? (
              <Button look="main" onPress={() => go(after)} testId="welcome-next">
                {t('welcome.next')}
              </Button>
            ) : (
              <Button look="main" onPress={leave} testId="welcome-done">
                {t('welcome.toInbox')}
              </Button>
            )}
          </div>
        </section>
        <Leaving isUnsaved={unsaved.isUnsaved} />
      </div>
    </Page>
  );
}

/** What works already, as far as it can be told. */
function useDone(): Record<Step, boolean> {
  const accounts = useSetupList<MailAccount>('/mail-accounts');
  const setup = useSetupDoc<SetupState>('/setup');
  const phone = useSetupDoc<PhoneState>('/settings/phone');
  const widget = useSetupDoc<WidgetSetup>('/widget');
  const agents = useSetupList<Agent>('/agents?inactive=true');
  const { agent, signature, language } = useMe();
  return {
    // Saving the form says the language, too. A password that others can read is none of his own.
    account: (signature !== '' || language !== null) && setup.data?.password === 'own',
    mail: accounts.data?.some(({ state }) => state === 'connected') ?? false,
    mailOut: setup.data ? setup.data.relay !== null : false,
    phone: phone.data ? phone.data.origin !== null : false,
    chat: Boolean(setup.data?.pages.some(({ listed }) => listed)) || Boolean(widget.data?.origins.length),
    people: hasColleagues(agents.data ?? [], agent.id),
    try: false,
  };
}
