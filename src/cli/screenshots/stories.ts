/** Two issues as customers tell them, for the pictures. */
export interface Telling {
  customer: { name: string; email: string; phone: string; language: string; timeZone: string; tags: string[]; ticketTags: string[] };
  /** What is known of the customer. */
  known: { likes: string; dislikes: string; notes: string };
  /** What the shop says: its order. */
  order: { kind: string; externalId: string; title: string; status: string; at: string; amount: { value: number; currency: string } };
  mail: { subject: string; text: string; attachments: { filename: string; content: string | Buffer; contentType: string }[] };
  text: string;
  answer: { text: string; html: string };
  chat: string;
}

/** A blender in its puddle, 240 x 160. */
const DRAWING = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAPAAAACgCAMAAAAFBRFXAAAAD1BMVEX07uLZyKkvXWJ/t9a43OZzLC3pAAABEUlEQVR42u3bOxLCMAxAQYO4/5kpaClC8Ee29p0gWyS2NJPWJEmSJEmSJKlcz6sBAwMDAwMDd+31a8DAwMDAwMDAwMDAwMDf2n1cBAYGBq5wLAEDAwPvIW7AwMDAwMDAq8QNGBgYGBgYeJW4AQMDAwMDAwNPEreC4CP+gQAGBgY+/VjavGpeYGBgYGDg/cQNGBgYGBgYGFjSp+fdgIGBgYGBgYGPAD8Gdhs88JmAgYGBgYGBgbcHx//lB8e4UoFjZivBsbLJ4MjRFHBkayQ4sjYEHLnrDY789QTHHnUDR5wjbid5r4iBgQu+w/W+0vXO4YI3rYJ36YrTUsl5uObGo+ZOq+zWsu5eeouAgYGBgTP3BhlUglHW7MnyAAAAAElFTkSuQmCC',
  'base64',
);

export const ENGLISH: Telling = {
  customer: { name: 'Maya Lindqvist', email: 'maya.lindqvist@example.org', phone: '+12025550171', language: 'en', timeZone: 'America/Chicago', tags: ['regular'], ticketTags: ['blender', 'seal'] },
  known: { likes: 'Short answers, texts before noon', dislikes: 'Being called while the café is full', notes: 'Runs a small café and needs the blender from seven.' },
  order: { kind: 'order', externalId: '4711', title: 'Blender BL-2', status: 'delivered', at: '2026-04-14T09:30:00Z', amount: { value: 249, currency: 'USD' } },
  mail: {
    subject: 'Blender leaks at the bottom',
    text: 'Hello,\n\nsince yesterday my blender leaks at the bottom, right where the jug sits. I took it apart twice and cannot find a crack.\nIt is the one from last spring. Is there a seal that I can change myself?\n\nBest, Maya\n\nOn Tuesday SayOnce wrote:\n> Your order has been delivered.',
    attachments: [{ filename: 'leak.png', content: DRAWING, contentType: 'image/png' }, { filename: 'order-4711.csv', content: 'No,Item,Pieces\n4711,Blender BL-2,1\n', contentType: 'text/csv' }],
  },
  text: 'Also sent you a mail about the blender. The café opens at 7, can somebody look at it today?',
  answer: { text: 'Hello Maya', html: '<p>Hello Maya,</p><p>sorry about the puddle. It is the <strong>seal under the ring</strong>: a new one leaves us today and is with you on Thursday.</p><ul><li>Pull the jug off</li><li>Turn the ring to the left</li><li>Put the seal in, lip upwards</li></ul><p>Jonas</p>' },
  chat: 'You are quick! Is there anything I can do until Thursday?',
};

export const CHINESE: Telling = {
  customer: { name: '王晓明', email: 'xiaoming@chenguang.example', phone: '+8613800138000', language: 'zh-CN', timeZone: 'Asia/Shanghai', tags: ['老客户'], ticketTags: ['发票'] },
  known: { likes: '简短回复', dislikes: '下班后打电话', notes: '公司采购，需要增值税专用发票。' },
  order: { kind: 'order', externalId: '2086', title: '搅拌机 BL-2', status: '已签收', at: '2026-11-20T02:10:00Z', amount: { value: 1680, currency: 'CNY' } },
  mail: {
    subject: '发票抬头写错了',
    text: '您好：\n\n订单 2086 的发票抬头写成了个人，应该是“上海晨光餐饮有限公司”。请帮我重开一张，税号在附件里。\n\n谢谢！\n王晓明',
    attachments: [{ filename: '开票资料.csv', content: '名称,税号\n上海晨光餐饮有限公司,91310000MA1K00000X\n', contentType: 'text/csv' }],
  },
  text: '刚才发了邮件，发票的事，财务月底前要用。',
  answer: { text: '您好', html: '<p>王先生，您好：</p><p>抬头已经改好，新发票<strong>今天下午</strong>发到您的邮箱，旧的一张我们来作废，您不用寄回。</p>' },
  chat: '太好了，收到后我就转给财务。',
};
