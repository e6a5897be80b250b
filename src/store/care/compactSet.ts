import { createHash } from 'node:crypto';

/**
 * A set of strings that keeps 64 bits of each one's sha256: a million take 16 MB. `has` may be wrong for one string in
 * many million millions, and then says yes; whoever asks must be safe with that.
 */
export class CompactSet {
  #slots = new BigUint64Array(1024);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** @returns false when it was there. */
  add(text: string): boolean {
    if (this.#size * 2 >= this.#slots.length) this.#grow();
    const key = keyOf(text);
    const at = this.#find(key);
    if (this.#slots[at] === key) return false;
    this.#slots[at] = key;
    this.#size++;
    return true;
  }

  has(text: string): boolean {
    const key = keyOf(text);
    return this.#slots[this.#find(key)] === key;
  }

  /** Its slot, or the empty one where it would go. */
  #find(key: bigint): number {
    const mask = this.#slots.length - 1;
    let at = Number(key & 0xffff_ffffn) & mask;
    while (this.#slots[at] !== 0n && this.#slots[at] !== key) at = (at + 1) & mask;
    return at;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new BigUint64Array(old.length * 2);
    for (const key of old) if (key !== 0n) this.#slots[this.#find(key)] = key;
  }
}

function keyOf(text: string): bigint {
  // 0 marks an empty slot.
  return createHash('sha256').update(text).digest().readBigUInt64LE(0) || 1n;
}
