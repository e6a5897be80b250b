import { QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { I18nProvider } from 'react-aria-components';
import { createQueryClient } from './api/queryClient.js';
import { MeContext, hearSignOut, useSession } from './api/session.js';
import { ErrorNote } from './components/ErrorNote.js';
import { Skeleton } from './components/Skeleton.js';
import { ToastStack } from './components/ToastStack.js';
import { Cover } from './features/signin/Cover.js';
import { FirstPassword } from './features/signin/FirstPassword.js';
import { SignIn } from './features/signin/SignIn.js';
import { locked, whose } from './lib/whose.js';
import { createConsoleRouter } from './router.js';
import { connectAgents } from './socket.js';

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
 * session has ended: whatever he was writing is there when he is back, also by way of a one-time password.
 */
function Gate() {
  const { t } = useTranslation();
  const session = useSession();
  const why = locked.use();
  // The next agent's desk takes the place of the last one's before any part of that is drawn with what is his.
  const desk = whose.use();
  const [router] = useState(createConsoleRouter);
  const me = session.data;
  if (me && me.agent.id === desk) {
    return (
      <>
        {/* Another agent at the same machine begins with nothing of the first one's on the page. */}
        <MeContext key={desk} value={me}>
          <Line />
          <RouterProvider router={router} />
        </MeContext>
        {why && <Cover me={me} why={why} />}
      </>
    );
  }
  if (me?.mustChangePassword) return <FirstPassword me={me} />;
  if (me === null) return <SignIn />;
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
