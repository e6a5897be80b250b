export interface Row {
  x: readonly number[];
  yes: boolean;
  weight: number;
}

const ROUNDS = 12;
/** Keeps weights small of which the rows say little. */
const RIDGE = 8;

/** Logistic regression by Newton's method. @returns a weight for every column of `x`. @param free the column that is not kept small */
export function regress(rows: readonly Row[], columns: number, free: number | null = null): number[] {
  const ridge = Array.from({ length: columns }, (_, i) => (i === free ? 1e-6 : RIDGE));
  let weights = ridge.map(() => 0);
  for (let round = 0; round < ROUNDS; round++) {
    const gradient = weights.map((weight, i) => -at(ridge, i) * weight);
    const curvature = ridge.map((value, i) => ridge.map((_, j) => (i === j ? value : 0)));
    for (const row of rows) add(row, weights, gradient, curvature);
    const step = solve(curvature, gradient);
    weights = weights.map((weight, i) => weight + at(step, i));
  }
  return weights;
}

export function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * at(b, i), 0);
}

function add({ x, yes, weight }: Row, weights: number[], gradient: number[], curvature: number[][]): void {
  const chance = 1 / (1 + Math.exp(-dot(weights, x)));
  const miss = weight * ((yes ? 1 : 0) - chance);
  const bend = weight * chance * (1 - chance);
  for (const [i, value] of x.entries()) {
    if (value === 0) continue;
    gradient[i] = at(gradient, i) + miss * value;
    const row = curvature[i] ?? [];
    for (const [j, other] of x.entries()) row[j] = at(row, j) + bend * value * other;
  }
}

/** Gauss and Jordan's way, with pivots. */
function solve(matrix: readonly number[][], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, at(right, i)]);
  for (let column = 0; column < rows.length; column++) {
    const below = rows.slice(column).map((row) => Math.abs(at(row, column)));
    const largest = column + below.indexOf(Math.max(...below));
    const pivot = rows[largest] ?? [];
    rows[largest] = rows[column] ?? [];
    rows[column] = pivot;
    for (const row of rows) {
      const factor = row === pivot ? 0 : at(row, column) / at(pivot, column);
      if (factor !== 0) for (let i = column; i < row.length; i++) row[i] = at(row, i) - factor * at(pivot, i);
    }
  }
  return rows.map((row, i) => at(row, rows.length) / at(row, i));
}

function at(list: readonly number[], i: number): number {
  return list[i] ?? 0;
}
