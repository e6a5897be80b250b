import type { NewFollowupRule } from '../contract/desk.js';

/**
 * The rules of a new installation: what customers of a shop or a maker of things ask next. Without a probability until
 * the installation's own history can measure one.
 */
export const DEFAULT_RULES: NewFollowupRule[] = [
  {
    name: 'Delivery problem: refund or return comes next',
    enabled: true,
    when: { topic: 'delivery', on: 'resolve' },
    expect: { topic: 'refund', withinDays: 7, probability: null },
    prompt:
      '[en]\nCustomers with a delivery problem often come back about a refund or a return. Say now what happens if the parcel does not arrive, and how to send it back.\n[zh]\n物流问题解决后，客户常会再来问退款或退货。请现在就说明：包裹仍未收到时怎么办、如何退货退款。\n[zh-TW]\n配送問題解決後，客戶常會再來詢問退款或退貨。請現在就說明：包裹若仍未送達該怎麼辦，以及如何退貨退款。',
    reply:
      '[en]\nShould the parcel not turn up, or should you rather send it back, just answer this message: we will then refund you or send another one, and you need not explain anything again.\n[zh]\n如果包裹仍未收到，或您想退货，直接回复这条消息即可：我们会为您退款或补寄，无需再次说明情况。\n[zh-TW]\n如果包裹仍未送達，或您想退貨，直接回覆這則訊息即可：我們會為您退款或補寄，您不必再說明一次。',
    checkIn: {
      afterHours: 72,
      text: '[en]\nHi {{name}}, did everything arrive as it should ("{{subject}}", no. {{number}})? If not, or if you would rather return it or have your money back, just answer here.\n[zh]\n{{name}}您好，您的包裹（编号 {{number}}，“{{subject}}”）顺利收到了吗？如果还没有，或想退货退款，直接回复这条消息即可，无需再说明情况。\n[zh-TW]\n{{name}}您好，您的包裹（編號 {{number}}，「{{subject}}」）順利收到了嗎？如果還沒有，或想退貨退款，直接回覆這則訊息即可，不必再說明一次。',
    },
  },
  {
    name: 'Damaged item replaced: how to fit it comes next',
    enabled: true,
    when: { topic: 'damaged', on: 'resolve' },
    expect: { topic: 'spare_part', withinDays: 14, probability: null },
    prompt:
      '[en]\nWhoever gets a replacement or a spare part asks next how to fit it, and what to do with the old one. Add the instructions to your answer now.\n[zh]\n收到换件或配件的客户，接下来常会问如何安装、旧件怎么处理。请在回复中一并附上安装说明。\n[zh-TW]\n收到換貨或零件的客戶，接著常會問怎麼安裝、舊的怎麼處理。請在回覆中一併附上安裝說明。',
    reply:
      '[en]\nThe new part comes with a short guide. You may throw the old one away. If anything does not fit, answer this message and we will go through it together.\n[zh]\n新配件附有简短的安装说明，旧件可以直接丢弃。如有不合适的地方，请直接回复这条消息，我们一步步协助您。\n[zh-TW]\n新零件附有簡短的安裝說明，舊的可以直接丟棄。如果有不合的地方，請直接回覆這則訊息，我們會一步一步協助您。',
    checkIn: {
      afterHours: 120,
      text: '[en]\nHi {{name}}, does the replacement work (no. {{number}})? If anything is unclear about fitting it, answer here and we will walk you through.\n[zh]\n{{name}}您好，更换的商品或配件使用正常吗（编号 {{number}}）？安装上有任何疑问，直接回复，我们一步步协助您。\n[zh-TW]\n{{name}}您好，更換的商品或零件使用上都正常嗎（編號 {{number}}）？安裝上有任何問題，直接回覆就好，我們會一步一步協助您。',
    },
  },
  {
    name: 'Login fixed: locked out again comes next',
    enabled: true,
    when: { topic: 'login', on: 'resolve' },
    expect: { topic: 'login', withinDays: 7, probability: null },
    prompt:
      '[en]\nWho could not sign in is often locked out again within a week. Have the password saved on every device, and a second way to sign in set up, before you resolve this.\n[zh]\n登录问题解决后一周内，客户常会再次被锁。解决前请提醒客户在所有设备上更新密码，并绑定备用登录方式。\n[zh-TW]\n登入問題解決後一週內，客戶常會再次被鎖住。解決前請提醒客戶在所有裝置上更新密碼，並設定備用的登入方式。',
    reply:
      '[en]\nIf an old password is still saved on a phone or tablet, the account can lock again within days. Please sign in once on each of your devices with the new one.\n[zh]\n如果手机或平板上仍保存着旧密码，账号几天内可能再次被锁。请用新密码在您的每台设备上各登录一次。\n[zh-TW]\n如果手機或平板還存著舊密碼，帳號幾天內可能又會被鎖住。請用新密碼在您的每台裝置上各登入一次。',
    checkIn: {
      afterHours: 48,
      text: '[en]\nHi {{name}}, can you sign in on all your devices (no. {{number}})? An old password that is still saved somewhere locks the account again; if that happens, answer here.\n[zh]\n{{name}}您好，您的所有设备都能正常登录了吗（编号 {{number}}）？旧密码若仍保存在某台设备上，账号可能再次被锁；如有发生，直接回复即可。\n[zh-TW]\n{{name}}您好，您的所有裝置都能正常登入了嗎（編號 {{number}}）？舊密碼如果還存在某台裝置上，帳號會再次被鎖住；若發生這種情況，直接回覆就好。',
    },
  },
];
