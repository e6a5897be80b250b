import { useEffectEvent, useLayoutEffect } from 'react';

/** Stands for a sheet that is still on its way: what is typed now is meant for it, and no command to the page behind it. */
export function TypedAhead({ onType, onClose }: { onType: (key: string) => void; onClose: () => void }) {
  const take = useEffectEvent((event: KeyboardEvent): void => {
    event.stopImmediatePropagation();
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (event.key === 'Escape') onClose();
    else if (event.key.length === 1) onType(event.key);
  });
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent): void => take(event);
    window.addEventListener('keydown', listen, true);
    return () => window.removeEventListener('keydown', listen, true);
  }, []);
  return null;
}
