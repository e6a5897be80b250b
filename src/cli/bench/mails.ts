const WORDS =
  'the parcel arrived late and seal at bottom leaks when I fill jug above line please tell me how to get new one invoice order number account thank you regards kitchen lid motor noise smell replace refund week'.split(
    ' ',
  );

/** A cheap generator with a seed, so that each run measures the same mails. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export interface BenchMail {
  from: string;
  subject: string;
  raw: Buffer;
}

/**
 * `count` mails of 5 to 20 kB in `count * 0.6` threads, text and HTML, as people send them. A reply names its parent.
 */
export function makeMails(count: number, label: string): BenchMail[] {
  const next = random(42);
  const threads = Math.max(1, Math.round(count * 0.6));
  const lastOf = new Map<number, string>();
  return Array.from({ length: count }, (_, i) => {
    const thread = i < threads ? i : Math.floor(next() * threads);
    const from = `customer${thread}.${label}@example.org`;
    const messageId = `${label}.${i}.${Math.floor(next() * 1e9).toString(36)}@example.org`;
    const parent = lastOf.get(thread);
    lastOf.set(thread, messageId);
    const subject = `${parent ? 'Re: ' : ''}Blender ${thread} ${label} no ${i}`;
    const paragraphs = Array.from({ length: 12 + Math.floor(next() * 30) }, () => sentence(next));
    const text = paragraphs.join('\r\n\r\n');
    const html = `<html><body>${paragraphs.map((p) => `<p style="margin:0">${p}</p>`).join('\r\n')}</body></html>`;
    const raw = [
      `From: Customer ${thread} <${from}>`,
      'To: support@example.com',
      `Subject: ${subject}`,
      `Message-ID: <${messageId}>`,
      'Date: Sun, 22 Nov 2026 10:00:00 +0000',
      ...(parent ? [`In-Reply-To: <${parent}>`, `References: <${parent}>`] : []),
      'MIME-Version: 1.0',
      'Content-Type: multipart/alternative; boundary="b1"',
      '',
      '--b1',
      'Content-Type: text/plain; charset=utf-8',
      '',
      text,
      '',
      '--b1',
      'Content-Type: text/html; charset=utf-8',
      '',
      html,
      '',
      '--b1--',
      '',
    ].join('\r\n');
    return { from, subject, raw: Buffer.from(raw) };
  });
}

function sentence(next: () => number): string {
  const words = Array.from({ length: 24 + Math.floor(next() * 16) }, () => WORDS[Math.floor(next() * WORDS.length)] ?? 'word');
  return `${words.join(' ')}.`;
}
