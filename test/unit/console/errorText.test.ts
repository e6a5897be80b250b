import { expect, test } from '@jest/globals';
import type { TFunction } from 'i18next';
import { ApiError } from '../../../src/console/api/http.js';
import { errorText } from '../../../src/console/i18n/errorText.js';

const t = ((key: string) => key) as TFunction;

test.each([
  [new ApiError('not_signed_in', 401, 'Please sign in.'), 'error.signedOut'],
  [new ApiError('not_allowed', 403, 'No.'), 'error.notAllowed'],
  [new ApiError('internal_error', 500, 'No.'), 'error.generic'],
  [new ApiError('invalid_input', 400, 'No.', { kind: 'phone', value: '0123' }), 'error.phone'],
  [new Error('anything'), 'error.generic'],
])('%s is said as %s', (error, words) => expect(errorText(t, error)).toBe(words));
