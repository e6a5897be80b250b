import { useState } from 'react';
import { newUuid } from '../../contract/newUuid.js';
import { createStore } from './createStore.js';
import { onRemembered, remember, remembered } from './remembered.js';
import { whose } from './whose.js';

/** What a dialog holds that was not sent. */
interface Begun {
  /** The UUID that it is sent under, however often: it arrives once. */
  id: string;
  words: object;
  /** It was sent, and may have arrived: other words are something else. */
  tried: boolean;
}

const KEPT = 'begun.';
/** By agent and dialog, as with drafts: nobody is shown what another began. Null: emptied or sent. */
const begun = createStore<Readonly<Record<string, Begun | null>>>({});

/**
 * What was begun in a dialog, kept in this browser for the signed-in agent until it is sent: to close the dialog or the page loses no word.
 * @param name of the dialog, with the id of what it is about
 * @param empty how it stands where nothing was begun
 */
export function useBegun<T extends object>(name: string, empty: T) {
  const place = `${whose.use()}.${name}`;
  const all = begun.use();
  const kept = place in all ? all[place] : read(place);
  const [discarded, setDiscarded] = useState<Begun | null>(null);
  return {
    words: { ...empty, ...kept?.words },
    isBegun: Boolean(kept),
    change(part: Partial<T>): void {
      setDiscarded(null);
      const before = at(place);
      const words = { ...empty, ...before?.words, ...part };
      put(place, same(words, empty) ? null : { id: before && !before.tried ? before.id : newUuid(), words, tried: false });
    },
    /** Begins anew; `putBack` while the dialog is open and nothing else was typed. */
    discard(): void {
      setDiscarded(at(place));
      put(place, null);
    },
    putBack: discarded && !kept ? () => put(place, discarded) : null,
    /** To be asked when it is sent. `sent` forgets it; what was changed meanwhile stays, to be sent by itself. */
    send(): { clientId: string; sent: () => void } {
      const now: Begun = { id: newUuid(), words: empty, ...at(place), tried: true };
      put(place, now);
      return { clientId: now.id, sent: () => void (at(place)?.id === now.id && put(place, null)) };
    },
  };
}

const same = (one: object, other: object): boolean => JSON.stringify(one) === JSON.stringify(other);

function at(place: string): Begun | null {
  const all = begun.get();
  return place in all ? (all[place] ?? null) : read(place);
}

function put(place: string, now: Begun | null): void {
  begun.set({ ...begun.get(), [place]: now });
  remember(KEPT + place, now && JSON.stringify(now));
}

// Another window of this browser wrote here.
onRemembered(KEPT, (place, kept) => begun.set({ ...begun.get(), [place]: parse(kept) }));

const read = (place: string): Begun | null => parse(remembered(KEPT + place));

function parse(kept: string | null): Begun | null {
  try {
    const { id, words, tried } = JSON.parse(kept ?? '{}') as Partial<Begun>;
    return id && words ? { id, words, tried: tried === true } : null;
  } catch {
    return null; // Unreadable: begin anew.
  }
}
