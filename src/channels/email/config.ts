/** What the e-mail channel is told at start. */
export interface EmailConfig {
  /** Our address: customers see it and answer to it. */
  fromAddress: string;
  fromName: string;
  /** The right side of our Message-IDs. */
  domain: string;
  /** The mail system delivers `local+anything@` to `local@`: replies then carry a signed token. */
  plusAddressing: boolean;
  /** `smtp://` or `smtps://` with credentials; null: nothing is sent, the outbox keeps it. */
  smtpUrl: string | null;
  /** For Message-IDs and reply tokens; 32 bytes at least. */
  key: Buffer;
}
