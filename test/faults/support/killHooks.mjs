/** Puts the kill points into the built code as it is loaded. A place that is not found stops the start: no test may pass because nothing was killed. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const after = (/** @type {RegExp} */ place, /** @type {string} */ call) => ({
  place,
  put: (/** @type {string} */ found) => `${found}\n${call}`,
});
const before = (/** @type {RegExp} */ place, /** @type {string} */ call) => ({
  place,
  put: (/** @type {string} */ found) => `${call}\n${found}`,
});

/** @type {Record<string, { place: RegExp, put: (found: string) => string }[]>} */
const POINTS = {
  'actions/acceptInbound.js': [
    before(/if \(await placed\(/, "faultPoint('K1');"),
    after(/const accepted = await store\.intake\.accept\([^;]*;/, "faultPoint('K2');"),
    // A line of the chat that was placed as it arrived.
    before(/return there !== null;/, "if (there) faultPoint('K2');"),
  ],
  // The acknowledgement leaves, the job does not.
  'queues/bullJobs.js': [before(/if \(redis\.status !== 'ready'\)\s*return;\s*queues\[name\]\.add/, "if (faultPoint('K3', 150)) return;")],
  // A line of the chat takes no job where the workers run in the same process.
  'queues/chatAtOnce.js': [
    before(/if \(lane !== 'chat' \|\|/, "if (lane === 'chat' && faultPoint('K3', 150)) return;"),
    after(/await receive\(intakeId\);/, "faultPoint('K9');"),
  ],
  'queues/workers.js': [
    before(/const suspect = job\.stalledCounter > 0;/, "faultPoint('K4');"),
    after(/await all\(\[id, \.\.\.others\][\s\S]*?\}\);/, "faultPoint('K9');"),
  ],
  'channels/email/read.js': [after(/const mail = await deps\.parser\.parse\(record\.raw\);/, "faultPoint('K5');")],
  'actions/receiveMessage.js': [
    after(/const read = await adapterOf\(record\)\.read\(record\);/, "faultPoint('K6'); poisonPoint(record.raw);"),
    after(/await store\.intake\.finish\(id, outcome, now\(\)\);/, "faultPoint('K8');"),
  ],
  'actions/placeMessage.js': [
    before(/await publish\.ticket\(\{ ticket, message \}\);/, "faultPoint('K7');"),
    before(/await publish\.ticket\(\{ \.\.\.change, message \}\);/, "faultPoint('K7');"),
  ],
  'actions/sendMessage.js': [after(/const outcome = await trySend\(message, attempts\);/, "faultPoint('K10');")],
};

/** @type {import('node:module').LoadHook} */
export async function load(url, context, nextLoad) {
  const file = Object.keys(POINTS).find((name) => url.startsWith('file:') && url.endsWith(`/dist/src/${name}`));
  if (!file) return nextLoad(url, context);
  let source = readFileSync(fileURLToPath(url), 'utf8');
  for (const { place, put } of POINTS[file] ?? []) {
    if (!place.test(source)) throw new Error(`no kill point at ${place} in ${file}`);
    source = source.replace(place, put);
  }
  return { format: 'module', source, shortCircuit: true };
}
