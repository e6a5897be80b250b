/**
 * The processor time that this process has used, in ms. For limits on hostile input: a busy machine makes the clock
 * run on, but not this.
 */
export function cpuNow(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
