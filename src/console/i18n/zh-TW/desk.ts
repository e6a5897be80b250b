export const account = {
  title: '個人資料', lead: '客戶和同事看到的你，以及你如何登入。', about: '關於你', name: '姓名', nameHint: '客戶會在你的答覆旁看到。', signature: '簽名', signatureHint: '附在你寫的每封郵件下方。',
  signIn: '登入', emailHint: '用它登入，客戶看不到。', changeEmail: '變更電子郵件', current: '目前的密碼', oneTime: '拿到的一次性密碼', next: '新密碼', nextHint: '至少 {{count}} 個字元。用幾個好記的詞最合適。', again: '再輸入一次新密碼',
  changePassword: '變更密碼', passwordLead: '以你的身分登入的其他瀏覽器都會登出。', passwordDone: '密碼已變更，其他瀏覽器已登出。', differ: '兩次輸入不一致。', same: '請選一個在這裡沒用過的密碼。', wrong: '目前的密碼不對。', taken: '已經有人用這個電子郵件登入。',
  welcome: '歡迎，{{name}}', firstLead: '給你的密碼別人也看過。請選一個只有你知道的，接著就能開始工作。', choose: '使用這組密碼', noticesLead: '只對這個瀏覽器有效。勿擾時段內不跳通知，也不出聲。', noCopy: '瀏覽器不允許複製，請選取文字後自行複製。',
};

export const welcome = {
  title: '設定客服台', lead: '七個小步驟。每一步都可以先試再生效，也可以略過：在設定裡同樣找得到。', steps: '步驟', next: '繼續', leave: '離開設定精靈', toInbox: '前往收件匣', again: '執行設定精靈', unsaved: '這裡填的內容還沒有儲存。', without: '不儲存，繼續',
  step: { account: '你自己', mail: '收信', mailOut: '寄信', phone: '電話號碼', chat: '網頁聊天', people: '同事', try: '第一個案件' },
  whyAccount: { printed: '答覆客戶的是人：寫上你的名字，再把終端機裡顯示的密碼換成你自己的。', environment: '答覆客戶的是人：寫上你的名字，再把啟動伺服器時設定的密碼換成你自己的。', own: '答覆客戶的是人：寫上你的名字。想換密碼，也可以在這裡換。' },
  why: {
    mail: '寄到客服信箱的郵件會變成案件。可以從現有信箱收取，也可以讓郵件伺服器直接送到這裡。', mailOut: '答覆經由你們自己的郵件伺服器寄出。在那之前什麼都不會送出去，全部留在寄件匣裡，隨時可以查看。',
    phone: '在 Twilio 準備一個號碼，客戶可以傳簡訊，也可以打電話。帳號加密儲存。還沒有？先略過。', chat: '網頁裡加一行，訪客就能和你們聊。', people: '每個人用自己的帳號登入。新同事從你這裡拿到一次性密碼，再設自己的。', try: '趕在第一位客戶之前，先看看它怎麼運作。',
  },
  otherAddress: '你用 {{address}} 登入。換一個電子郵件',
  try: { send: '當一次客戶：準備好的客戶會寫一封郵件給你，說果汁機漏水。什麼都不會真的送出去。', sandbox: '到沙盒裡當客戶', answer: '接著在收件匣裡開啟案件並答覆，答覆會出現在沙盒裡。', later: '略過的步驟都在這裡：' },
};

