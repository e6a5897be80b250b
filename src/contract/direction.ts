/** What turns the text around it, and is seen as nothing (Unicode, UAX #9): embeddings, overrides, isolates and their ends. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g;
/** All that is seen as nothing: marks of direction too, joiners, fillers, the blank of Braille. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb\u2800]/gu;

/**
 * Words for a list, without what turns the words around it. Arabic and Hebrew are read as before: their letters have a
 * direction of their own.
 */
export function withoutTurns(text: string): string {
  return text.replace(TURNS, '');
}

/** A web address as it is read: what nobody sees in it stands there as it is sent, so that it cannot look like another. */
export function shownAddress(address: string): string {
  return address.replace(UNSEEN, (mark) => encodeURIComponent(mark));
}

/** In a mail address nothing of that is in place, nor is what has no meaning (Unicode, general category C). */
const STRANGE = /[\p{C}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/**
 * A mail address as it is read: what nobody sees in it stands there by its number, `ann[U+200B]@example.org`, so that it cannot
 * look like another. It is no address any more, and no mail goes there by mistake.
 */
export function shownMailAddress(address: string): string {
  return address.replace(STRANGE, (mark) => `[U+${(mark.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`);
}
