import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useCallback, useEffect, useRef } from 'react';

/**
 * Knows which forms in it hold words that are nowhere else: typed into, and not sent, or sent and refused, by the form itself or
 * by the server. `parts` belongs on what holds the forms.
 */
export function useUnsaved() {
  const client = useQueryClient();
  const forms = useRef(new Set<HTMLFormElement>());
  /** Whose handler runs right now: what it asks of the server saves that form, unless it only tries it out. */
  const sending = useRef<HTMLFormElement | null>(null);

  useEffect(() => {
    const sent = new WeakMap<object, HTMLFormElement>();
    return client.getMutationCache().subscribe((event) => {
      if (event.type === 'added' && sending.current && !event.mutation.meta?.['isTest']) {
        sent.set(event.mutation, sending.current);
        // Not once it is saved: what is typed until then would be forgotten with it.
        forms.current.delete(sending.current);
      }
      const form = event.type === 'updated' && event.action.type === 'error' && sent.get(event.mutation);
      if (form) forms.current.add(form);
    });
  }, [client]);

  const last = useCallback(() => [...forms.current].findLast((form) => form.isConnected), []);
  return {
    parts: {
      onInput({ target }: FormEvent): void {
        const form = (target as Element).closest('form');
        if (form) forms.current.add(form);
      },
      onSubmitCapture: ({ target }: FormEvent): void => void (sending.current = target as HTMLFormElement),
    },
    /** Belongs where the form's own handler is through. */
    submitted: (): void => void (sending.current = null),
    /** The one that was begun last; undefined: all is saved. */
    last,
    isUnsaved: useCallback(() => last() !== undefined, [last]),
    forget: (): void => forms.current.clear(),
  };
}