export const desk = {
  part: { phone: '電話號碼', topics: '主題分類', tokens: 'API 權杖' },
  tokens: {
    lead: '商店系統、電話系統或指令稿用權杖呼叫 API。權杖能做其角色能做的事，但不能新增成員或權杖；它做的事會顯示在它的名稱下。', none: '還沒有權杖', noneText: '權杖一直有效，直到在這裡停用。', name: '系統名稱', add: '新增權杖', revoke: '停用', revokeSure: '確認停用',
    made: '{{name}} 建立於 {{date}}', used: '上次使用：{{time}}', unused: '從未使用', shown: '{{name}} 的權杖，只顯示這一次：',
  },
  people: {
    made: '請把這組一次性密碼轉交給 {{name}}，只顯示這一次：{{password}}', roleOf: '{{name}} 的角色', reset: '重設密碼',
    does: { agent: '答覆客戶。', supervisor: '帶領客服：共用檢視和罐頭回覆、規則、文章。', operations: '找出薄弱環節：等候狀況、收件紀錄、信箱、規則。', success: '提前解決客戶接下來會問的事：規則和文章。', admin: '可以做任何事，包括設定客服台。' },
  },
  hours: {
    week: '營業', allDay: '整天', openAllDay: '{{day}}整天營業', addSpan: '為{{day}}新增時段', removeSpan: '刪除{{day}}的這個時段', midnight: '中午休息時，為當天新增第二個時段。到午夜請寫 00:00。', holidays: '全天休息的假日', noHolidays: '還沒有。', addHoliday: '新增假日', removeHoliday: '刪除 {{name}}', date: '日期', holidayName: '名稱', yearly: '每年', mend: '未能儲存，請修改標出的行。',
    wrong: { incomplete: '起訖時間都要填。', order: '結束要晚於開始。', overlap: '與前一個時段重疊。', noDate: '請填日期。', twice: '這一天已經有了。' },
  },
  view: { fixed: '這個檢視的條件超出表單能顯示的範圍：條件中還有條件，或自訂欄位。條件會原樣保留，你可以修改名稱和誰看得到。', waitingOver: '等我們超過（小時）', createdOver: '建立早於（小時前）', movedWithin: '最近訊息在（小時內）', createdWithin: '建立於（小時內）' },
  topics: {
    lead: '問題是關於什麼的。新案件會歸入客戶用詞最接近的分類；同樣接近時，取排在上面的。', add: '新增分類', edit: '編輯分類', name: '名稱', nameHint: '填一種語言即可，其他語言顯示同樣的名稱。', words: '能看出分類的詞', wordsHint: '用逗號分隔，包括客戶會用的各種語言。{{example}} 代表任意字尾。', noWords: '沒有詞：由客服自行選擇', needName: '至少用一種語言填寫名稱。', up: '上移 {{name}}', down: '下移 {{name}}', back: '重新啟用',
  },
  macros: {
    lead: '一天要寫兩次以上的話。寫答覆時按 Ctrl ; 插入。', edit: '編輯罐頭回覆', scope: { own: '僅自己', team: '你的小組', shared: '所有人' }, kind: '用作', reply: '答覆', note: '內部備註', placeholder: '{{example}}，你好……', actions: '對案件做什麼', leave: '維持不變', whoever: '使用它的人', somebody: '維持原來設定的人', tags: '加上標籤', empty: '請寫些內容，或選擇要做的事。',
  },
  phone: {
    lead: '簡訊、WhatsApp 和電話透過 Twilio 帳號接入。帳號加密儲存，立即生效。', fixed: '由環境變數設定（TWILIO_ACCOUNT_SID 等）：{{number}}。請在那裡修改。', sid: 'Account SID', sidHint: '在 Twilio 主控台首頁。', sidForm: 'AC 加 32 個字母和數字', token: 'Auth Token', tokenHint: '在 Account SID 旁邊。之後不會再顯示。', tokenKept: '已儲存。需要更換時再填寫。', number: '號碼', numberHint: '含 + 和國碼，與帳號裡的一致。', save: '測試並儲存', works: 'Twilio 認得帳號「{{name}}」和這個號碼。', forget: '刪除這個帳號',
    problem: { wrong_credentials: 'Account SID 和 Token 不相符，請重新複製。', suspended: '帳號無法使用，請到 Twilio 主控台查看。', no_number: '帳號裡沒有這個號碼。請先購買，或檢查寫法。', no_sms: '這個號碼不能傳簡訊，請換一個。', unreachable: '從這裡連不到 Twilio，可能被防火牆擋住了。', server_error: 'Twilio 本身出了狀況，請稍後再試。', secret_unreadable: '儲存的 Token 已無法讀取（金鑰變了），請重新輸入。' },
    hooks: '簡訊和電話送到哪裡', hooksHint: '在 Twilio 的號碼設定裡填上這兩個網址。', hook: { sms: '簡訊', voice: '電話' }, unreachable: 'Twilio 還連不到這裡：PUBLIC_URL 不是網際網路上的 https 網址。可以傳簡訊，但收不到。', point: '替我告訴 Twilio', pointed: 'Twilio 現在會把簡訊和電話送到這裡。', notPointed: 'Twilio 仍把它們送往別處。',
    waiting: '正在等第一則簡訊或來電。傳一則到這個號碼，就會顯示在這裡。', seen: '可以用了：{{time}} 收到一個簽章正確的請求。', refused: '{{time}} 收到一個不是由此帳號簽章的請求：可能 Token 不對，或者 PUBLIC_URL 不是 Twilio 存取的網址。',
  },
  chat: { notSeen: '還沒有網頁載入過聊天。把下面這一行放進網頁再開啟，就會顯示在這裡。', seen: '{{origin}} 正在顯示聊天，最近一次是 {{time}}。', notListed: '{{origin}} 在 {{time}} 要求載入聊天，但不在下面的名單裡，所以打不開。請加入名單並儲存。' },
  mailOut: {
    title: '寄信', lead: '用來答覆的信箱，以及各自的郵件伺服器。', add: '新增寄件信箱', edit: '編輯寄件信箱', none: '還沒有可以寄信的伺服器，郵件答覆會留在寄件匣。', fixed: '依環境變數 SMTP_URL 寄送。', default: '用自己的郵件伺服器；不是寄到你們信箱的來信也從這裡答覆。', own: '用自己的郵件伺服器。', shared: '用客服台的郵件伺服器。', to: '寄一封郵件到', try: '試試看', gone: '已交給伺服器，收件人 {{to}}。請看看有沒有收到。（{{answer}}）', refused: '未能寄出。{{answer}}',
    address: '電子郵件地址', name: '客戶看到的名稱', hasRelay: '有自己的郵件伺服器', relay: '郵件伺服器（SMTP）', kept: '不重新填寫就沿用已儲存的。', host: '伺服器', language: '引言行的語言', languageHint: '例如 de。留空則用客戶的語言。',
  },
  door: { title: '直接投遞', open: '把 MX 紀錄或郵件業者的轉寄規則指向這台伺服器。', closed: '郵件入口關著：設定裡沒有寫明接收哪些地址（INBOUND_ADDRESSES）。', server: '伺服器', address: '試寄地址', waiting: '正在等郵件。寄一封到 {{address}}，或寄到上面的信箱，就會顯示在這裡。', reading: '郵件到了，正在讀取。', came: '{{time}} 收到一封郵件，可以用了。', aside: '收到一封郵件，但略過了。原因請見收件紀錄。' },
};
