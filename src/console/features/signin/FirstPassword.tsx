import { Suspense } from 'react';
import type { Me } from '../../../contract/desk.js';
import { Crash } from '../../components/Crash.js';
import { lazily } from '../../components/lazily.js';
import { Skeleton } from '../../components/Skeleton.js';

/** Needed once in an agent's life: it comes in a file of its own. */
const ChoosePassword = lazily(() => import('./ChoosePassword.js').then((module) => module.ChoosePassword));

export function FirstPassword({ me }: { me: Me }) {
  return (
    <Crash>
      <Suspense fallback={<Skeleton rows={3} />}>
        <ChoosePassword me={me} />
      </Suspense>
    </Crash>
  );
}
