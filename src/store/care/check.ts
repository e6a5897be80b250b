import { checkIntegrity, engineOf, StoreFileError } from '../sqlite/index.js';
import { verifyIndexes } from '../verifyIndexes.js';
import { messageOf, type Say } from './careError.js';
import { checkBlobs } from './checkBlobs.js';
import { checkCircles } from './checkCircles.js';
import { checkLinks } from './checkLinks.js';
import { checkStates } from './checkStates.js';
import { Finding, type CheckOptions, type CheckResult } from './finding.js';
import type { RawStore } from './rawStore.js';

/** Looks for everything that must not be. Reads all documents, in batches, while the desk runs. */
export async function checkStore(store: RawStore, options: CheckOptions): Promise<CheckResult[]> {
  const { say } = options;
  say(`Checking ${store.where}`);
  const findings = [await checkEngine(store, say)];
  try {
    findings.push(await checkDeclared(store));
    say('  links between documents');
    findings.push(...(await checkLinks(store, options)));
    findings.push(...(await checkCircles(store)));
    say('  states that must not last');
    findings.push(...(await checkStates(store, options)));
    say('  blobs');
    findings.push(...(await checkBlobs(store, options)));
  } catch (error) {
    // Found above already; what cannot be read cannot be checked any further.
    if (!(error instanceof StoreFileError) || error.code !== 'corrupt') throw error;
    const finding = new Finding('not checked', 'the file is damaged: restore the last backup');
    finding.add(error.message);
    findings.push(finding);
  }
  return findings.map(({ result }) => result);
}

async function checkEngine(store: RawStore, say: Say): Promise<Finding> {
  if (store.kind === 'embedded') {
    say('  the file, and every index entry against its document');
    const finding = new Finding('store file and indexes', 'restore the last backup; keep the damaged file');
    for (const problem of (await checkIntegrity(engineOf(store.connection))).problems) finding.add(problem);
    return finding;
  }
  say('  the collections, as MongoDB validates them');
  const finding = new Finding(
    'collections and indexes',
    'see "repair" and "validate" in the manual of MongoDB; what was not checked needs a user who may `validate` (role dbAdmin)',
  );
  for (const name of await store.collections()) {
    try {
      const answer = (await store.connection.db?.command({ validate: name })) as { valid?: boolean; errors?: string[] } | undefined;
      if (answer?.valid === false) finding.add(`${name}: ${answer.errors?.join('; ') ?? 'not valid'}`);
    } catch (error) {
      // The user of the desk may not validate, or the server cannot: no fault of the store, but nobody may call it well either.
      finding.add(`not checked, ${name} and what follows: ${messageOf(error)}`);
      break;
    }
  }
  return finding;
}

async function checkDeclared(store: RawStore): Promise<Finding> {
  const finding = new Finding('declared indexes', 'start the desk once: it makes what is missing, or says what is in the way');
  await verifyIndexes(Object.values(store.models), { make: false }).catch((error: unknown) => {
    const [first = '', ...rest] = messageOf(error).split('\n');
    for (const line of rest.length > 0 ? rest : [first]) finding.add(line.trim());
  });
  return finding;
}
