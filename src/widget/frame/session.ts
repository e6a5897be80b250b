import type { ErrorBody } from '../../contract/common.js';
import type { ChatSessionBody, ChatSessionResult } from '../../contract/realtime.js';

/** Refused for good (`code`), or not answered at all (null). */
export class SessionFailure extends Error {
  readonly code: string | null;

  constructor(code: string | null) {
    super(code ?? 'no answer');
    this.code = code;
  }
}

/**
 * Starts or resumes the visitor's session. A host page whose signature fails must not cost its visitor the chat: he is
 * then anonymous.
 * @throws {SessionFailure} only.
 */
export async function openSession(body: ChatSessionBody): Promise<ChatSessionResult> {
  try {
    return await post(body);
  } catch (failure) {
    if (!(failure instanceof SessionFailure) || failure.code !== 'bad_signature' || !body.userToken) throw failure;
    return post({ language: body.language });
  }
}

/** On a line that is silently gone a request would hang for many minutes. */
const PATIENCE_MS = 15_000;

async function post(body: ChatSessionBody): Promise<ChatSessionResult> {
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
    throw new SessionFailure(response.status >= 500 ? null : ((answer as ErrorBody | null)?.error?.code ?? null));
  } catch (failure) {
    // No answer, or half of one.
    throw failure instanceof SessionFailure ? failure : new SessionFailure(null);
  } finally {
    clearTimeout(timer);
  }
}
