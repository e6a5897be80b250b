/** What the Twilio channels are told at start. Without a SID or token everything inbound is refused and nothing is sent. */
export interface TwilioConfig {
  accountSid: string | null;
  /** The token in use first; during a rotation the other one too. */
  authTokens: readonly string[];
  /** Our number in E.164, as TWILIO_NUMBER. */
  number: string | null;
  /** Where Twilio reaches us; signatures are made over it. Never taken from a request. */
  publicUrl: string;
  /** Another API host, for tests. */
  apiBase: string | null;
  /** The path under which Twilio may fetch a file of an outgoing message, for a while. Left out: files stay here. */
  filePath?: (messageId: string, index: number) => string;
}

/** `https://desk.example/hooks/twilio/sms` */
export function hookUrl(config: TwilioConfig, hook: 'sms' | 'voice' | 'status', query: Record<string, string> = {}): string {
  const search = new URLSearchParams(query).toString();
  return `${config.publicUrl.replace(/\/+$/, '')}/hooks/twilio/${hook}${search === '' ? '' : `?${search}`}`;
}
