import { useParams } from '@tanstack/react-router';
import { SettingsPage } from './SettingsPage.js';

/** One page for each part, so that going from one to the next keeps nothing of a form. */
export function SettingsRoute() {
  const { part } = useParams({ from: '/settings/$part' });
  return <SettingsPage key={part} part={part} />;
}
