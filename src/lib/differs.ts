/** Whether a change says something else than what is; undefined says nothing. For values that are JSON. */
export function differs(now: unknown, wanted: unknown): boolean {
  return wanted !== undefined && JSON.stringify(now ?? null) !== JSON.stringify(wanted);
}

/** The same for values by key: only the keys that are wanted count, and nothing is as good as null. */
export function differsByKey(
  now: Readonly<Record<string, unknown>> | undefined,
  wanted: Readonly<Record<string, unknown>> | undefined,
): boolean {
  return Object.entries(wanted ?? {}).some(([key, value]) => differs(now?.[key], value));
}
