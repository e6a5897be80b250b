/** A mail as a program writes it; `headers` come first, as a receiving server adds them. */
export function letter(parts: {
  from: string;
  to?: string;
  cc?: string;
  subject?: string;
  id?: string;
  inReplyTo?: string;
  references?: string[];
  date?: Date;
  text?: string;
  headers?: string[];
}): string {
  const lines = [
    ...(parts.headers ?? []),
    `From: ${parts.from}`,
    `To: ${parts.to ?? 'support@desk.example'}`,
    ...(parts.cc ? [`Cc: ${parts.cc}`] : []),
    ...(parts.subject === undefined ? [] : [`Subject: ${parts.subject}`]),
    ...(parts.id ? [`Message-ID: <${parts.id}>`] : []),
    ...(parts.inReplyTo ? [`In-Reply-To: <${parts.inReplyTo}>`] : []),
    ...(parts.references?.length ? [`References: ${parts.references.map((id) => `<${id}>`).join(' ')}`] : []),
    `Date: ${(parts.date ?? new Date('2026-11-02T08:00:00Z')).toUTCString()}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    parts.text ?? 'Hello.',
  ];
  return `${lines.join('\n')}\n`;
}
