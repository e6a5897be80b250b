/**
 * The row to go to from a ticket. @param order how the rows stood when that ticket was opened; it counts before how they
 * stand now, as far as its rows are still there
 */
export function nextRow(rows: readonly { id: string }[], order: readonly string[], from: string | null, step: 1 | -1): string | null {
  const here = new Set(rows.map(({ id }) => id));
  const at = from === null ? -1 : order.indexOf(from);
  const ahead = at < 0 ? [] : step === 1 ? order.slice(at + 1) : order.slice(0, at).toReversed();
  const known = ahead.find((id) => here.has(id));
  if (known !== undefined) return known;
  const now = rows.findIndex(({ id }) => id === from);
  const next = now >= 0 ? now + step : at >= 0 ? -1 : step === 1 ? 0 : rows.length - 1;
  return rows[next]?.id ?? null;
}
