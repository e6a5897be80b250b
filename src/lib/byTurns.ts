/**
 * Goes through a list that changes, round after round, a part at each call.
 * @param list read when a round begins: who comes later is in the next
 * @returns what is due now; so many calls are one round
 */
export function byTurns<T>(list: () => T[], callsOfRound: number): () => T[] {
  let due: T[] = [];
  let part = 0;
  let call = 0;
  return () => {
    if (call === 0) {
      due = list();
      part = Math.ceil(due.length / callsOfRound);
    }
    call = (call + 1) % callsOfRound;
    return due.splice(0, part);
  };
}
