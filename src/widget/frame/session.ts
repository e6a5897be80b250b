import type { ErrorBody } from '../../contract/common.js';
import type { ChatSessionBody, ChatSessionResult } from '../../contract/realtime.js';

/** Refused for good (`code`), or not answered at all (null). */
export class SessionFailure extends Error {
  readonly code: string | null;
  /** Why a signature was refused. */
  readonly reason: string | null;

  constructor(code: string | null, reason: string | null = null) {
    super(code ?? 'no answer');
    this.code = code;
    this.reason = reason;
  }
}

/** On a line that is silently gone a request would hang for many minutes. */
const PATIENCE_MS = 15_000;

/**
 * Starts or resumes the visitor's session.
 * @throws {SessionFailure} only.
 */
export async function openSession(body: ChatSessionBody): Promise<ChatSessionResult> {
  const ends = new AbortController();
  const timer = setTimeout(() => ends.abort(), PATIENCE_MS);
  try {
    const response = await fetch('/api/v1/chat/session', {
      method: 'POST',
      credentials: 'omit',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: ends.signal,
    });
    const answer: unknown = await response.json();
    if (response.ok) return answer as ChatSessionResult;
    if (response.status >= 500) throw new SessionFailure(null);
    const { code, details } = (answer as Partial<ErrorBody> | null)?.error ?? {};
    const { reason } = (details ?? {}) as { reason?: unknown };
    throw new SessionFailure(code ?? null, typeof reason === 'string' ? reason : null);
  } catch (failure) {
    // No answer, or half of one.
    throw failure instanceof SessionFailure ? failure : new SessionFailure(null);
  } finally {
    clearTimeout(timer);
  }
}

/** Whether it is the page's word for who its visitor is that was not taken: he is anonymous then, and must not lose the chat for it. */
export function isUnproven(failure: unknown): failure is SessionFailure {
  return failure instanceof SessionFailure && (failure.code === 'bad_signature' || failure.code === 'invalid_input');
}

/** Tells whoever made the page: its visitor can do nothing about it. */
export function warnPage({ code, reason }: SessionFailure): void {
  // oxlint-disable-next-line no-console -- where a page's author looks
  console.warn(
    `SayOnce: the data-user-token of this page was refused (${reason ?? code}). Its visitor chats anonymously here, apart from the chat of whom it names. ` +
      'It must be a JWT (HS256) that is signed with WIDGET_SECRET, with "sub" (a string) and an "exp" that has not passed.',
  );
}
