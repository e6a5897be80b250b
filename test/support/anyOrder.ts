import type { InProcessDesk } from '../../src/cli/inProcess/desk.js';

export interface Arrival {
  mails: { id: string; raw: string }[];
  /** Places in `mails`, in the order in which they arrive; some twice, some never. */
  order: number[];
  /** Between two of them, over and over. */
  hours: number[];
  /** After so many arrivals an agent solves all that is open; null: never. */
  solveAfter: number | null;
}

/** Lets the mails arrive. @returns which of them share a ticket. */
export async function arrive(desk: InProcessDesk, { mails, order, hours, solveAfter }: Arrival): Promise<string[]> {
  const placed = new Map<number, string>();
  for (const [i, n] of order.entries()) {
    desk.clock.pass(hours[i % hours.length] ?? 0);
    placed.set(n, (await desk.mail(mails[n]?.raw ?? ''))?.ticketId ?? 'none');
    if (solveAfter !== i) continue;
    for (const id of new Set(placed.values()))
      if ((await desk.ticket(id)).status === 'open') await desk.actions.desk.tickets.change(desk.admin, id, { status: 'solved' });
  }
  for (const id of new Set(placed.values())) {
    const there = (await desk.messages(id)).map(({ externalId }) => externalId).sort();
    const mine = [...placed]
      .filter(([, ticketId]) => ticketId === id)
      .map(([n]) => mails[n]?.id)
      .sort();
    if (JSON.stringify(there) !== JSON.stringify(mine)) throw new Error(`ticket ${id} holds ${there.join(' ')} and not ${mine.join(' ')}`);
  }
  return groups([...placed.keys()], (n) => placed.get(n) ?? '');
}

/** Which ones belong together, as lists that can be compared. */
export function groups(all: number[], keyOf: (n: number) => string): string[] {
  const found = new Map<string, number[]>();
  for (const n of all.toSorted((a, b) => a - b)) found.set(keyOf(n), [...(found.get(keyOf(n)) ?? []), n]);
  return [...found.values()].map((group) => group.join(' ')).sort();
}
