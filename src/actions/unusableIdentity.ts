import type { IdentityKind } from '../contract/common.js';
import { AppError } from '../lib/errors.js';

const WHAT: Record<IdentityKind, string> = {
  email: 'a mail address',
  phone: 'a phone number with + and its country code',
  external: 'a usable id',
  chat: 'a usable id',
};

/** Somebody gave an identity that no customer can have. */
export const unusableIdentity = ({ kind, value }: { kind: IdentityKind; value: string }): AppError =>
  new AppError('invalid_input', `"${value}" is not ${WHAT[kind]}.`, { kind, value });
