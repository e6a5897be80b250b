import { z } from 'zod';
import { HOOKS, type Hook, type PhoneLogin, type PhoneState, type PhoneTest } from '../contract/phone.js';
import { AppError, notFound } from '../lib/errors.js';
import type { PhoneAccount, PhoneLine } from '../ports/phone.js';
import { requireRight } from './access.js';
import { requireVersion } from './overtaken.js';
import type { ActionDeps } from './deps.js';
import type { Viewer } from './desk.js';
import { createSeen } from './seen.js';

const PHONE_KEY = 'phone';
const SECRET = 'phone:token';
const Stored = z.object({ accountSid: z.string(), number: z.string(), token: z.string() }).nullable();
type Stored = z.infer<typeof Stored>;

/** The phone account, for administrators: kept encrypted, and used from the moment it is saved. */
export function createPhone(deps: ActionDeps) {
  const { store, secrets, policy, log, now } = deps;
  const seen = createSeen(deps, 'phone');
  let known: string | null = null;
  return { state, save, remove, test, pointHooks, refresh, noteRequest };

  async function state(viewer: Viewer): Promise<PhoneState> {
    requireRight(viewer, 'settings.read');
    const line = requireLine();
    const [setting, requests] = await Promise.all([store.settings.get(PHONE_KEY), seen.read()]);
    const stored = Stored.parse(setting.value);
    const { accountSid, number } = line.fixed
      ? (line.current() ?? { accountSid: null, number: null })
      : (stored ?? { accountSid: null, number: null });
    const last = (what: 'seen' | 'refused'): { at: string; hook: Hook } | null => {
      const found = HOOKS.flatMap((hook) => (requests[`${what} ${hook}`] ? [{ hook, at: requests[`${what} ${hook}`] ?? '' }] : [])).sort(
        (a, b) => b.at.localeCompare(a.at),
      );
      return found[0] ?? null;
    };
    const signed = last('seen');
    const refused = last('refused');
    return {
      origin: line.fixed ? 'environment' : stored ? 'settings' : null,
      version: setting.version,
      accountSid,
      number,
      hooks: line.hooks,
      reachable: isPublic(policy.publicUrl),
      seen: signed,
      refused: refused && (!signed || refused.at > signed.at) ? refused : null,
    };
  }

  async function save(viewer: Viewer, login: PhoneLogin): Promise<PhoneState> {
    const line = requireOwn(viewer);
    const after = await store.settings.change(PHONE_KEY, now(), (before) => {
      requireVersion(login.version, before);
      const { accountSid, number, authToken } = complete(login, Stored.parse(before.value));
      return { accountSid, number, token: secrets.seal(authToken, SECRET) };
    });
    line.use(open(Stored.parse(after.value)));
    return state(viewer);
  }

  async function remove(viewer: Viewer): Promise<void> {
    const line = requireOwn(viewer);
    await store.settings.change(PHONE_KEY, now(), () => null);
    line.use(null);
  }

  async function test(viewer: Viewer, login: PhoneLogin): Promise<PhoneTest> {
    return requireOwn(viewer).tryAccount(complete(login, await read()));
  }

  /** Tells the provider where texts and calls to our number go, and asks anew. */
  async function pointHooks(viewer: Viewer): Promise<PhoneTest> {
    const line = requireOwn(viewer);
    const account = open(await read());
    if (!account) throw notFound('phone account');
    const before = await line.tryAccount(account);
    if (!before.ok) return before;
    await line.pointHooks(account);
    return line.tryAccount(account);
  }

  /** Takes over what another process, or an admin, has saved. */
  async function refresh(): Promise<void> {
    if (!deps.phone || deps.phone.fixed) return;
    const stored = await read();
    const text = JSON.stringify(stored);
    if (text === known) return;
    known = text;
    try {
      deps.phone.use(open(stored));
    } catch (error) {
      // Fail closed: without its token nothing is sent, and every request of the provider is refused.
      deps.phone.use(null);
      log.error({ err: error }, 'the phone account cannot be used');
    }
  }

  /** A request came to one of our hooks, signed by the account or not. */
  function noteRequest(hook: Hook, signed: boolean): void {
    seen.note(`${signed ? 'seen' : 'refused'} ${hook}`);
  }

  async function read(): Promise<Stored> {
    return Stored.parse((await store.settings.get(PHONE_KEY)).value);
  }

  function open(stored: Stored): PhoneAccount | null {
    return stored && { accountSid: stored.accountSid, number: stored.number, authToken: openToken(stored.token) };
  }

  function openToken(token: string): string {
    try {
      return secrets.open(token, SECRET);
    } catch (error) {
      throw new AppError('conflict', 'The kept token cannot be read: SECRET_KEY is another one than when it was saved. Enter it again.', {
        reason: error instanceof Error ? error.name : 'unreadable',
      });
    }
  }

  /** A kept token goes to the account it was given for, and to no other. */
  function complete({ accountSid, authToken, number }: PhoneLogin, stored: Stored): PhoneAccount {
    if (authToken !== undefined) return { accountSid, authToken, number };
    if (stored?.accountSid !== accountSid) throw new AppError('invalid_input', 'Another account needs its token.');
    return { accountSid, authToken: openToken(stored.token), number };
  }

  function requireLine(): PhoneLine {
    if (!deps.phone) throw notFound('phone account');
    return deps.phone;
  }

  function requireOwn(viewer: Viewer): PhoneLine {
    requireRight(viewer, 'settings.write');
    const line = requireLine();
    if (line.fixed) throw new AppError('conflict', 'The phone account is set by TWILIO_ACCOUNT_SID: change it there.');
    return line;
  }
}

/** Whether a provider can call us: not at an address that is only known inside. */
function isPublic(publicUrl: string): boolean {
  const { hostname, protocol } = new URL(publicUrl);
  return (
    protocol === 'https:' &&
    hostname.includes('.') &&
    !/^(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|0\.)/.test(hostname) &&
    !/\.(?:local|internal|test|localhost)$/.test(hostname)
  );
}
