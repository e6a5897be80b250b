import { IMPORT_MAX_ROWS, IMPORT_STEP, type ImportResult, type ImportRow, type TableEncoding } from '../contract/customerImport.js';
import type { CustomerPatch } from '../contract/customers.js';
import type { FieldValue, FieldValues } from '../contract/workspace.js';
import type { Customer } from '../customers/customer.js';
import { editOf } from '../customers/edit.js';
import { columnsOf, readRow, type ReadRow, type RowCustomer } from '../customers/importRows.js';
import { AppError } from '../lib/errors.js';
import { newId } from '../lib/ids.js';
import { readTable } from '../lib/readTable.js';
import type { FieldRecord } from '../ports/workspace.js';
import { withFieldValues } from '../tickets/customFields.js';
import { actorOf, requireRight } from './access.js';
import type { ActionDeps } from './deps.js';
import type { Viewer } from './desk.js';
import { createMakeCustomer } from './makeCustomer.js';

/** What a dry run names of the rows that are as they should be. */
const EXAMPLES = 50;
const MOST_PROBLEMS = 1000;
/** So many rows are on their way to the disk together: one row alone waits for it several times. */
const AT_ONCE = 50;

/**
 * `dryRun` looks at the whole table and writes nothing. Else `IMPORT_STEP` rows are done, from row `from` of the body (0
 * is the first); the result's `next` says where to go on. Without `encoding` it is found out.
 */
export interface ImportOptions {
  dryRun: boolean;
  from: number;
  encoding?: TableEncoding | undefined;
}

type Row = Omit<ImportRow, 'row'>;
/** Whose an address is: somebody stored, or whom an earlier row of this file would make. */
type Owner = { id: string; name: string } | { row: number; name: string };

/**
 * Customers from a table. A row makes one, or is known: then what the row knows and we do not is added, and nothing that
 * is there is changed. So the same file twice changes nothing the second time.
 */
