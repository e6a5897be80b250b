import { type Language, spokenOf } from '../../contract/languages.js';

const EN = {
  title: 'Chat',
  online: 'We are here and will answer you in this chat.',
  away: (span: string) => `Nobody is at the desk right now. You will hear from us within ${span}.`,
  awayUnknown: 'Nobody is at the desk right now. Write anyway: it reaches us.',
  connecting: 'Connecting',
  lost: 'The line is gone. Write on; it is sent as soon as we are back.',
  refused: 'The chat cannot be opened from this page.',
  hello: 'How can we help? Just write, there is no form to fill in.',
  input: 'Your message',
  placeholder: 'Write a message',
  send: 'Send',
  close: 'Close the chat',
  sending: 'Sending',
  notSent: 'Not sent, tap to retry',
  you: 'You',
  us: 'Us',
  typing: (name: string) => `${name} is typing`,
  askAddress: 'Your mail address, so that we can reach you if you leave',
  save: 'Save',
  notNow: 'Not now',
  thanks: 'Thank you. If you leave, we write to you there.',
  badAddress: 'That did not work. Is the address complete?',
  log: 'Conversation',
  minutes: (count: number) => (count === 1 ? 'a minute' : `${count} minutes`),
  hours: (count: number) => (count === 1 ? 'an hour' : `${count} hours`),
  days: (count: number) => (count === 1 ? 'a day' : `${count} days`),
};

const HANS: typeof EN = {
  title: '在线咨询',
  online: '客服在线，会在这里回复您。',
  away: (span) => `现在客服不在线，我们会在${span}内回复您。`,
  awayUnknown: '现在客服不在线，您可以先留言，我们会收到。',
  connecting: '正在连接',
  lost: '网络断开了。您可以继续写，恢复后会自动发出。',
  refused: '此页面无法打开对话。',
  hello: '您好，请问有什么可以帮您？直接说就行，不用填表。',
  input: '您的消息',
  placeholder: '请输入消息',
  send: '发送',
  close: '收起对话',
  sending: '发送中',
  notSent: '未发出，点按重试',
  you: '您',
  us: '客服',
  typing: (name) => `${name}正在输入`,
  askAddress: '留个邮箱吧，您离开后我们也能联系到您',
  save: '保存',
  notNow: '暂时不用',
  thanks: '谢谢。您离开后，我们会写信到这个邮箱。',
  badAddress: '没有保存成功，请检查邮箱是否完整。',
  log: '对话内容',
  minutes: (count) => `${count} 分钟`,
  hours: (count) => `${count} 小时`,
  days: (count) => `${count} 天`,
};

const HANT: typeof EN = {
  title: '線上客服',
  online: '客服人員在線上，會在這裡回覆您。',
  away: (span) => `目前客服人員不在線上，我們會在${span}內回覆您。`,
  awayUnknown: '目前客服人員不在線上，您可以先留言，我們會收到。',
  connecting: '正在連線',
  lost: '網路中斷了。您可以繼續輸入，恢復後會自動送出。',
  refused: '這個網頁無法開啟對話。',
  hello: '您好，請問有什麼可以為您服務的？直接說就好，不必填表單。',
  input: '您的訊息',
  placeholder: '請輸入訊息',
  send: '傳送',
  close: '收合對話',
  sending: '傳送中',
  notSent: '未送出，點一下重試',
  you: '您',
  us: '客服',
  typing: (name) => `${name}正在輸入`,
  askAddress: '方便留個電子郵件嗎？您離開後我們也能聯絡到您',
  save: '儲存',
  notNow: '先不用',
  thanks: '謝謝您。您離開後，我們會寄信到這個信箱。',
  badAddress: '儲存失敗，請確認電子郵件是否完整。',
  log: '對話內容',
  minutes: (count) => `${count} 分鐘`,
  hours: (count) => `${count} 小時`,
  days: (count) => `${count} 天`,
};

export const WORDS: Record<Language, typeof EN> = { en: EN, 'zh-CN': HANS, 'zh-TW': HANT };

export let words = EN;
export let language: Language = 'en';

export function chooseLanguage(wanted: string): void {
  language = spokenOf([wanted]) ?? 'en';
  words = WORDS[language];
  document.documentElement.lang = language;
  document.title = words.title;
}

/** A promise in round words: nobody promises "within 1,440 minutes". */
export function spanOf(minutes: number): string {
  if (minutes < 90 && minutes !== 60) return words.minutes(Math.max(1, Math.round(minutes)));
  if (minutes < 36 * 60) return words.hours(Math.round(minutes / 60));
  return words.days(Math.round(minutes / 1440));
}
