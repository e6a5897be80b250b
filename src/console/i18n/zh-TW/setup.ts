export const sandbox = {
  title: '沙盒', lead: '當一次客戶。從這裡送出的內容和真實的來信走同一條路，接著就在收件匣裡等你。',
  who: '你是誰', another: '換一個人', kind: '用什麼方式', mail: '郵件', text: '簡訊', call: '電話', chat: '聊天',
  name: '姓名', email: '電子郵件', phone: '電話', subject: '主旨', words: '你要說的話', callWords: '提示音之後你說的話',
  sendMail: '寄出郵件', sendText: '送出簡訊', makeCall: '撥打電話',
  chatLead: '聊天在一家商店的網頁上。請在另一個分頁開啟，寫幾句話，再到收件匣答覆。答覆會出現在那邊的聊天裡，也會顯示在這裡。', openChat: '開啟商店網頁',
  sent: '已經送出，馬上就會出現在收件匣裡。', open: '開啟案件', failed: '未能送出。{{reason}}', answers: '你收到的答覆', answersNone: '還沒有。到收件匣回覆案件，答覆就會出現在這裡。還沒設定寄信的郵件伺服器和電話號碼時，任何內容都不會真的送出去。',
  answer: '回覆這封', sample: '忙碌的一天', sampleLead: '載入三週的虛構案件：八種語言，三百多個，各管道都有。', load: '載入範例資料', loading: '{{done}} / {{total}} 則訊息', loaded: '範例資料已載入，到收件匣看看吧。', loadFailed: '範例資料無法載入，原因請見伺服器記錄檔。',
  first: '我的果汁機底部漏水', firstText: '你好，果汁機買了三個星期，煮湯時底部會漏水，可以幫忙看看嗎？',
};

export const settings = {
  title: '設定', lead: '變更立即生效，不必重新啟動。', saved: '已儲存', showTheirs: '看對方的', failed: '未能儲存。{{reason}}', removed: '已刪除', readOnly: '你可以查看，修改需要管理員。', remove: '刪除',
  part: { start: '開始使用', chat: '聊天', articles: '文章', mail: '信箱', people: '成員與小組', hours: '營業時間', tags: '標籤', macros: '罐頭回覆', fields: '自訂欄位', import: '匯入' },
  start: {
    lead: '照這個順序，十五分鐘就能準備好。每一步都可以先試再生效。', open: '前往設定', openSandbox: '前往沙盒', done: '已完成', todo: '待完成',
    mail: '信箱', mailText: '寄到客服信箱的郵件會變成案件。儲存前會先測試連線。',
    number: '電話號碼', numberText: '簡訊、WhatsApp 和電話透過 Twilio 帳號接入。儲存前會先測試。', chat: '網頁聊天', chatText: '在網頁裡加一行程式碼，並把網址填進這裡的名單。',
    people: '同事', peopleText: '每個人用自己的帳號登入，客戶看得到名字，你也看得到。', sandbox: '先試試看', sandboxText: '還沒連接任何管道？到沙盒裡當一次客戶，自己回覆自己。',
  },
  chat: {
    lead: '聊天的外觀，以及會問什麼。', snippet: '把這一行放進網頁，位於 </body> 之前', origins: '可以顯示聊天的網頁', originsHint: '每行一個，與瀏覽器顯示的完全一致，例如 https://www.example.com。不含路徑，不能用 *。', fixed: '來自環境變數：{{origins}}', color: '顏色', colorHint: '按鈕和標題列的顏色。留空則使用預設顏色。',
    titleText: '聊天名稱', hello: '問候語', own: '留空則使用內建文字', preChat: '第一句話之前先問', preChatHint: '都可以略過。最好不問：每多一個問題，就少一些訪客。', askAddress: '如果沒有其他方式聯絡訪客，在第一句話之後詢問聯絡方式', articles: '推薦文章', files: '讓訪客傳送檔案', preview: '在示範頁面查看',
    field: { name: '姓名', email: '電子郵件', phone: '電話' },
  },
  articles: { lead: '在客戶提問之前和提問時顯示在聊天裡。', none: '還沒有文章', noneText: '把最常被問到的寫下來。找到答案的人就不用等了。', add: '新增文章', edit: '編輯文章', name: '標題', body: '內文', bodyHint: 'Markdown：# 標題、- 清單、**粗體**、[連結](https://...)', language: '語言', public: '對客戶顯示', draft: '草稿', shown: '公開' },
  mail: {
    lead: '你們在郵件伺服器上的信箱，透過 IMAP 收信。', none: '還沒有信箱', noneText: '沒有信箱時，郵件也能透過 SMTP 進來：把 MX 或轉寄規則指到這裡。', add: '新增信箱', name: '名稱', address: '電子郵件地址', host: '郵件伺服器（IMAP）', port: '連接埠', security: '加密方式', user: '使用者名稱', password: '密碼', test: '測試連線', testing: '測試中', works: '連線成功，資料夾裡有 {{count}} 封郵件。', first: '請先測試連線，成功後才能儲存。', original: '伺服器的原話',
    securities: { tls: 'TLS', starttls: 'STARTTLS', none: '不加密' }, state: { off: '已關閉', waiting: '等待中', connected: '已連線', failing: '有問題' }, fetched: '已收取 {{count}} 封', environment: '在環境變數中設定',
    problem: {
      unknown_host: '找不到這台伺服器，請檢查拼字。', refused: '伺服器在這個連接埠不接受連線。TLS 多為 993，STARTTLS 為 143。', unreachable: '從這裡連不到伺服器，可能被防火牆擋住了。', timeout: '伺服器沒有及時回應，請檢查名稱和連接埠。', not_imap: '那裡有回應，但不是郵件伺服器，請檢查連接埠。',
      no_starttls: '伺服器不提供 STARTTLS，請改用 TLS 和 993 連接埠。', tls_failed: '加密沒有建立。TLS 對應 993 連接埠，STARTTLS 對應 143 連接埠。', bad_certificate: '伺服器的憑證與名稱不符，或已過期。', wrong_credentials: '使用者名稱或密碼不正確。許多業者要求使用應用程式專用密碼。', oauth_refused: '業者拒絕了存取權杖。',
      no_folder: '信箱裡沒有這個資料夾。', no_move_folder: '無法建立要移入的資料夾。', connection_lost: '連線中斷了。', server_error: '郵件伺服器本身出了狀況。', secret_unreadable: '儲存的密碼已無法讀取（金鑰變了），請重新輸入。', cannot_store: '郵件無法存到這裡。',
    },
  },
  people: { lead: '誰在這裡工作，屬於哪個小組。', add: '新增同事', name: '姓名', email: '電子郵件', role: '角色', deactivate: '停用', activate: '啟用', inactive: '已停用', teams: '小組', teamAdd: '新增小組', teamName: '小組名稱', members_other: '{{count}} 位成員', noTeams: '還沒有小組。人不多時可以不建。' },
  hours: { lead: '在這些時間之外，聊天會告訴客戶你們何時回來。', zone: '時區', from: '從', to: '到', closed: '休息', openNow: '營業中', opens: '{{when}} 開始營業', neverOpens: '一直不營業', always: '全天候營業' },
  tags: { lead: '事先準備的標籤，客服也可以隨時新增。', add: '新增標籤', name: '名稱', none: '還沒有標籤', archive: '封存', archived: '已封存' },
  macros: { add: '新增罐頭回覆', name: '名稱', text: '內容', textHint: '{{example}} 這樣的變數會自動填入，| 之後是沒有資料時的說法。', none: '還沒有罐頭回覆', noneText: '一天要寫兩次以上的話，就放到這裡。' },
};
