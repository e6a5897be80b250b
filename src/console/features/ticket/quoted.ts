/** "On 3 Nov, Ann wrote:", "在 2026年11月3日，Ann 写道：", "-----Original Message-----". */
const INTRO = /^(on .{5,200} wrote:|.{0,200}写道[:：]|-{2,}\s*(original message|原始邮件|forwarded message)\s*-{2,})\s*$/i;

/** Parts a mail into what was said now and what was quoted below it. `quoted` is empty when nothing is. */
export function splitQuoted(text: string): { said: string; quoted: string } {
  const lines = text.split('\n');
  const whole = { said: text, quoted: '' };
  let from = lines.findIndex((line) => INTRO.test(line.trim()));
  if (from < 0) {
    from = lines.length;
    while (from > 0 && (lines[from - 1]!.startsWith('>') || lines[from - 1]!.trim() === '')) from--;
    if (!lines.slice(from).some((line) => line.startsWith('>'))) return whole;
  }
  const said = lines.slice(0, from).join('\n').trimEnd();
  // A message that is nothing but a quotation is shown as it is.
  return said ? { said, quoted: lines.slice(from).join('\n').trim() } : whole;
}
