/** For a filter: what was read at this version has not been changed since; without one, whatever stands there. Never changed, and of old: none. */
export const atVersion = (version: number | undefined): { version?: number | null } =>
  version === undefined ? {} : { version: version || null };
