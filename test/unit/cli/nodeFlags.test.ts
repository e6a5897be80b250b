import { readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { NODE_FLAGS } from '../../../src/cli/setup/nodeFlags.mjs';

test.each(['Dockerfile', 'compose.yaml'])('%s runs Node as npm start does', (file) => {
  const commands = readFileSync(file, 'utf8').match(/\["node", [^\]]*"dist\/(?:src\/server|workers\/index)\.js"\]/g) ?? [];
  expect(commands).toHaveLength(1);
  expect((JSON.parse(commands[0] ?? '[]') as string[]).slice(1, -1)).toEqual(NODE_FLAGS);
});

test('this Node knows the flags', () => {
  expect(spawnSync(process.execPath, [...NODE_FLAGS, '-e', 'process.stdout.write("runs")'], { encoding: 'utf8' }).stdout).toBe('runs');
});
