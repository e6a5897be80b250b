import { expect, test } from '@jest/globals';
import i18next from 'i18next';
import { proveSender } from '../../../src/channels/email/proveSender.js';
import type { SenderDoubt } from '../../../src/channels/email/addresses.js';
import { evidenceText } from '../../../src/console/features/ticket/whyText.js';
import { en } from '../../../src/console/i18n/en/index.js';
import { zhCN } from '../../../src/console/i18n/zh-CN/index.js';
import { zhTW } from '../../../src/console/i18n/zh-TW/index.js';

const SPOKEN = { en, 'zh-CN': zhCN, 'zh-TW': zhTW };
/** Every doubt that reading From can have. */
const OF_FROM: Record<SenderDoubt, true> = {
  two_from_headers: true,
  several_from_addresses: true,
  malformed_from: true,
  no_from: true,
};

/** As the reader of mails says it of one that DMARC refutes. */
async function refutedDoubt(): Promise<string> {
  const headers = [{ name: 'authentication-results', value: 'mx.desk.example; dmarc=fail header.from=bank.example' }];
  const from = { kind: 'email', value: 'ann@bank.example', name: null };
  const deps = { trustedAuthservId: 'mx.desk.example', findSent: () => Promise.resolve(null) };
  return (await proveSender({ headers, senderDoubt: null }, from, false, [], deps)).doubt ?? '';
}

test.each(Object.keys(SPOKEN) as (keyof typeof SPOKEN)[])('why a sender is in doubt is said in words in %s', async (lng) => {
  const t = await i18next
    .createInstance()
    .init({ lng, resources: { [lng]: { translation: SPOKEN[lng] } }, interpolation: { escapeValue: false } });
  const doubts = [...Object.keys(OF_FROM), await refutedDoubt()];
  const texts = doubts.map((value) => evidenceText(t, { kind: 'sender_doubt', value }));
  expect(doubts).toHaveLength(5);
  expect(texts.filter((text) => /_|{{|ticket\./.test(text))).toEqual([]);
  expect(new Set(texts).size).toBe(5);
  // One of a release that knows more is named as it is.
  expect(evidenceText(t, { kind: 'sender_doubt', value: 'of_later' })).toContain('of_later');
});
