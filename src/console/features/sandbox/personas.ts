import type { Language } from '../../i18n/languages.js';

/** A customer who does not exist: the domain and the numbers are set aside for examples (RFC 2606; +1 202 555 01xx). */
export interface Persona {
  name: string;
  email: string;
  phone: string;
  /** What he has on his mind, until somebody writes something else. */
  subject: string;
  text: string;
}

/** People with an issue each, in the language of whoever tries the desk; the first is ready at once. */
export const PERSONAS: Record<Language, readonly Persona[]> = {
  en: [
    {
      name: 'Ann Lee',
      email: 'ann.lee@example.org',
      phone: '+12025550111',
      subject: 'My blender leaks at the bottom',
      text: 'Hello, I have had the blender for three weeks and now it leaks at the bottom when I make soup. Can you help?',
    },
    {
      name: 'Marcus Weber',
      email: 'marcus.weber@example.org',
      phone: '+12025550124',
      subject: 'Where is order 20931?',
      text: 'Hi, order 20931 should have been here on Monday. The tracking has said the same for four days. Where is it?',
    },
    {
      name: 'Priya Khan',
      email: 'priya.khan@example.org',
      phone: '+12025550137',
      subject: 'Refund not on my card yet',
      text: 'You confirmed my refund of 79.00 nine days ago, and nothing has come to my card. When will I see it?',
    },
    {
      name: 'Tom Okafor',
      email: 'tom.okafor@example.org',
      phone: '+12025550148',
      subject: 'Invoice with our company name',
      text: 'We need the invoice for the two coffee machines in the name of Okafor & Sons Ltd. Could you send a new one?',
    },
  ],
  'zh-CN': [
    {
      name: '王小明',
      email: 'xiaoming.wang@example.org',
      phone: '+12025550112',
      subject: '料理机底部漏水',
      text: '你好，料理机买了三个星期，做汤时底部漏水。能帮忙看看吗？',
    },
    {
      name: '陈静',
      email: 'jing.chen@example.org',
      phone: '+12025550125',
      subject: '订单 20931 到哪儿了',
      text: '订单 20931 本来周一就该到，物流已经四天没有更新了，请帮我查一下。',
    },
    {
      name: '刘洋',
      email: 'yang.liu@example.org',
      phone: '+12025550138',
      subject: '退款还没到账',
      text: '九天前你们确认退款 79 元，到现在银行卡还没收到，大概什么时候能到？',
    },
    {
      name: '赵敏',
      email: 'min.zhao@example.org',
      phone: '+12025550149',
      subject: '发票抬头要改成公司',
      text: '两台咖啡机的发票抬头请改成公司名称，麻烦重新开一张。',
    },
  ],
  'zh-TW': [
    {
      name: '林怡君',
      email: 'yijun.lin@example.org',
      phone: '+12025550113',
      subject: '果汁機底部漏水',
      text: '你好，果汁機買了三個星期，煮湯時底部會漏水，可以幫忙看看嗎？',
    },
    {
      name: '張家豪',
      email: 'jiahao.chang@example.org',
      phone: '+12025550126',
      subject: '訂單 20931 到哪裡了',
      text: '訂單 20931 本來星期一就該到，貨態已經四天沒有更新，請幫我查一下。',
    },
    {
      name: '黃淑芬',
      email: 'shufen.huang@example.org',
      phone: '+12025550139',
      subject: '退款還沒入帳',
      text: '九天前你們確認退款 790 元，到現在信用卡還沒收到，大概什麼時候會到？',
    },
    {
      name: '周建宏',
      email: 'jianhong.chou@example.org',
      phone: '+12025550140',
      subject: '發票要打統編',
      text: '兩台咖啡機的發票需要打公司統編，麻煩重新開立一張。',
    },
  ],
};
