import { Navigate } from '@tanstack/react-router';
import { useMe } from '../../api/session.js';

/** Where a day begins: in the inbox; for the admin of a desk that is new, with setting it up. */
export function Home() {
  const { setupWaits } = useMe();
  return setupWaits ? <Navigate to="/welcome" replace /> : <Navigate to="/inbox/$view" params={{ view: 'live' }} replace />;
}
