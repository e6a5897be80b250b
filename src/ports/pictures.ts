/** A picture's address under our own name, as it stands in the query of that address. */
export interface SignedPicture {
  url: string;
  /** Seconds since 1970. */
  until: number;
  signature: string;
}

/**
 * Pictures that a mail shows from elsewhere. They are off; when an agent asks for them they come through us, so that the
 * sender learns neither who looks nor from where.
 */
export interface Pictures {
  /** An address of ours for it, good for an hour. */
  sign(url: string): string;
  /** @throws AppError `bad_signature` when we did not sign it or it is too old, `not_found` when there is no picture to be had. */
  open(picture: SignedPicture): Promise<{ bytes: Buffer; contentType: string }>;
}
