/** White or near-black, whichever reads better on this `rgb(...)`. */
export function inkOn(rgb: string): string {
  const parts =
    rgb
      .match(/[\d.]+/g)
      ?.slice(0, 3)
      .map(Number) ?? [];
  const [r = 0, g = 0, b = 0] = parts.map((part) => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.36 ? '#141414' : '#ffffff';
}
