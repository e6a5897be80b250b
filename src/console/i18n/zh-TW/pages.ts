export const customer = {
  title: '客戶', panel: '客戶資訊', identities: '聯絡方式', verified: '已驗證', claimed: '僅自稱', source: '來源：{{source}}', sources: { import: '隨表格匯入', agent: '客服登記的', api: '來自其他系統', carrier: '電話網路提供', call: '未顯示號碼的來電', chat_session: '這個瀏覽器裡的聊天', signed_visitor: '網站已簽署確認', email_from: '郵件裡這樣寫的', email_form: '來自你網站的表單', email_authenticated: '郵件伺服器已驗證', reply_token: '回覆了我們的郵件', other: '較早以前登記的' }, claims: '客戶自述', saysIs: '自稱是 {{value}}', bouncedHard: '郵件會被退回', bouncedSoft: '最近一封被退回', claimHint: '由訪客自己填寫，未經驗證。',
  localTime: '{{place}} {{time}}', localClock: '{{time}}（{{offset}}）', language: '語言：{{language}}', since: '{{date}}起成為客戶', tags: '標籤', tickets: '案件', noOther: '這是該客戶的第一個案件。', story: '往來', storyEmpty: '還沒有往來。', allStory: '查看全部往來', next: '接下來可能會問', followups: '已安排的回訪', cancelFollowup: '取消',
  open: '開啟客戶頁面', wrote: '來訊', answered: '回覆', noted: '備註',
  page: {
    title: '客戶', search: '姓名、電子郵件或號碼', empty: '還沒有客戶', emptyText: '寄來郵件、簡訊、電話或聊天的人會自動成為客戶，你也可以手動新增。', none: '沒有找到。', noneText: '試試姓名的一部分，或完整的電子郵件、號碼。', add: '新增客戶', pick: '選一位客戶，查看對方在所有管道上說過的話。',
    name: '姓名', email: '電子郵件', phone: '電話（含國碼）', external: '你們系統裡的客戶編號', needOne: '請至少填一項電子郵件、號碼或編號，這樣對方來訊時才能認出來。', taken: '這個聯絡方式已屬於 {{name}}。', takenOther: '這個聯絡方式已屬於其他客戶。', openHolder: '開啟', save: '新增', notFound: '找不到這位客戶',
  },
};

export const queues = {
  title: '等候狀況', asOf: '截至 {{time}}', waiting: '位客戶在等我們', waitingNone: '沒有人在等我們', oldest: '最長等待', late: '首次回覆逾時', dueSoon: '15 分鐘內到期', promise: '承諾：{{span}}內首次回覆', onTime: '首次回覆都沒有逾時', byChannel: '各管道', channelNone: '沒有人在等', agents: '人員', online: '在線上', away: '離開', openTickets_other: '{{count}} 個處理中', agentsNone: '還沒有客服', onlineCount: '{{all}} 人中 {{count}} 人在線上',
  tickets: '案件', unassigned: '待指派', open: '處理中', pending: '等客戶回覆', hold: '保留', machine: '背景作業', intake: '待讀取', intakeSince: '最早 {{span}}前', quarantined: '隔離中', outboxQueued: '待送出', outboxKept: '留在寄件匣', outboxFailed: '未送達', outboxUncertain: '不確定是否送達', jobs: '排隊的任務', jobsActive: '{{count}} 個執行中', jobsUnknown: '暫時查不到任務佇列', calm: '收件都已讀取，寫好的都已送出。', longest: '等得最久', longestNone: '有人等待時會列在這裡，等得最久的在前。', columns: { customer: '客戶', subject: '關於', channel: '管道', waits: '已等' },
  notAllowed: '這一頁供主管查看。',
};

export const outbox = {
  title: '寄件匣', lead: '我們寫給客戶的內容，以及後續狀況。', filter: '顯示', empty: '還沒有送出過內容', emptyText: '回覆和回訪會帶著狀態出現在這裡。沒有設定寄信的郵件伺服器或簡訊帳號時，內容會留在這裡，你可以看到本來會送出什麼。', emptyState: '沒有處於此狀態的內容',
  state: { all: '全部', kept: '已留存', queued: '待送出', accepted: '已送出', delivered: '已送達', failed: '未送達', uncertain: '不確定' },
  to: '傳給 {{address}}', headers: '郵件標頭', tries_other: '嘗試 {{count}} 次', openTicket: '開啟案件',
};

