import { Finding } from './finding.js';
import type { RawStore } from './rawStore.js';
import { batches } from './walk.js';

/** What was merged into each other stands in no list, and leads nobody anywhere. */
export async function checkCircles(store: RawStore): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const name of ['tickets', 'customers'] as const) {
    const finding = new Finding(`${name} merged in a circle`, 'restore the last backup beside this store and look there');
    const into = new Map<string, string>();
    for await (const batch of batches(store.collection(name), { projection: { mergedIntoId: 1 }, size: 500 })) {
      for (const { _id, mergedIntoId } of batch) if (typeof mergedIntoId === 'string') into.set(String(_id), mergedIntoId);
    }
    for (const id of inCircles(into)) finding.add(id);
    findings.push(finding);
  }
  return findings;
}

/** Those that come back to themselves when one follows where they lead; each is passed once. */
function inCircles(into: ReadonlyMap<string, string>): string[] {
  const passed = new Set<string>();
  const found: string[] = [];
  for (const start of into.keys()) {
    const path: string[] = [];
    for (let id: string | undefined = start; id !== undefined && !passed.has(id); id = into.get(id)) {
      passed.add(id);
      path.push(id);
    }
    const back = into.get(path.at(-1) ?? '');
    if (back !== undefined && path.includes(back)) found.push(...path.slice(path.indexOf(back)));
  }
  return found;
}
