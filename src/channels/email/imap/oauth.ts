import { z } from 'zod';
import type { MailCredentials } from '../../../contract/mailAccounts.js';
import { MailboxTrouble } from './problems.js';

/** How a login is proven: RFC 9051 LOGIN or SASL PLAIN with a password, XOAUTH2 with a token. */
export type Login = { pass: string } | { accessToken: string };

const Answer = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().optional(),
  refresh_token: z.string().min(1).optional(),
});
const Refusal = z.object({ error: z.string(), error_description: z.string().optional() });

const TIMEOUT_MS = 15_000;
const MAX_ANSWER = 100_000;

/**
 * Turns credentials into a login. A refresh token is exchanged (RFC 6749, 6) each time: connections are rare.
 * @param rotated called when the provider gave a new refresh token in place of the old one; it is to be kept
 * @throws {MailboxTrouble} `oauth_refused`, `timeout`, `unreachable`
 */
export async function loginOf(credentials: MailCredentials, rotated: (credentials: MailCredentials) => Promise<void>): Promise<Login> {
  if (credentials.kind === 'password') return { pass: credentials.password };
  if (credentials.kind === 'access_token') return { accessToken: credentials.accessToken };
  const answer = await exchange(credentials);
  if (answer.refresh_token !== undefined && answer.refresh_token !== credentials.refreshToken)
    await rotated({ ...credentials, refreshToken: answer.refresh_token });
  return { accessToken: answer.access_token };
}

async function exchange({
  tokenUrl,
  clientId,
  clientSecret,
  refreshToken,
}: Extract<MailCredentials, { kind: 'refresh_token' }>): Promise<z.infer<typeof Answer>> {
  const { host } = new URL(tokenUrl);
  const body = new URLSearchParams({
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    client_id: clientId,
    ...(clientSecret === '' ? {} : { client_secret: clientSecret }),
  });
  let text: string;
  let ok: boolean;
  try {
    // A redirect would carry the secrets to wherever it points.
    const response = await fetch(tokenUrl, {
      method: 'POST',
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: { accept: 'application/json' },
    });
    ok = response.ok;
    text = (await response.text()).slice(0, MAX_ANSWER);
  } catch (error) {
    if (error instanceof Error && error.name === 'TimeoutError')
      throw new MailboxTrouble('timeout', `${host} did not answer in time when it was asked for an access token.`, { cause: error });
    throw new MailboxTrouble('unreachable', `${host} cannot be asked for an access token.`, { cause: error });
  }
  const answer = Answer.safeParse(readJson(text));
  if (ok && answer.success) return answer.data;
  const refusal = Refusal.safeParse(readJson(text));
  const words = refusal.success
    ? `${refusal.data.error}${refusal.data.error_description ? `: ${refusal.data.error_description}` : ''}`
    : 'its answer holds no token';
  throw new MailboxTrouble(
    'oauth_refused',
    `${host} gives no access token (${words.replace(/\s+/g, ' ').slice(0, 300)}). The grant may have been withdrawn: connect the mailbox again.`,
  );
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: told as an answer without a token.
    return null;
  }
}
