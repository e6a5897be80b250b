import { QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { I18nProvider } from 'react-aria-components';
import { createQueryClient } from './api/queryClient.js';
import { MeContext, hearSignOut, useSession } from './api/session.js';
import { Crash } from './components/Crash.js';
import { ErrorNote } from './components/ErrorNote.js';
import { lazily } from './components/lazily.js';
import { Skeleton } from './components/Skeleton.js';
import { ToastStack } from './components/ToastStack.js';
import { SignIn } from './features/signin/SignIn.js';
import { SignInAgain } from './features/signin/SignInAgain.js';
import { locked, whose } from './lib/whose.js';
import { createConsoleRouter } from './router.js';
import { connectAgents } from './socket.js';

/** Needed once in an agent's life: it comes in a file of its own. */
const ChoosePassword = lazily(() => import('./features/signin/ChoosePassword.js').then((module) => module.ChoosePassword));

export function App() {
  const { i18n } = useTranslation();
  const [client] = useState(createQueryClient);
  useEffect(() => hearSignOut(client), [client]);
  return (
    <QueryClientProvider client={client}>
      <I18nProvider locale={i18n.resolvedLanguage ?? 'en'}>
        <Gate />
        <ToastStack />
      </I18nProvider>
    </QueryClientProvider>
  );
}

/**
 * Shows the desk to whom it knows, and the sign-in page to everybody else, at the same address. Over the desk of one whose
 * session has ended: whatever he was writing is there when he is back.
 */
function Gate() {
  const { t } = useTranslation();
  const session = useSession();
  const isLocked = locked.use();
  // The next agent's desk takes the place of the last one's before any part of that is drawn with what is his.
  whose.use();
  const [router] = useState(createConsoleRouter);
  if (session.data?.mustChangePassword && !isLocked)
    return (
      <Crash>
        <Suspense fallback={<Skeleton rows={3} />}>
          <ChoosePassword me={session.data} />
        </Suspense>
      </Crash>
    );
  if (session.data && !session.data.mustChangePassword) {
    return (
      <>
        {/* Another agent at the same machine begins with nothing of the first one's on the page. */}
        <MeContext key={session.data.agent.id} value={session.data}>
          <Line />
          <RouterProvider router={router} />
        </MeContext>
        {isLocked && <SignInAgain />}
      </>
    );
  }
  if (session.data === null || isLocked) return <SignIn />;
  if (session.isError)
    return (
      <main>
        <ErrorNote error={session.error} title={t('session.unreachable')} onRetry={() => void session.refetch()} />
      </main>
    );
  return <Skeleton rows={3} />;
}

function Line() {
  const client = useQueryClient();
  useEffect(() => connectAgents(client), [client]);
  return null;
}