export function createImportCustomers(deps: Pick<ActionDeps, 'store' | 'now'>) {
  const { store, now } = deps;
  const make = createMakeCustomer(deps);

  return async function importCustomers(
    viewer: Viewer,
    bytes: Uint8Array,
    { dryRun, from, encoding }: ImportOptions,
  ): Promise<ImportResult> {
    requireRight(viewer, 'customer.import');
    const table = readTable(bytes, encoding);
    const [head = [], ...body] = table.rows;
    if (body.length > IMPORT_MAX_ROWS)
      throw new AppError('too_large', `A table may have ${IMPORT_MAX_ROWS.toLocaleString('en')} rows at most. Split it.`);
    const fields = (await store.fields.all()).filter(({ on, archived }) => on === 'customer' && !archived);
    const uses = columnsOf(head, fields);
    if (!uses.some((use) => use === 'email' || use === 'phone' || use === 'external')) {
      throw new AppError(
        'invalid_input',
        'The first row must name the columns, and one of them must be a mail address, a phone or a customer id.',
        { columns: head.slice(0, 50) },
      );
    }
    const to = dryRun ? body.length : Math.min(body.length, from + IMPORT_STEP);
    const read = body.slice(from, to).flatMap((cells, i) => readRow(cells, uses, head, from + i + 2) ?? []);
    const items = dryRun ? await foresee(viewer, read, fields) : await placeAll(viewer, read, fields);
    const count = (outcome: ImportRow['outcome']): number => items.filter((item) => item.outcome === outcome).length;
    return {
      dryRun,
      rows: body.filter((cells) => cells.some((cell) => cell !== '')).length,
      made: count('made'),
      known: count('known'),
      conflict: count('conflict'),
      invalid: count('invalid'),
      items: dryRun ? examplesOf(items) : items,
      next: to < body.length ? to : null,
      encoding: table.encoding,
      delimiter: table.delimiter,
      columns: head.map((column, at) => ({ column, as: uses[at] ?? null })),
    };
  };

  async function foresee(viewer: Viewer, rows: readonly ReadRow[], fields: readonly FieldRecord[]): Promise<ImportRow[]> {
    const items: ImportRow[] = [];
    const inFile = new Map<string, Owner>();
    for (const read of rows) items.push({ row: read.row, ...(await placeRow(viewer, read, fields, inFile)) });
    return items;
  }

  /** Side by side, but a row that shares an address with earlier ones comes after them, as they stand in the table. */
  async function placeAll(viewer: Viewer, rows: readonly ReadRow[], fields: readonly FieldRecord[]): Promise<ImportRow[]> {
    const items: ImportRow[] = [];
    for (let from = 0; from < rows.length; from += AT_ONCE) {
      const last = new Map<string, Promise<unknown>>();
      const placed = await Promise.allSettled(
        rows.slice(from, from + AT_ONCE).map((read) => {
          const keys = 'customer' in read ? read.customer.identities.map(keyOf) : [];
          const mine = Promise.all(keys.map((key) => last.get(key))).then(() => placeRow(viewer, read, fields, null));
          for (const key of keys) last.set(key, mine);
          return mine.then((row): ImportRow => ({ row: read.row, ...row }));
        }),
      );
      for (const one of placed) {
        if (one.status === 'rejected') throw one.reason;
        items.push(one.value);
      }
    }
    return items;
  }

  /** @param inFile of a dry run: who is made by rows before this one; null: it is done */
  async function placeRow(viewer: Viewer, read: ReadRow, fields: readonly FieldRecord[], inFile: Map<string, Owner> | null): Promise<Row> {
    const nobody = { customerId: null, added: [], problem: null, holders: [] };
    if ('problem' in read) return { ...nobody, outcome: 'invalid', name: read.name, problem: read.problem };
    const { customer } = read;
    const values = valuesOf(customer.fields, fields);
    if ('problem' in values) return { ...nobody, outcome: 'invalid', name: customer.name, problem: values.problem };

    const held = await store.customers.holders(customer.identities);
    const owners = new Map<string, Owner>();
    const names = await store.customers.many(held.map(({ customerId }) => customerId));
    for (const identity of customer.identities) {
      const holder = held.find(({ kind, value }) => kind === identity.kind && value === identity.value);
      const owner = holder ? { id: holder.customerId, name: names.get(holder.customerId)?.name ?? '' } : inFile?.get(keyOf(identity));
      if (owner) owners.set(keyOf(identity), owner);
    }
    const distinct = new Set([...owners.values()].map((owner) => ('id' in owner ? owner.id : `row ${owner.row}`)));
    if (distinct.size > 1) return { ...nobody, outcome: 'conflict', name: customer.name, holders: holdersOf(customer, owners) };
    const [owner] = owners.values();
    const free = customer.identities.filter((identity) => !owners.has(keyOf(identity)));
    for (const identity of free) inFile?.set(keyOf(identity), owner ?? { row: read.row, name: customer.name });
    if (!owner) return makeOne(customer, values.fields, inFile !== null);
    const added = free.map(({ value }) => value);
    const known: Row = { ...nobody, outcome: 'known', name: owner.name, customerId: 'id' in owner ? owner.id : null, added };
    return inFile || !('id' in owner) ? known : complete(viewer, known, owner, customer, free, values.fields);
  }

  async function makeOne({ fields: _texts, identities, ...rest }: RowCustomer, fields: FieldValues, dryRun: boolean): Promise<Row> {
    const row: Row = { outcome: 'made', name: rest.name, customerId: null, added: [], problem: null, holders: [] };
    if (dryRun) return row;
    try {
      const customer = await make(
        { ...rest, fields, identities: identities.map((identity) => ({ ...identity, verified: true })) },
        'import',
      );
      return { ...row, customerId: customer.id };
    } catch (error) {
      // He wrote in this very moment.
      if (!(error instanceof AppError) || error.code !== 'identity_taken') throw error;
      const { holder, value } = error.details as { holder: { id: string; name: string | null }; value: string };
      return { ...row, outcome: 'conflict', holders: [{ value, id: holder.id, name: holder.name ?? '' }] };
    }
  }

  /** Adds what the row knows and we do not. What agents have written stays. */
  async function complete(
    viewer: Viewer,
    known: Row,
    owner: { id: string },
    given: RowCustomer,
    free: RowCustomer['identities'],
    fields: FieldValues,
  ): Promise<Row> {
    const at = now();
    const added: string[] = [];
    for (const identity of free) {
      const held = await store.customers.addIdentity({
        id: newId(at.getTime()),
        ...identity,
        customerId: owner.id,
        verified: true,
        source: 'import',
        addedAt: at,
        optedOutAt: null,
      });
      if (held.customerId === owner.id) added.push(identity.value);
    }
    if (added.length) await store.customers.refreshWords(owner.id);
    await store.customers.edit(owner.id, (current) => {
      const unsaid = Object.entries(fields).filter(([key]) => current.fields?.[key] === undefined);
      const wanted = editOf(current, missingOf(current, given), { ...current.fields, ...Object.fromEntries(unsaid) });
      return wanted && { id: newId(at.getTime()), actor: actorOf(viewer), at, ...wanted };
    });
    return { ...known, added };
  }
}

