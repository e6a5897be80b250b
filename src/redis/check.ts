import type { Redis } from 'ioredis';

/** What this Redis is set up to do with what it accepts. */
export interface RedisCheck {
  /** False: jobs could vanish or be refused. The desk still runs, since the store is the truth, but says so. */
  ok: boolean;
  /** What to change and why; to be logged at start. */
  warnings: string[];
}

/**
 * Checks at start that this Redis keeps what it accepts. Asks `INFO` and not `CONFIG`, which hosted ones refuse.
 * @throws whatever the connection throws when Redis does not answer.
 */
export async function checkRedis(redis: Redis): Promise<RedisCheck> {
  const facts = readInfo(await redis.info());
  const warnings: string[] = [];
  if (facts.get('aof_enabled') !== '1') {
    warnings.push('Redis runs without "appendonly yes": jobs that wait are lost when it stops (the desk finds its messages again, later).');
  }
  const policy = facts.get('maxmemory_policy') ?? 'unknown';
  if (policy !== 'noeviction') {
    warnings.push(`Redis has "maxmemory-policy ${policy}": it may throw jobs away when memory is short. Set it to noeviction.`);
  }
  const version = facts.get('redis_version') ?? '0';
  if (isOlderThan(version, 6, 2)) warnings.push(`Redis ${version} is old: the queues need 6.2 or newer.`);
  return { ok: warnings.length === 0, warnings };
}

function readInfo(info: string): Map<string, string> {
  const pairs = info.split(/\r?\n/).flatMap((line): [string, string][] => {
    const colon = line.indexOf(':');
    return colon > 0 ? [[line.slice(0, colon), line.slice(colon + 1)]] : [];
  });
  return new Map(pairs);
}

function isOlderThan(version: string, major: number, minor: number): boolean {
  const [ours = 0, ourMinor = 0] = version.split('.').map(Number);
  return ours < major || (ours === major && ourMinor < minor);
}
