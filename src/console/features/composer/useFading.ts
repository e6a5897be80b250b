import { useEffect, useState } from 'react';

/** The value for so long after it came; null afterwards. */
export function useFading<T extends { at: number }>(value: T | null, ms: number): T | null {
  const [shown, setShown] = useState<T | null>(null);
  useEffect(() => {
    const left = value ? ms - (Date.now() - value.at) : 0;
    setShown(left > 0 ? value : null);
    if (left <= 0) return;
    const timer = setTimeout(() => setShown(null), left);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return shown;
}
