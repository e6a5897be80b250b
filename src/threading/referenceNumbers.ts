/** What people put before a number that names a thing: an order, an invoice, a parcel, a case. */
const NAMED = new RegExp(
  '(?:\\b(?:order|invoice|bestellung|bestellnummer|auftrag|rechnung|rechnungsnummer|commande|facture|pedido|factura|case|rma|booking|tracking|parcel|sendung|paket|contract|vertrag)' +
    '|订单号?|訂單(?:編號|号|號)?|单号|單號|发票号?|發票|運單|运单|快递|合同|注文番号?|注文)' +
    '(?:\\s|[:：#№_.-]|\\b(?:no|nr|number|num|nummer|id)\\b|\\bn°|号|號|是|为|為){0,6}([a-z]{0,6}[-_]?\\d[\\da-z-]{2,30})',
  'giu',
);
/** A word of letters and five digits or more is a serial or parcel number, whatever stands before it; `a@b` is none. */
const CODED = /(?<![a-z\p{N}@._/-])(?=[a-z\d-]*[a-z])(?=(?:[a-z-]*\d){5})([a-z\d][a-z\d-]{5,30})(?![a-z\p{N}@_/])/giu;
/** What people call the number of an order, and no other thing. */
const ORDERED =
  /(?:\b(?:order|bestellung|bestellnummer|auftrag|commande|pedido)|订单号?|訂單(?:編號|号|號)?|注文番号?|注文)(?:\s|[:：#№_.-]|\b(?:no|nr|number|num|nummer|id|is|ist|est|es)\b|\bn°|号|號|是|は){0,6}([a-z]{0,6}[-_]?\d[\da-z-]{2,30})/giu;
const HASHED = /(?:^|[\s(（[])#\s?([a-z]{0,6}[-_]?\d[\da-z-]{2,30})/giu;

const THREE_DIGITS = /\d\D*\d\D*\d/;

/** In small letters, without hyphens and underscores, so that two spellings are one. */
export interface ReferenceNumbers {
  all: Set<string>;
  /** Those of them that are an order's: two orders are two matters, while one matter may have an order, a parcel and a serial number. */
  orders: Set<string>;
}

/**
 * Numbers of orders, invoices, parcels and the like that a text names as such, in one form. Dates, prices and phone
 * numbers have no such name before them and are not taken.
 */
export function referenceNumbers(text: string): ReferenceNumbers {
  const head = text.slice(0, 2000).normalize('NFKC').toLowerCase();
  // Most texts have no number at all.
  if (!THREE_DIGITS.test(head)) return { all: new Set(), orders: new Set() };
  return { all: numbersBy([NAMED, HASHED, CODED], head), orders: numbersBy([ORDERED], head) };
}

function numbersBy(patterns: RegExp[], head: string): Set<string> {
  const found = new Set<string>();
  for (const pattern of patterns) {
    // Most texts name none, and `matchAll` copies the pattern each time.
    if (head.search(pattern) < 0) continue;
    for (const [, number] of head.matchAll(pattern)) {
      const plain = number?.replace(/[-_]/g, '') ?? '';
      if (plain.length >= 3 && /\d{3}/.test(plain)) found.add(plain);
    }
  }
  return found;
}
