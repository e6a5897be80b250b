/** Every error code a client may see, with its HTTP status. */
export const ERROR_STATUS = {
  invalid_input: 400,
  not_signed_in: 401,
  wrong_credentials: 401,
  not_allowed: 403,
  password_change_needed: 403,
  bad_signature: 403,
  bad_origin: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  identity_taken: 409,
  already_undone: 409,
  cannot_undo: 409,
  no_address: 409,
  too_large: 413,
  unsupported_media_type: 415,
  too_many_requests: 429,
  internal_error: 500,
  unavailable: 503,
} as const;

/** Clients go by these and never by the message. */
export type ErrorCode = keyof typeof ERROR_STATUS;
