import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import type { Log } from '../ports/log.js';

/** `sign_in`: wrong tries per account and address. `sign_in_address`: those of an address, whatever the account. `chat_session`: new visitors per address. `articles`: what visitors look up. `uploads`: their files. `intake`: hook calls per address. */
export type Limit = 'sign_in' | 'sign_in_address' | 'chat_session' | 'articles' | 'uploads' | 'intake';

/** How often something may be done. */
export interface RateLimits {
  /** Takes one turn. @returns null when it may go on, else the seconds to wait. Never rejects. */
  take(limit: Limit, key: string): Promise<number | null>;
  /** Returns a turn that should not have counted. Never rejects. */
  giveBack(limit: Limit, key: string): Promise<void>;
}

interface Rule {
  points: number;
  seconds: number;
}

/**
 * Intake is generous on purpose: it only brakes floods, and a provider that is refused sends again. A visitor behind a
 * carrier's shared address must still get in, so sixty new sessions a minute, not the ten of a strict list.
 */
export const LIMITS: Record<Limit, Rule> = {
  sign_in: { points: 5, seconds: 60 },
  // One password tried on many accounts. An office behind one address has so many slips in a week.
  sign_in_address: { points: 30, seconds: 300 },
  chat_session: { points: 60, seconds: 60 },
  articles: { points: 600, seconds: 60 },
  uploads: { points: 60, seconds: 60 },
  intake: { points: 5000, seconds: 10 },
};

/** Used for signing in while Redis cannot count: stricter, since every process counts for itself. */
const STRICT = { sign_in: { points: 3, seconds: 60 }, sign_in_address: { points: 15, seconds: 300 } } as const;
const REDIS_PATIENCE_MS = 400;

/** Counts in this process only. `rules` overrides single limits, e.g. for a load test. */
export function createMemoryRateLimits(rules: Partial<Record<Limit, Rule>> = {}): RateLimits {
  const all = { ...LIMITS, ...rules };
  return overLimiters({
    sign_in: memory(all.sign_in),
    sign_in_address: memory(all.sign_in_address),
    chat_session: memory(all.chat_session),
    articles: memory(all.articles),
    uploads: memory(all.uploads),
    intake: memory(all.intake),
  });
}

/**
 * Counts sign-ins in Redis, over all processes. While Redis is away, signing in stays limited, by a stricter count in
 * this process (fails closed). What customers send is never counted in Redis: intake must not depend on it (fails open).
 */
export function createRedisRateLimits(redis: Redis, log: Log, rules: Partial<Record<Limit, Rule>> = {}): RateLimits {
  const all = { ...LIMITS, ...rules };
  const signIn = (limit: keyof typeof STRICT): Limiter => {
    const { points, seconds } = all[limit];
    const shared = new RateLimiterRedis({
      storeClient: redis,
      keyPrefix: `sayonce:limit:${limit}`,
      points,
      duration: seconds,
      rejectIfRedisNotReady: true,
    });
    return withFallback(shared, memory(STRICT[limit]), log);
  };
  return overLimiters({
    sign_in: signIn('sign_in'),
    sign_in_address: signIn('sign_in_address'),
    chat_session: memory(all.chat_session),
    articles: memory(all.articles),
    uploads: memory(all.uploads),
    intake: memory(all.intake),
  });
}

/** The two calls that we use of a limiter. */
type Limiter = Pick<RateLimiterAbstract, 'consume' | 'reward'>;

const memory = (rule: Rule): Limiter => new RateLimiterMemory({ points: rule.points, duration: rule.seconds });

function overLimiters(limiters: Record<Limit, Limiter>): RateLimits {
  return {
    async take(limit, key) {
      try {
        await limiters[limit].consume(key);
        return null;
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
        throw refusal;
      }
    },
    async giveBack(limit, key) {
      await limiters[limit].reward(key);
    },
  };
}

/** Asks the first limiter; when it fails or does not answer in time, the second one decides. */
function withFallback(first: Limiter, second: Limiter, log: Log): Limiter {
  async function either<T>(name: 'consume' | 'reward', key: string | number): Promise<T> {
    try {
      return (await inTime(first[name](key))) as T;
    } catch (failure) {
      if (failure instanceof RateLimiterRes) throw failure;
      log.warn({ err: failure, limiter: name }, 'rate limits cannot reach redis, counting in this process');
      return (await second[name](key)) as T;
    }
  }
  return { consume: (key) => either('consume', key), reward: (key) => either('reward', key) };
}

/** A Redis that hangs is as good as none. */
async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('redis does not answer')), REDIS_PATIENCE_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
