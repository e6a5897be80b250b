import { useTranslation } from 'react-i18next';
import type { Agent } from '../../../contract/desk.js';

const ROLES: readonly Agent['role'][] = ['agent', 'supervisor', 'operations', 'success', 'admin'];

/** The roles as options of a select. */
export function Roles() {
  const { t } = useTranslation();
  return ROLES.map((role) => (
    <option key={role} value={role}>
      {t(`role.${role}`)}
    </option>
  ));
}
