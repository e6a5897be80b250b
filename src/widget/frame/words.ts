import { type Language, spokenOf } from '../../contract/languages.js';

const EN = {
  title: 'Chat',
  online: 'We are here and will answer you in this chat.',
  away: (span: string) => `Nobody is at the desk right now. You will hear from us within ${span}.`,
  awayUnknown: 'Nobody is at the desk right now. Write anyway: it reaches us.',
  connecting: 'Connecting',
  lost: 'The connection is lost. You can go on writing; it is sent as soon as we are back.',
  refused: 'The chat cannot be opened from this page.',
  hello: 'How can we help? Just write.',
  input: 'Your message',
  placeholder: 'Write a message',
  send: 'Send',
  close: 'Close the chat',
  sending: 'Sending',
  waiting: 'Waiting for the connection',
  notSent: 'Not sent, tap to retry',
  you: 'You',
  us: 'Us',
  typing: (name: string) => `${name} is typing`,
  askAddress: 'Where can we reach you if you leave?',
  save: 'Save',
  notNow: 'Not now',
  thanks: 'Thank you. If you leave, we will reach you there.',
  badAddress: 'That did not work. Is the address complete? A phone number begins with + and the country code.',
  log: 'Conversation',
  below: (count: number) => `${count} new below`,
  until: (when: string) => `Nobody is at the desk right now. We are back ${when}; write anyway, and we answer you then.`,
  closed: (when: string) => `Our hours are over. We are back ${when}; write anyway, and we answer you then or sooner.`,
  seen: 'Seen',
  emoji: 'Emoji',
  attach: 'Send a file',
  drop: 'Remove',
  uploading: 'Sending the file',
  fileLarge: (most: string) => `Not sent: a file may have at most ${most}.`,
  fileTrouble: {
    program: 'Not sent: programs are not taken. Put it into a password-protected archive, or send a link.',
    empty: 'Not sent: the file is empty.',
    off: 'Not sent: this chat takes no files.',
    refused: 'This file could not be sent.',
    many: 'Not sent: that is very much at once. Wait a little.',
    broken: 'Not sent: the connection broke.',
    gone: 'Was not sent when the page was left. Choose the file again.',
  },
  again: 'Try again',
  tooLong: (most: number) =>
    `This is too long to send at once: at most ${inDigits(most)} characters. Shorten it or send it in parts; your words stay here.`,
  download: 'Open',
  articles: 'You may find it here',
  mayHelp: 'This may answer it',
  articleGone: 'This article is not there any more.',
  back: 'Back to the chat',
  addressHint: 'Mail address or phone',
  field: { name: 'Your name', email: 'Mail address', phone: 'Phone' },
  minutes: (count: number) => (count === 1 ? 'a minute' : `${count} minutes`),
  hours: (count: number) => (count === 1 ? 'an hour' : `${count} hours`),
  days: (count: number) => (count === 1 ? 'a day' : `${count} days`),
};

const HANS: typeof EN = {
  title: '在线咨询',
  online: '客服在线，会在这里回复您。',
  away: (span) => `现在客服不在线，我们会在 ${span}内回复您。`,
  awayUnknown: '现在客服不在线，您可以先留言，我们会收到。',
  connecting: '正在连接',
  lost: '网络断开了。您可以继续写，恢复后会自动发出。',
  refused: '此页面无法打开对话。',
  hello: '您好，请问有什么可以帮您？直接说就行。',
  input: '您的消息',
  placeholder: '请输入消息',
  send: '发送',
  close: '收起对话',
  sending: '发送中',
  waiting: '等待网络恢复',
  notSent: '未发出，点按重试',
  you: '您',
  us: '客服',
  typing: (name) => `${name}正在输入`,
  askAddress: '留个联系方式吧，您离开后我们也能联系到您。',
  save: '保存',
  notNow: '暂时不用',
  thanks: '谢谢。您离开后，我们会用这个方式联系您。',
  badAddress: '没有保存成功，请检查是否完整。手机号请以 + 和国家代码开头。',
  log: '对话内容',
  below: (count) => `下方有 ${count} 条新消息`,
  until: (when) => `现在客服不在线，回来时间：${when}。您可以先留言，到时回复您。`,
  closed: (when) => `现在不在服务时间，恢复服务时间：${when}。您可以先留言，我们最晚届时回复您。`,
  seen: '已读',
  emoji: '表情',
  attach: '发送文件',
  drop: '移除',
  uploading: '正在发送文件',
  fileLarge: (most) => `没有发出：文件不能超过 ${most}。`,
  fileTrouble: {
    program: '没有发出：不能发送程序文件。请放进加密的压缩包，或发送链接。',
    empty: '没有发出：文件是空的。',
    off: '没有发出：这里不能发送文件。',
    refused: '文件没有发送成功。',
    many: '没有发出：一次发送得太多了，请稍等片刻。',
    broken: '没有发出：网络断开了。',
    gone: '离开页面时还没有发出，请重新选择文件。',
  },
  again: '重试',
  tooLong: (most) => `内容太长，一次最多发送 ${inDigits(most)} 个字符。请删减或分几次发送，您写的内容都还在。`,
  download: '打开',
  articles: '您可能想了解',
  mayHelp: '这些内容也许能帮到您',
  articleGone: '这篇文章已不存在。',
  back: '返回对话',
  addressHint: '邮箱或手机号',
  field: { name: '您的称呼', email: '邮箱', phone: '手机号' },
  minutes: (count) => `${count} 分钟`,
  hours: (count) => `${count} 小时`,
  days: (count) => `${count} 天`,
};

