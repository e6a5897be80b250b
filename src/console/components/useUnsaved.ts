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
  /** Who waits for what became of a form that is being saved. */
  const awaited = useRef<{ form: HTMLFormElement; ended: () => void } | null>(null);

  useEffect(() => {
    const sent = new WeakMap<object, HTMLFormElement>();
    return client.getMutationCache().subscribe((event) => {
      if (event.type === 'added' && sending.current && !event.mutation.meta?.['isTest']) {
        sent.set(event.mutation, sending.current);
        // Not once it is saved: what is typed until then would be forgotten with it.
        forms.current.delete(sending.current);
      }
      if (event.type !== 'updated') return;
      const [form, { type }] = [sent.get(event.mutation), event.action];
      if (!form || (type !== 'error' && type !== 'success')) return;
      if (type === 'error') forms.current.add(form);
      if (form === awaited.current?.form) awaited.current.ended();
    });
  }, [client]);

  const unsaved = useCallback(() => [...forms.current].filter((form) => form.isConnected), []);
  const isUnsaved = useCallback(() => unsaved().length > 0, [unsaved]);

  async function saveAll(): Promise<boolean> {
    for (const form of unsaved()) {
      const end = new Promise<void>((ended) => (awaited.current = { form, ended }));
      form.requestSubmit();
      // What the form itself refuses, or only tries out, asks nothing of the server that would be waited for.
      if (!forms.current.has(form)) await end;
    }
    return !isUnsaved();
  }

  return {
    parts: {
      onInput({ target }: FormEvent): void {
        // The present password is nothing that anybody loses, and browsers fill it in by themselves.
        const form = (target as Element).closest('form');
        if (form && !(target as Element).matches('[autocomplete="current-password"]')) forms.current.add(form);
      },
      onSubmitCapture: ({ target }: FormEvent): void => void (sending.current = target as HTMLFormElement),
    },
    /** Belongs where the form's own handler is through. */
    submitted: (): void => void (sending.current = null),
    isUnsaved,
    /** Sends one form after the other: a new password ends the session with which another would be saved. @returns whether all is saved */
    saveAll,
    forget: (): void => forms.current.clear(),
  };
}
