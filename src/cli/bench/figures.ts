import { writeFileSync } from 'node:fs';
import os from 'node:os';

/** One measured value. `ratio` is value / floor of the same run: ratios compare across machines, absolute values do not. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  /** The least that this could cost, measured in the same run; null when there is none. */
  floor: number | null;
  ratio: number | null;
  /** In words, e.g. ">= 300"; null when it is only watched. */
  goal: string | null;
  holds: boolean | null;
}

export interface Report {
  name: string;
  machine: string;
  figures: Figure[];
}

/** @param goal a check of the value, with its words; undefined when the figure is only watched. */
export function figure(
  name: string,
  value: number,
  unit: string,
  floor: number | null = null,
  goal?: { words: string; holds: boolean },
): Figure {
  const round = (n: number): number => Number(n.toPrecision(4));
  return {
    name,
    value: round(value),
    unit,
    floor: floor === null ? null : round(floor),
    ratio: floor === null ? null : round(value / floor),
    goal: goal?.words ?? null,
    holds: goal?.holds ?? null,
  };
}

export function machine(): string {
  const [cpu] = os.cpus();
  return `${os.cpus().length} x ${cpu?.model ?? 'unknown'}, ${Math.round(os.totalmem() / 2 ** 30)} GiB, Node ${process.version}, ${os.type()} ${os.release()}`;
}

export function print(report: Report, jsonFile: string | null): void {
  const rows = [
    ['figure', 'value', 'unit', 'floor', 'ratio', 'goal', 'holds'],
    ...report.figures.map((f) => [
      f.name,
      String(f.value),
      f.unit,
      f.floor === null ? '' : String(f.floor),
      f.ratio === null ? '' : String(f.ratio),
      f.goal ?? '',
      f.holds === null ? '' : f.holds ? 'yes' : 'NO',
    ]),
  ];
  const widths = rows[0]?.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0))) ?? [];
  process.stdout.write(`${report.name} on ${report.machine}\n\n`);
  for (const row of rows) process.stdout.write(`${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')}\n`);
  if (jsonFile) writeFileSync(jsonFile, `${JSON.stringify(report, null, 2)}\n`);
}

/** @param share 0..1 of the sorted values. */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
