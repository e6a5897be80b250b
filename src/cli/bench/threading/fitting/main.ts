import { LANGUAGES } from '../../../seed/phrases/all.js';
import { DEVELOPMENT } from '../development/all.js';
import { makeHistories } from '../histories.js';
import { fit, judge, type Judgement } from './fit.js';
import { samplesOf, type Samples } from './samples.js';

const CUSTOMERS = 500;
const THRESHOLDS = [0, 0.5, 0.75, 1];

/**
 * Fits the weights of `otherness.ts` on made-up histories of every shop that is not held out: for each shop on the others,
 * to tell how they do where they were not fitted, and then on all of them.
 */
export function fitThreading(seed: string): string[] {
  const shops = Object.entries({ seed: Object.values(LANGUAGES), ...DEVELOPMENT });
  // Each language alike, however many customers of the demo speak it.
  const played = shops.map(([name, tables]) => ({
    name,
    samples: samplesOf(
      makeHistories(
        `${seed}-${name}`,
        CUSTOMERS * (name === 'seed' ? 2 : 1),
        tables.map((table) => ({ ...table, weight: 1 })),
      ),
    ),
  }));
  const left = played.map(({ name, samples }) => {
    const fitted = fit(decided(played.filter((other) => other.name !== name)));
    return { name, judged: THRESHOLDS.map((threshold) => judge(samples, fitted, threshold)) };
  });
  const means = THRESHOLDS.map((_, i) => mean(left.map(({ judged }) => judged[i] as Judgement)));
  const { bias, signs, near } = fit(decided(played));
  const weights = (map: ReadonlyMap<string, number>): string =>
    [...map].map(([sign, weight]) => `${sign}: ${weight.toFixed(2)}`).join(', ');
  return [
    `joined %/kept apart % of each shop by the weights of the others, at the thresholds ${THRESHOLDS.join(', ')} (joined to a wrong ticket)`,
    ...left.map(({ name, judged }) => told(name, judged)),
    told('mean', means),
    '',
    `bias: ${bias.toFixed(2)}`,
    `signs: ${weights(signs)}`,
    `near: ${weights(near)}`,
  ];
}

function decided(played: readonly { samples: Samples }[]): Samples['decided'] {
  return played.flatMap(({ samples }) => samples.decided);
}

function mean(judged: readonly Judgement[]): Judgement {
  const of = (key: keyof Judgement): number => judged.reduce((sum, one) => sum + one[key], 0) / judged.length;
  return { joined: of('joined'), apart: of('apart'), elsewhere: of('elsewhere') };
}

function told(name: string, judged: readonly Judgement[]): string {
  return `${name.padEnd(10)} ${judged.map(({ joined, apart, elsewhere }) => `${joined.toFixed(1)}/${apart.toFixed(1)} (${elsewhere.toFixed(0)})`).join('  ')}`;
}
