export const common = {
  brand: 'SayOnce',
  loading: '載入中',
  pair: '{{name}}：{{value}}', bracketed: '{{words}}（{{more}}）',
  action: {
    cancel: '取消', close: '關閉', save: '儲存', undo: '復原', retry: '再試一次', more: '更多', edit: '編輯', show: '查看', hide: '收起',
    loadMore: '顯示更多', back: '返回', add: '新增', search: '搜尋', clear: '清除', copy: '複製', copied: '已複製', download: '下載',
  },
  nav: {
    label: '主選單', inbox: '收件匣', search: '搜尋', customers: '客戶', queues: '等候狀況', outbox: '寄件匣', intake: '收件紀錄', followups: '後續追蹤', sandbox: '沙盒', settings: '設定',
    palette: '尋找或執行', help: '快速鍵', me: '我', more: '更多頁面', skip: '跳到對話',
  },
  channel: { email: '郵件', sms: '簡訊', whatsapp: 'WhatsApp', voice: '電話', chat: '聊天', api: '其他' },
  status: { open: '處理中', pending: '等客戶回覆', hold: '保留', solved: '已解決', closed: '已關閉' },
  priority: { low: '低', normal: '普通', high: '高', urgent: '緊急' },
  role: { agent: '客服', supervisor: '主管', operations: '營運經理', success: '客戶成功經理', admin: '管理員' },
  identity: { email: '電子郵件', phone: '電話', external: '客戶編號', chat: '聊天訪客' },
  delivery: {
    queued: '等待送出', sending: '正在送出', kept: '留在寄件匣', accepted: '已送出', delivered: '已送達', failed: '未送達',
    uncertain: '不確定是否送達', cancelled: '已取消',
    why: { later: '對方伺服器要求稍後再送，會自動重送。', login: '我們的帳號被對方拒絕，需要管理員處理。', unreachable: '連不上對方，會自動重送。', address: '這個地址或號碼收不到訊息。', optedOut: '客戶不願意在這裡接收訊息。', blocked: '被對方拒收。', full: '對方已滿，收不下。', tooLong: '太長或太大。', unsure: '傳送中斷，可能已經送出。', copies: '部分副本被拒收。', notSetUp: '這個管道還沒設定好。', window: 'WhatsApp 只允許在客戶最後一則訊息後的 24 小時內自由回覆。', other: '對方用自己的話給了原因。' },
  },
  machine: {
    visitor: '訪客 {{id}}', noNumber: '未顯示號碼的來電者', noText: '（沒有文字）', phoneCall: '來電', voicemail: '語音留言', voicemailOf: '語音留言，{{seconds}} 秒',
    ruleDelivery: '配送問題：接下來常問退款或退貨', ruleDamaged: '破損換貨：接下來常問怎麼安裝', ruleLogin: '登入問題解決：接下來常會再次被鎖住',
  },
  time: { today: '今天', yesterday: '昨天', now: '剛剛', none: '時間未知', before: '{{span}}後', ago: '{{span}}前' },
  theme: { label: '外觀', system: '依系統設定', light: '淺色', dark: '深色' },
  language: { label: '語言' },
  session: {
    title: '登入', lead: '客戶只需說一次，接下來交給你。', email: '電子郵件', password: '密碼', submit: '登入', busy: '正在登入',
    wrong: '電子郵件和密碼不相符，請檢查後再試。帳號沒有被鎖定。', tooMany: '嘗試太多次了，請一分鐘後再試。',
    signOut: '登出', signedInAs: '目前登入：{{name}}', unreachable: '伺服器沒有回應',
    unreachableHint: '網路或伺服器暫時不通。你寫的內容都還在，恢復後即可繼續。',
  },
  live: {
    offline: '連線已中斷。你可以繼續看、繼續寫，恢復後再送出。', connecting: '正在重新連線', back: '已重新連線',
    state: { online: '已連線', connecting: '連線中', offline: '未連線' },
  },
  error: {
    title: '無法載入', generic: '我們這邊出了點狀況。', offline: '伺服器沒有回應，網路恢復後再試。',
    notAllowed: '你的角色沒有這個權限，請找主管或管理員。', notFound: '它已不在這裡，或者你無權查看。', conflict: '有人剛剛也改了這裡，請看一眼再操作。',
    nameTaken: '這個名稱已被使用，請換一個。', alreadyUndone: '這一步之前已經復原過了。', cannotUndo: '之後又有了不少變動，已無法復原。', noAddress: '這位客戶在該管道上沒有聯絡方式，請換一個管道。',
    tooLarge: '內容太大，無法送出。', tooMany: '操作太快了，稍等一下再試。', invalid: '伺服器沒有接受：{{message}}', check: '伺服器沒有接受。請看看填寫的內容，改好再試。', crashed: '頁面的這一部分出錯了',
    crashedHint: '其他部分仍可使用，你寫的內容儲存在此瀏覽器裡。', reload: '重新載入',
  },
  field: { missing: '請填寫這一項。', email: '這還不是電子郵件地址，應像 name@example.com 這樣。', number: '請填寫數字。', range: '請填 {{min}} 到 {{max}} 之間的數。', short_other: '至少 {{count}} 個字元。', form: '格式還不對，請再看一下。' },
  help: {
    title: '快速鍵', lead: '輸入文字時不會觸發。', go: '前往', list: '清單中', ticket: '案件中', message: '單則訊息', write: '撰寫時', anywhere: '任何地方',
  },
  command: {
    next: '下一個', previous: '上一個', search: '搜尋清單', views: '切換檢視', order: '清單排序', newView: '新增檢視', editView: '修改這個檢視', select: '選取（批次）', selectAll: '全選',
    reply: '寫回覆', note: '寫備註', assign: '指派', assignMe: '指派給我', unassign: '取消指派', team: '小組', status: '狀態', pend: '等客戶回覆', priority: '優先順序', topic: '主題分類', tag: '標籤',
    snooze: '擱置', unread: '標為未讀', resolve: '解決或重新開啟', merge: '合併到其他案件', link: '關聯其他案件', split: '分割訊息', details: '客戶資訊', copyLink: '複製連結', up: '返回清單',
    nextMessage: '下一則訊息', previousMessage: '上一則訊息', move: '移到其他案件', notThem: '不是這位客戶寫的', undoDecision: '復原併入', forward: '轉寄', original: '檢視原文',
    send: '傳送', sendResolve: '傳送並解決', channel: '管道', macros: '罐頭回覆', attach: '新增附件', copies: '副本', schedule: '排定傳送',
    start: '主動聯絡', palette: '尋找或執行', everything: '搜尋全部內容', sheet: '快速鍵', undo: '復原上一步', notices: '通知與提示音', signOut: '登出',
  },
  palette: {
    title: '尋找或執行', placeholder: '案件、客戶、操作……', empty: '沒有找到。試試姓名、編號或內容裡的詞。', searching: '正在搜尋', tickets: '案件', customers: '客戶',
    pages: '前往', settings: '設定',
  },
};
