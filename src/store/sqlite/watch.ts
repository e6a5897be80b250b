import { ScanLimitError } from './errors.js';
import type { Plan } from './planner.js';
import type { Query } from './reader.js';
import type { Effort, Found } from './scan.js';
import { isDoc } from './values.js';

/** How a query was answered. */
export interface PlanReport {
  collection: string;
  /** The shape of the filter: its fields and operators, never the values, for reports end in logs. */
  filter: unknown;
  stage: 'index' | 'scan' | 'union';
  /** Names of the indexes read. */
  indexes: string[];
  /** How many ranges of keys were sought. */
  ranges: number;
  /** Index bounds narrow the reading down. */
  bounded: boolean;
  /** The index alone decides: no document is tested. */
  exact: boolean;
  /** The order comes from the index (or none was asked for). */
  sortedByIndex: boolean;
  backward: boolean;
  merge: boolean;
  keysExamined: number;
  docsExamined: number;
  returned: number;
  ms: number;
}

export interface WatchOptions {
  /** Documents a query may look at without an index; 1,000 unless told. */
  maxScan?: number;
  /** What happens above it: tests say 'throw', production 'warn' (the default). */
  scan?: 'throw' | 'warn';
  /** Called once for each query that goes above it, with the reason. */
  onScan?: (report: PlanReport, reason: string) => void;
  /** Called after every query. */
  onPlan?: (report: PlanReport) => void;
}

/** Watches what queries cost. */
export class Watch {
  readonly #options: WatchOptions;
  readonly #maxScan: number;

  constructor(options: WatchOptions) {
    this.#options = options;
    this.#maxScan = options.maxScan ?? 1000;
  }

  /** Starts watching one query. */
  start(query: Query, plan: Plan, effort: Effort): QueryWatch {
    return new QueryWatch(query, plan, effort, this.#options, this.#maxScan);
  }
}

class QueryWatch {
  returned = 0;
  readonly #query: Query;
  readonly #plan: Plan;
  readonly #effort: Effort;
  readonly #options: WatchOptions;
  readonly #maxScan: number;
  readonly #started = performance.now();
  #passed = 0;
  #warned = false;

  constructor(query: Query, plan: Plan, effort: Effort, options: WatchOptions, maxScan: number) {
    this.#query = query;
    this.#plan = plan;
    this.#effort = effort;
    this.#options = options;
    this.#maxScan = maxScan;
    this.guard = this.guard.bind(this);
  }

  /** Passes documents on, and gives undefined now and then; ends the query when it scans too much. */
  *guard(rows: Iterable<Found | undefined>): Generator<Found | undefined, void> {
    for (const row of rows) {
      if (row !== undefined) this.#passed++;
      if (this.#effort.docs > this.#maxScan) this.#check();
      yield row;
    }
    if (this.#effort.docs > this.#maxScan) this.#check();
  }

  #check(): void {
    if (this.#warned) return;
    const reason = this.#reason();
    if (reason === null) return;
    this.#warned = true;
    const message = `A query on ${this.#query.collection} ${reason} more than ${this.#maxScan} documents: ${shown(this.#query)}`;
    this.#options.onScan?.(this.report(), message);
    if (this.#options.scan === 'throw') throw new ScanLimitError(message);
  }

  #reason(): string | null {
    const rejected = this.#effort.docs - this.#passed;
    if (this.#plan.stage === 'scan' && (this.#plan.residual !== null || !this.#plan.sorted)) return 'scans, without an index,';
    if (!this.#plan.sorted) return 'sorts, without an index for the order,';
    return rejected > this.#maxScan ? 'reads by an index and then rejects' : null;
  }

  /** What is known so far. */
  report(): PlanReport {
    return {
      ...describePlan(this.#plan),
      collection: this.#query.collection,
      filter: shapeOf(this.#query.shown),
      keysExamined: this.#effort.keys,
      docsExamined: this.#effort.docs,
      returned: this.returned,
      ms: performance.now() - this.#started,
    };
  }

  end(): void {
    this.#options.onPlan?.(this.report());
  }
}

function shown({ shown: filter, sort }: Query): string {
  return JSON.stringify({ filter: shapeOf(filter), sort: Object.fromEntries(sort.map(({ path, dir }) => [path, dir])) }).slice(0, 500);
}

/** A filter with `?` for every value. */
function shapeOf(filter: unknown): unknown {
  if (Array.isArray(filter)) return filter.some(isDoc) ? filter.map(shapeOf) : '?';
  if (!isDoc(filter)) return '?';
  return Object.fromEntries(Object.entries(filter).map(([key, value]) => [key, shapeOf(value)]));
}

/** The part of a report that the plan alone decides. */
export function describePlan(
  plan: Plan,
): Pick<PlanReport, 'stage' | 'indexes' | 'ranges' | 'bounded' | 'exact' | 'sortedByIndex' | 'backward' | 'merge'> {
  const leaves = plan.stage === 'union' ? plan.branches : [plan];
  return {
    stage: plan.stage,
    indexes: leaves.flatMap((leaf) => (leaf.index === null ? [] : [leaf.index.name])),
    ranges: leaves.reduce((sum, leaf) => sum + leaf.ranges.length, 0),
    bounded: plan.bounded,
    exact: leaves.every((leaf) => leaf.residual === null),
    sortedByIndex: plan.sorted,
    backward: plan.backward,
    merge: plan.merge,
  };
}