export const intake = {
  title: '收件紀錄', lead: '所有到達我們這裡的內容，成為訊息之前的樣子。一件都不會遺失。', filter: '顯示',
  state: { quarantined: '隔離中', pending: '待讀取', ignored: '已略過', done: '已完成', all: '全部' },
  empty: { quarantined: '隔離區是空的', pending: '都已讀取', ignored: '沒有略過的收件', done: '還沒有收件', all: '還沒有收件' },
  emptyText: { quarantined: '無法解讀的收件會原樣儲存在這裡，絕不丟棄。修好之後，按一下就能重新讀取。', pending: '新來的郵件、簡訊、電話和聊天會在這裡停留片刻，然後進入案件。', ignored: '機器之間的來往（例如寄送回報）會放在這裡，並註明原因。', done: '寄一封信到客服信箱，或者在示範頁面的聊天裡打個招呼。', all: '寄一封信到客服信箱，或者在示範頁面的聊天裡打個招呼。' },
  raw: '原始內容', retry: '重新讀取', retried: '正在重新讀取', retryFailed: '無法重新讀取。{{reason}}', tries_other: '嘗試 {{count}} 次', openTicket: '開啟案件', received: '{{time}} 到達', sha: '指紋 {{value}}',
  code: { parse_failed: '無法解讀', parse_timeout: '讀取逾時', parse_crashed: '讀取時出錯', bad_form: '表單不完整', bad_body: '內容不符合約定', no_channel: '管道沒有設定', no_sender: '看不出是誰寄的', processing_failed: '讀懂了，但無法歸檔', worker_died: '處理到一半中斷了，不止一次', unknown_message: '報告裡的訊息我們沒有', transcription_failed: '通話無法轉成文字', loop: '會引起自動回覆循環', erased: '已隨客戶資料清除', other: '{{code}}' },
  codeHelp: { parse_failed: '收件已損壞，或巢狀過深。原始內容保留著：可以先看看，或請對方重寄一次。', parse_timeout: '收件很大或結構特殊。等系統空閒時再重新讀取。', parse_crashed: '讀取它需要的記憶體超出了上限。可以先看看原始內容，或請對方重寄一次。', bad_form: '業者傳來的內容缺少必要的項目。', bad_body: '傳來的內容與 API 說明不符。', no_channel: '設定好管道，再重新讀取。', no_sender: '因此不知道該回覆誰。原始內容裡也許有線索。', processing_failed: '收件沒有遺失。請重新讀取；如果還是不行，伺服器記錄檔裡有更多資訊。', worker_died: '伺服器中斷可能就是它引起的。更新之後再重新讀取。' }, original: '伺服器的原話',
};

export const followups = {
  title: '後續追蹤', lead: '客戶接下來會問的，在他們開口之前就答好。', rules: '規則', planned: '回訪', newRule: '新增規則', editRule: '編輯規則',
  rulesEmpty: '還沒有規則', rulesEmptyText: '規則是說：處理完這類問題後，客戶常會接著問那件事。客服在解決前會看到提示；如果客戶沒有先來，還可以自動送出一則回訪。',
  on: '開', off: '關', turnOn: '啟用「{{name}}」', turnedOn: '「{{name}}」已啟用', turnedOff: '「{{name}}」已停用', sentence: '處理完「{{topic}}」之後，客戶會在{{days}}內問起「{{next}}」', anyTopic: '任何分類', days_other: ' {{count}} 天', odds: '{{percent}} 會問', noOdds: '還沒有統計', checkInAfter: '{{span}}後回訪', promptOnly: '只提示客服', via: '限 {{channels}}', tagged: '標籤：{{tags}}',
  state: { planned: '已安排', sent: '已送出', cancelled: '已取消', failed: '未送出', all: '全部' },
  empty: '沒有回訪', emptyText: '案件解決時如果有規則符合，回訪就會安排在這裡。客戶若先來聯絡，它會自動取消。', due: '預定於 {{when}}', sentAt: '{{when}} 送出', endedAt: '{{when}} 結束', cancel: '取消', cancelled: '已取消',
  reason: { customer_wrote: '客戶先來聯絡了', ticket_reopened: '案件重新開啟了', agent: '由客服取消', sent: '已送出', no_address: '沒有可用的聯絡方式', rule_disabled: '規則已停用', machine_address: '那個地址由機器讀取', opted_out: '客戶不想收到', ticket_merged: '案件已合併', ticket_not_solved: '案件還沒解決', too_late: '已經太晚了', no_channel: '沒有管道能聯絡到客戶', customer_gone: '客戶已不在', other: '{{reason}}' },
  form: {
    name: '名稱', nameHint: '團隊內部的稱呼', topic: '處理完哪類問題之後', expects: '客戶接著會問', days: '幾天內', odds: '會問的比例（%）', oddsHint: '還沒統計就留空', channels: '僅限這些管道', channelsHint: '不選就是全部', tags: '僅限這些標籤', tagsHint: '用逗號隔開', prompt: '給客服的提示', promptHint: '只有團隊看得到', reply: '可加進回覆的話', replyHint: '寫給客戶的話，客服點一下就能加進回覆。留空則不顯示按鈕。', checkIn: '自動傳送回訪', afterHours: '解決後幾小時', text: '傳給客戶的內容', textHint: '送出時會填入：{{fields}}。需要多種語言時，各以單獨一行開頭，例如 [en] 或 [zh-TW]。', save: '儲存', create: '建立規則', required: '此欄必填', number: '請填 {{min}} 到 {{max}} 之間的數', saved: '已儲存', failed: '未能儲存。{{reason}}',
  },
};
