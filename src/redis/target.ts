import type { RedisOptions } from 'ioredis';

type Target = Pick<RedisOptions, 'host' | 'port' | 'path' | 'db' | 'username' | 'password' | 'tls' | 'family'>;

/**
 * Reads a Redis URL. Done here and not by ioredis, which takes a wrong one for a host name and then retries for ever.
 * @throws {Error} that does not hold the URL, since it may hold a password.
 */
export function connectionTarget(url: string): Target {
  if (url.startsWith('/')) return { path: url };
  if (!URL.canParse(url)) throw new Error('REDIS_URL is not a URL');
  const parsed = new URL(url);
  const login = {
    ...(parsed.username ? { username: decodeURIComponent(parsed.username) } : {}),
    ...(parsed.password ? { password: decodeURIComponent(parsed.password) } : {}),
  };
  if (parsed.protocol === 'unix:') {
    return { path: decodeURIComponent(parsed.pathname), db: databaseOf(parsed.searchParams.get('db') ?? ''), ...login };
  }
  if (parsed.protocol !== 'redis:' && parsed.protocol !== 'rediss:')
    throw new Error('REDIS_URL must start with redis://, rediss:// or unix://');
  return {
    host: parsed.hostname.replace(/^\[|\]$/g, '') || '127.0.0.1',
    port: Number(parsed.port || 6379),
    db: databaseOf(parsed.pathname.slice(1)),
    // 0 lets the resolver choose; ioredis would ask for IPv4 only.
    family: 0,
    ...login,
    ...(parsed.protocol === 'rediss:' ? { tls: {} } : {}),
  };
}

function databaseOf(text: string): number {
  if (text === '') return 0;
  if (/^\d{1,4}$/.test(text)) return Number(text);
  throw new Error('REDIS_URL names a database that is not a number');
}