export type ImportCustomers = ReturnType<typeof createImportCustomers>;

function missingOf(current: Customer, { tags, language, timeZone, likes, dislikes, notes }: RowCustomer): CustomerPatch {
  return {
    tags: [...new Set([...current.tags, ...tags])].slice(0, 50),
    ...(current.language === null && language ? { language } : {}),
    ...(current.timeZone === null && timeZone ? { timeZone } : {}),
    ...(!current.likes && likes ? { likes } : {}),
    ...(!current.dislikes && dislikes ? { dislikes } : {}),
    ...(!current.notes && notes ? { notes } : {}),
  };
}

function holdersOf({ identities }: RowCustomer, owners: ReadonlyMap<string, Owner>): ImportRow['holders'] {
  return identities.flatMap((identity) => {
    const owner = owners.get(keyOf(identity));
    return owner && 'id' in owner ? [{ value: identity.value, id: owner.id, name: owner.name }] : [];
  });
}

/** Texts of a table as values of the desk's own fields. */
function valuesOf(
  texts: Record<string, string>,
  rules: readonly FieldRecord[],
): { fields: FieldValues } | { problem: NonNullable<ImportRow['problem']> } {
  const fields: FieldValues = {};
  for (const [key, text] of Object.entries(texts)) {
    const rule = rules.find((one) => one.key === key);
    try {
      Object.assign(fields, withFieldValues(rules, 'customer', {}, { [key]: valueOf(rule?.type ?? 'text', text) }));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { problem: { code: 'bad_field', column: rule?.name ?? key, value: text.slice(0, 200) } };
    }
  }
  return { fields };
}

function valueOf(type: FieldRecord['type'], text: string): FieldValue {
  if (type === 'number') return /^[-+]?\d+(?:[.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : text;
  if (type === 'checkbox')
    return /^(?:1|true|yes|y|x|ja|oui|sí|是|有|✓)$/i.test(text) ? true : /^(?:0|false|no|n|nein|non|否|无|無)$/i.test(text) ? false : text;
  return text;
}

const keyOf = ({ kind, value }: { kind: string; value: string }): string => `${kind} ${value}`;

/** All that is wrong, and a few of those that are well. */
function examplesOf(items: readonly ImportRow[]): ImportRow[] {
  const wrong = items.filter(({ outcome }) => outcome === 'conflict' || outcome === 'invalid').slice(0, MOST_PROBLEMS);
  const well = items.filter(({ outcome }) => outcome === 'made' || outcome === 'known').slice(0, EXAMPLES);
  return [...wrong, ...well].toSorted((a, b) => a.row - b.row);
}
