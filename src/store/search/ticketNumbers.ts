/** Some megabytes. */
const MOST = 20_000;

/**
 * The numbers of tickets that hits were in. A number is its ticket's for ever, and a mail has a subject of its own: who types
 * on, or turns the page, meets the same tickets again, and they need not be read for a number.
 */
export class TicketNumbers {
  readonly #numbers = new Map<string, number>();

  get(ticketId: string): number | undefined {
    return this.#numbers.get(ticketId);
  }

  keep(ticketId: string, number: number): void {
    if (this.#numbers.size >= MOST) this.#numbers.clear();
    this.#numbers.set(ticketId, number);
  }
}
