const NAME = 'sayonce-open';

/** Whether the chat stands open in this tab, for the next page of the host. Where storage is refused, each page begins closed. */
export function keepOpen(open: boolean): void {
  try {
    if (open) sessionStorage.setItem(NAME, '1');
    else sessionStorage.removeItem(NAME);
  } catch {
    // Refused: the page has it as long as it lasts.
  }
}

/** Also false where storage is refused. */
export function wasOpen(): boolean {
  try {
    return sessionStorage.getItem(NAME) !== null;
  } catch {
    return false;
  }
}
