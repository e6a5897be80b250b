import { DEFAULT_TOPICS, topicOf, type Topic } from '../../../src/tickets/topics.js';

test.each([
  ['Where is my parcel? The tracking says nothing', 'delivery'],
  ['I want my money back', 'refund'],
  ['Please refund me, you refunded my friend too', 'refund'],
  ['The cup arrived broken', 'damaged'],
  ['I need an invoice with our VAT number', 'invoice'],
  ['I forgot my password and cannot log in', 'login'],
  ['How do I send it back? I need a return label', 'return'],
  ['You charged me twice on my credit card', 'billing'],
  ['Please cancel my subscription', 'cancel'],
  ['It would be great to have a dark mode, a feature request', 'feature'],
  ['How do I install the spare part?', 'spare_part'],
  ['The app crashes with an error message', 'bug'],
  ['Is this repair covered by warranty?', 'warranty'],
  ['我要退款', 'refund'],
  ['我想退貨', 'return'],
  ['快递还没到，物流不动了', 'delivery'],
  ['收到的杯子碎了', 'damaged'],
  ['請幫我開發票', 'invoice'],
  ['忘记密码，登录不了', 'login'],
  ['Meine Sendung ist noch nicht da, wann wird geliefert?', 'delivery'],
  ['Ich möchte stornieren', 'cancel'],
  ['Je voudrais un remboursement', 'refund'],
  ['Mi paquete llegó roto, la pantalla rota', 'damaged'],
  ['パスワードを忘れてログインできません', 'login'],
  ['Ｒｅｆｕｎｄ please', 'refund'],
  ['Hello there', null],
  ['unreturnable paidia billboard', null],
  ['', null],
])('%s is about %s', (text, topic) => expect(topicOf(text, DEFAULT_TOPICS)).toBe(topic));

function topic(key: string, ...keywords: string[]): Topic {
  return { key, name: { en: key, 'zh-CN': key, 'zh-TW': key }, keywords };
}

describe('the rules of the match', () => {
  test('the better score wins', () =>
    expect(topicOf('a cup and a plate on a tray', [topic('one', 'cup'), topic('two', 'plate', 'tray')])).toBe('two'));
  test('a tie goes to the first', () => expect(topicOf('cup plate', [topic('one', 'plate'), topic('two', 'cup')])).toBe('one'));
  test('a keyword counts once', () =>
    expect(topicOf('cup cup cup plate tray', [topic('one', 'cup'), topic('two', 'plate', 'tray')])).toBe('two'));
  test('Latin words count whole', () => expect(topicOf('cupboard', [topic('one', 'cup')])).toBeNull());
  test('a star stands for any ending', () => expect(topicOf('cupboard', [topic('one', 'cup*')])).toBe('one'));
  test('a Latin word next to Chinese counts', () => expect(topicOf('我的cup 坏', [topic('one', 'cup')])).toBeNull());
  test('signs in a keyword are signs', () => expect(topicOf('axb', [topic('one', 'a.b', '', '*', '(')])).toBeNull());
  test('no topics, no topic', () => expect(topicOf('cup', [])).toBeNull());
});

test('keys are unique and every topic has both names', () => {
  expect(new Set(DEFAULT_TOPICS.map(({ key }) => key)).size).toBe(DEFAULT_TOPICS.length);
  for (const { name, keywords } of DEFAULT_TOPICS) {
    expect(name.en && name['zh-CN'] && name['zh-TW']).toBeTruthy();
    expect(keywords.length).toBeGreaterThan(5);
  }
});
