import type { NearSign, Sign } from '../../../../threading/signs.js';
import { dot, regress, type Row } from './regression.js';
import type { Beside, Sample, Samples } from './samples.js';

/** A wrong join of two issues costs as much as so many wrong partings of one. */
const JOIN_COSTS = 2;
const ROUNDS = 3;
/** Made-up histories say nothing about them: no mail there answers an unknown one, and channels are thrown like dice. */
const UNTOLD: readonly string[] = ['ownThread', 'otherThread', 'sameChannel'] satisfies (Sign | NearSign)[];

/** Weights of `otherness.ts`: those of the signs, and how much each of the near signs counts beside them. */
export interface Fit {
  bias: number;
  signs: ReadonlyMap<Sign, number>;
  near: ReadonlyMap<NearSign, number>;
}

/** In turns: which ticket is nearest depends on the weights, and the weights on which one a message was held against. */
export function fit(samples: readonly Sample[]): Fit {
  const signs = namesOf(samples.flatMap(({ beside }) => beside.flatMap((one) => Object.keys(one.signs) as Sign[])));
  const near = namesOf(samples.flatMap(({ beside }) => beside.flatMap((one) => Object.keys(one.near) as NearSign[])));
  let fitted: Fit = { bias: 0, signs: new Map(), near: new Map() };
  for (let round = 0; round < ROUNDS; round++) {
    const [bias = 0, ...weights] = regress(
      samples.flatMap((sample) => otherRow(sample, fitted, signs)),
      signs.length + 1,
      0,
    );
    fitted = { ...fitted, bias, signs: new Map(signs.map((sign, i) => [sign, weights[i] ?? 0])) };
    const [scale = 1, ...nearer] = regress(
      samples.flatMap((sample) => nearRows(sample, fitted, near)),
      near.length + 1,
    );
    // As the odds count one, whatever they counted here.
    fitted = { ...fitted, near: new Map(near.map((sign, i) => [sign, (nearer[i] ?? 0) / Math.max(0.1, scale)])) };
  }
  return fitted;
}

/** In percent, with everything that was placed otherwise, and how many of those joined went to another ticket. */
export interface Judgement {
  joined: number;
  apart: number;
  elsewhere: number;
}

export function judge(samples: Samples, fitted: Fit, threshold: number): Judgement {
  const [goesOn, apart] = [{ ...samples.goesOn }, { ...samples.apart }];
  let elsewhere = 0;
  for (const { first, beside } of samples.decided) {
    const best = nearest(beside, fitted);
    const other = best === undefined || oddsOf(best, fitted) > threshold;
    const tally = first ? apart : goesOn;
    tally.all += 1;
    if (first ? other : !other && best.right) tally.right += 1;
    else if (!first && !other) elsewhere += 1;
  }
  return { joined: (100 * goesOn.right) / goesOn.all, apart: (100 * apart.right) / apart.all, elsewhere };
}

/** A message beside the ticket that is right, or beside that which looks nearest when none is. */
function otherRow({ first, beside }: Sample, fitted: Fit, signs: readonly Sign[]): Row[] {
  const held = first ? nearest(beside, fitted) : beside.find(({ right }) => right);
  return held ? [{ x: [1, ...signs.map((sign) => held.signs[sign] ?? 0)], yes: first, weight: first ? JOIN_COSTS : 1 }] : [];
}

/** The right ticket beside every wrong one: how they differ. */
function nearRows({ beside }: Sample, fitted: Fit, near: readonly NearSign[]): Row[] {
  const right = beside.find((one) => one.right);
  const vector = (one: Beside): number[] => [-oddsOf(one, fitted), ...near.map((sign) => one.near[sign] ?? 0)];
  const good = right ? vector(right) : [];
  return right
    ? beside
        .filter((one) => one !== right)
        .map((one) => ({ x: vector(one).map((value, i) => (good[i] ?? 0) - value), yes: true, weight: 1 }))
    : [];
}

function nearest(beside: readonly Beside[], fitted: Fit): Beside | undefined {
  const near = (one: Beside): number => weigh(one.near, fitted.near) - oddsOf(one, fitted);
  return [...beside].sort((a, b) => near(b) - near(a))[0];
}

function oddsOf({ signs }: Beside, fitted: Fit): number {
  return fitted.bias + weigh(signs, fitted.signs);
}

function weigh<S extends string>(values: Partial<Record<S, number>>, weights: ReadonlyMap<S, number>): number {
  const known = [...weights];
  return dot(
    known.map(([sign]) => values[sign] ?? 0),
    known.map(([, weight]) => weight),
  );
}

function namesOf<S extends string>(names: readonly S[]): S[] {
  return [...new Set(names)].filter((name) => !UNTOLD.includes(name)).sort();
}
