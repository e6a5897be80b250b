/** An SMTP reply other than 250. smtp-server reads `responseCode`. */
export class SmtpRefusal extends Error {
  readonly responseCode: number;
  /** The client is cut off after the reply: it is still sending, and we no longer listen. */
  readonly hangUp: boolean;

  constructor(responseCode: number, message: string, hangUp = false) {
    super(message);
    this.name = 'SmtpRefusal';
    this.responseCode = responseCode;
    this.hangUp = hangUp;
  }
}
