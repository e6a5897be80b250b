import { languageOfScript } from '../../../src/lib/language.js';

test.each([
  ['我的訂單還沒收到，請問什麼時候會到？', 'zh-Hant'],
  ['我的订单还没收到，请问什么时候能到？', 'zh'],
  ['你好', 'zh'],
  ['発送はまだですか', 'ja'],
  ['배송이 늦어요', 'ko'],
  ['Заказ не пришёл', 'ru'],
  ['Where is my order?', null],
  ['Hello, my name is 陳 and I wait for a parcel', null],
])('%s is %s by its script', (text, language) => expect(languageOfScript(text)).toBe(language));
