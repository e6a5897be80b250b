/** One ticket for one issue, on every channel: what speaks for the same and what for another, in short. */
import { DEVELOPMENT } from '../../../src/cli/bench/threading/development/all.js';
import { decideThread, type ThreadCandidate } from '../../../src/threading/decideThread.js';
import { goesOn } from '../../../src/threading/goesOn.js';
import { bodyOf } from '../../../src/threading/letterBody.js';
import { situationOf } from '../../../src/threading/situation.js';
import { isPureThanks } from '../../../src/threading/thanks.js';
import { topicsOfMessage } from '../../../src/threading/subjectMatter.js';
import { DEFAULT_TOPICS } from '../../../src/tickets/topics.js';
import { inputOf } from './caseInput.js';

/** A text beside one live ticket about a parcel, whatever else is told of that. */
function texted(text: string, also: Partial<ThreadCandidate> = {}) {
  const input = inputOf({
    message: { channel: 'sms', text },
    tickets: { T1: { subject: 'Parcel not here', preview: 'Where is it?', topic: 'delivery', last: '9h ago' } },
    policy: { anotherIssue: 'likely' },
  });
  return { ...input, own: input.own.map((ticket) => ({ ...ticket, ...also })) };
}
const asked = { answeredLast: true, preview: 'Hello, could you tell me the number on the label?' };
const outcome = (...args: Parameters<typeof texted>): string => decideThread(texted(...args)).outcome;

test.each([
  'It is the green one, bought with my brother in the shop',
  '今のところ私だけです。同僚には数分で来ました。',
  '目前只有我这里这样，同事的几分钟就到了',
  'Es ist die grüne Packung, gekauft mit meinem Bruder',
])('what answers our question goes on, in any language: %s', (text) => {
  expect(outcome(text, asked)).toBe('join');
});

test.each([
  'How do I reset my password? I cannot log in to my account any more',
  '忘记密码了，登录不了账户，请问该怎么办？',
  'パスワードを忘れて、ログインできません。どうすればいいですか？',
])("a question of one's own about something else does not, even then: %s", (text) => {
  expect(outcome(text, asked)).toBe('new');
});

test('who speaks of two things may go on with either', () => {
  const both = 'The courier lost the parcel, I want a refund and my money back';
  const { topic, topics } = situationOf(texted(both)).about();
  expect([topic, topics]).toEqual(['refund', ['refund', 'delivery']]);
  const lone = outcome('I want a refund and my money back for the blue lamp');
  expect([outcome(both), lone]).toEqual(['join', 'new']);
});

test('as much is said in Chinese as in English when as much is meant', () => {
  const size = (text: string): number => situationOf(texted(text)).about().size;
  expect(size('路由器放在客厅窗户旁边')).toBeLessThan(1.5 * size('The router stands beside the window of the living room'));
});

test.each([
  ['Hello again,\n\nThe lamp is dark.\n\nBest, Anna', 'The lamp is dark.'],
  ['客服您好：\n\n灯不亮。\n\n王芳敬上', '灯不亮。'],
  ['いつもお世話になっております。\n\nランプがつきません。', 'ランプがつきません。'],
  ['Dear team,\n\nThe lamp is dark.\n\nThe other one too.\n\nYours faithfully,\nAnna Lowe', 'The lamp is dark.\n\nThe other one too.'],
  ['The lamp is dark.\n\nAnna', 'The lamp is dark.'],
  ['Order 12345\n\nThe lamp is dark.', 'Order 12345\n\nThe lamp is dark.'],
  ['Still dark!\n\nAnna', 'Still dark!'],
  ['Hi!\n\nWhere is it', 'Where is it'],
  ['Hello, the lamp is dark', 'Hello, the lamp is dark'],
])('of %j the body is %j', (text, body) => expect(bodyOf(text, 'Anna Lowe')).toBe(body));

test('a greeting says nothing of what comes after it', () => {
  const input = inputOf({ message: { subject: 'Lamp', text: 'Hello again,\n\nThe lamp is dark.\n\nBest, Anna' } });
  expect(situationOf(input).about().goesOn).toBeNull();
});

test.each([
  ['yes, the blue one', 'continues'],
  ['Non, rien', 'continues'],
  ['はい、全員です', 'continues'],
  ['对，都这样', 'continues'],
  ['Re: lamp\n\nYes.', 'continues'],
  ['No signal since Monday', null],
  ['Nothing works', null],
  ['Notebook without power', null],
  ['hello?', 'chases'],
  ['How long will it take?', 'chases'],
  ['Es ist immer noch nicht da', null],
  ['¿Nos pueden poner otra cama?', null],
] as const)('%s goes on: %s', (text, kind) => expect(goesOn(text)).toBe(kind));

test.each([
  ['ich komme nicht in mein Kundenkonto', 'login'],
  ['Il me faut un justificatif pour la comptabilité', 'invoice'],
  ['La lavadora está averiada', 'damaged'],
  ['押金什么时候退还', 'refund'],
  ['Me quiero dar de baja: anulen todo', 'cancel'],
])('%s is first of all about %s', (text, topic) =>
  expect(topicsOfMessage({ channel: 'email', wroteBy: 'person', subject: null, text }, DEFAULT_TOPICS)[0]).toBe(topic),
);

test('what the shops of the bench call thanks is nothing but that', () => {
  const thanks = Object.values(DEVELOPMENT).flatMap((tables) => tables.flatMap((table) => table.thanks));
  expect(thanks.filter((text) => !isPureThanks({ channel: 'email', text }))).toEqual([]);
});