const HANT: typeof EN = {
  title: '線上客服',
  online: '客服人員在線上，會在這裡回覆您。',
  away: (span) => `目前客服人員不在線上，我們會在 ${span}內回覆您。`,
  awayUnknown: '目前客服人員不在線上，您可以先留言，我們會收到。',
  connecting: '正在連線',
  lost: '網路中斷了。您可以繼續輸入，恢復後會自動送出。',
  refused: '這個網頁無法開啟對話。',
  hello: '您好，請問有什麼可以為您服務的？直接說就好。',
  input: '您的訊息',
  placeholder: '請輸入訊息',
  send: '傳送',
  close: '收合對話',
  sending: '傳送中',
  waiting: '等待網路恢復',
  notSent: '未送出，點一下重試',
  you: '您',
  us: '客服',
  typing: (name) => `${name}正在輸入`,
  askAddress: '方便留個聯絡方式嗎？您離開後，我們也能聯絡到您。',
  save: '儲存',
  notNow: '先不用',
  thanks: '謝謝您。您離開後，我們會用這個方式聯絡您。',
  badAddress: '儲存失敗，請確認是否完整。手機號碼請以 + 和國碼開頭。',
  log: '對話內容',
  below: (count) => `下方有 ${count} 則新訊息`,
  until: (when) => `目前客服人員不在線上，恢復服務時間：${when}。您可以先留言，屆時會回覆您。`,
  closed: (when) => `目前不在服務時間，恢復服務時間：${when}。您可以先留言，我們最晚屆時回覆您。`,
  seen: '已讀',
  emoji: '表情符號',
  attach: '傳送檔案',
  drop: '移除',
  uploading: '正在傳送檔案',
  fileLarge: (most) => `未送出：檔案不能超過 ${most}。`,
  fileTrouble: {
    program: '未送出：不能傳送程式檔案。請放進加密的壓縮檔，或傳送連結。',
    empty: '未送出：檔案是空的。',
    off: '未送出：這裡不能傳送檔案。',
    refused: '檔案未能傳送。',
    many: '未送出：一次傳送太多了，請稍候片刻。',
    broken: '未送出：網路中斷了。',
    gone: '離開頁面時尚未送出，請重新選擇檔案。',
  },
  again: '重試',
  tooLong: (most) => `內容太長，一次最多傳送 ${inDigits(most)} 個字元。請刪減或分幾次傳送，您寫的內容都還在。`,
  download: '開啟',
  articles: '您可能想了解',
  mayHelp: '這些內容或許能幫到您',
  articleGone: '這篇文章已不存在。',
  back: '返回對話',
  addressHint: '電子郵件或手機號碼',
  field: { name: '您的稱呼', email: '電子郵件', phone: '手機號碼' },
  minutes: (count) => `${count} 分鐘`,
  hours: (count) => `${count} 小時`,
  days: (count) => `${count} 天`,
};

/** By language; which one counts is told by `chooseLanguage`. */
export const WORDS: Record<Language, typeof EN> = { en: EN, 'zh-CN': HANS, 'zh-TW': HANT };

export let words = EN;
export let language: Language = 'en';
/** That language as the visitor's country writes its dates: 24 Nov here, Nov 24 there. */
export let locale: string = 'en';

/** Takes English for a language that we do not speak. What stands there takes the new words when it is drawn again. */
export function chooseLanguage(wanted: string): void {
  language = spokenOf([wanted]) ?? 'en';
  words = WORDS[language];
  locale = navigator.languages.find((one) => spokenOf([one]) === language) ?? language;
  document.documentElement.lang = language;
  document.title = words.title;
}

/** 100,000, as it is written here. */
const inDigits = (count: number): string => count.toLocaleString(locale);

/** A promise in round words: nobody promises "within 1,440 minutes". */
export function spanOf(minutes: number): string {
  if (minutes < 90 && minutes !== 60) return words.minutes(Math.max(1, Math.round(minutes)));
  if (minutes < 36 * 60) return words.hours(Math.round(minutes / 60));
  return words.days(Math.round(minutes / 1440));
}

/** "at 09:00", "tomorrow at 09:00", "Mon 24 Nov at 09:00", in the US "Mon, Nov 24 at 09:00", by this browser's clock. */
export function whenOf(at: string): string {
  const date = new Date(at);
  const days = Math.round((new Date(date).setHours(0, 0, 0, 0) - new Date().setHours(0, 0, 0, 0)) / 86_400_000);
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(date);
  if (days === 0) return language === 'en' ? `at ${clock}` : clock;
  const day =
    days === 1
      ? new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(1, 'day')
      : new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short' }).format(date);
  return language === 'en' ? `${day} at ${clock}` : `${day} ${clock}`;
}
