/** One line without control or bidirectional override characters. */
export function cleanLine(text: string, maxLength: number): string {
  return [...text.replace(/[\0-\x1f\x7f-\x9f\u2028\u2029]+/g, ' ').replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '').replace(/ {2,}/g, ' ').trim()]
    .slice(0, maxLength)
    .join('');
}

/** A person's name as others wrote it; null when nothing is left. */
export function cleanName(name: string | null): string | null {
  return cleanLine(name ?? '', 200) || null;
}
