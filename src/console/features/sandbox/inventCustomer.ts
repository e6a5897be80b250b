import type { Persona } from './personas.js';

export type Invented = Pick<Persona, 'name' | 'email' | 'phone'>;

const GIVEN = [
  'Ann',
  'Bo',
  'Carla',
  'Deniz',
  'Emre',
  'Fatima',
  'Goran',
  'Hana',
  'Ines',
  'Jun',
  'Kofi',
  'Lena',
  'Mei',
  'Noor',
  'Olga',
  'Paul',
];
const FAMILY = ['Lee', 'Chen', 'Moreau', 'Yilmaz', 'Novak', 'Okafor', 'Silva', 'Tanaka', 'Berg', 'Rossi', 'Khan', 'Weber'];

/** A customer who does not exist: the domain and the numbers are set aside for examples (RFC 2606; +1 202 555 01xx). */
export function inventCustomer(): Invented {
  const pick = (list: readonly string[]): string => list[Math.floor(Math.random() * list.length)] ?? '';
  const [given, family] = [pick(GIVEN), pick(FAMILY)];
  const number = String(Math.floor(Math.random() * 100)).padStart(2, '0');
  return {
    name: `${given} ${family}`,
    email: `${given}.${family}${Math.floor(Math.random() * 900) + 100}@example.org`.toLowerCase(),
    phone: `+120255501${number}`,
  };
}
