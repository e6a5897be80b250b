/**
 * What follows a request that was made with `mutateAsync`, on the page or off it. Callbacks given to `mutate` are called neither when the page that asked
 * is gone by then, nor when it has asked once more; so whatever has to be told, put back or offered to be taken back belongs here.
 */
export function follow<T>(
  asked: Promise<T>,
  { onSuccess, onError }: { onSuccess?: (result: T) => unknown; onError: (error: Error) => unknown },
): void {
  void asked.then(onSuccess, onError);
}
