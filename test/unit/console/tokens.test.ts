import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

const css = readFileSync('src/console/styles/tokens.css', 'utf8');
const pairs = [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)];
const tokens = new Map(pairs.map(([, name, light, dark]) => [name!, { light: light!, dark: dark! }]));
const [, sunkenLight = '', white = '0'] = /--sunken: light-dark\((#[0-9a-f]{6}), rgb\(255 255 255 \/ ([\d.]+)\)\)/.exec(css) ?? [];

/** What is sunken, as it is seen on that ground. */
const sunkenOn = (ground: string, theme: 'light' | 'dark'): string =>
  theme === 'light'
    ? sunkenLight
    : `#${[1, 3, 5]
        .map((at) =>
          Math.round(parseInt(tokens.get(ground)!.dark.slice(at, at + 2), 16) * (1 - Number(white)) + 255 * Number(white))
            .toString(16)
            .padStart(2, '0'),
        )
        .join('')}`;

const INKS_ON_GROUNDS: [string, string[]][] = [
  ['ink', ['ground', 'surface', 'raised', 'rail-ground', 'hover', 'chosen', 'ours', 'note']],
  ['quiet', ['ground', 'surface', 'raised', 'rail-ground', 'hover', 'chosen', 'ours', 'note']],
  ['accent', ['ground', 'surface', 'raised']],
  ['alarm', ['ground', 'surface', 'chosen', 'alarm-ground', 'ours']],
  ['wait', ['ground', 'surface', 'wait-ground']],
  ['note-ink', ['surface', 'note']],
  ['on-accent', ['accent', 'accent-hover']],
  ...['email', 'sms', 'whatsapp', 'voice', 'chat', 'api'].map((channel): [string, string[]] => [channel, ['ground', 'surface', 'chosen']]),
];

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high! + 0.05) / (low! + 0.05);
}

describe.each(['light', 'dark'] as const)('colours, %s', (theme) => {
  test('every ink reads on every ground it is used on (WCAG AA, 4.5)', () => {
    const poor = INKS_ON_GROUNDS.flatMap(([ink, grounds]) =>
      grounds.flatMap((ground) => {
        const ratio = contrast(tokens.get(ink)![theme], tokens.get(ground)![theme]);
        return ratio < 4.5 ? [`${ink} on ${ground}: ${ratio.toFixed(2)}`] : [];
      }),
    );
    expect(poor).toEqual([]);
  });

  test('what is sunken is seen on every ground that it lies on, and so are the words on it', () => {
    expect(
      ['ground', 'surface', 'raised'].filter((ground) => contrast(sunkenOn(ground, theme), tokens.get(ground)![theme]) < 1.08),
    ).toEqual([]);
    const poor = ['ground', 'surface', 'raised', 'ours', 'note'].flatMap((ground) =>
      ['ink', 'quiet']
        .filter((ink) => contrast(tokens.get(ink)![theme], sunkenOn(ground, theme)) < 4.5)
        .map((ink) => `${ink} on ${ground}`),
    );
    expect(poor).toEqual([]);
  });

  test('what is pointed at or chosen stands out from all that it lies on', () => {
    const against = (one: string, other: string): number => contrast(tokens.get(one)![theme], tokens.get(other)![theme]);
    expect(['ground', 'surface', 'raised'].filter((ground) => against('hover', ground) < 1.08)).toEqual([]);
    expect(against('chosen', 'hover')).toBeGreaterThan(1.07);
  });
});

test.each(['src/console/styles/base.css', 'src/widget/frame/frame.css'])('a Latin name beside Chinese gets a little air: %s', (file) => {
  expect(readFileSync(file, 'utf8')).toMatch(/text-autospace: normal;/);
});
