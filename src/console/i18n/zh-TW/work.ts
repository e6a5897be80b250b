/** 客服日常工作的用詞：檢視、批次操作、回覆框、罐頭回覆、擱置、提醒。 */
export const work = {
  view: {
    breaching: '逾時或將逾時', mentions: '提到我的', snoozed: '已擱置', saved: '儲存的檢視', add: '新增檢視', edit: '修改這個檢視', addLead: '符合條件的案件會自動出現在這裡，名稱旁顯示數量。', name: '名稱', scope: '誰能看到',
    own: '僅自己', team: '一個小組', shared: '所有人', match: '顯示符合以下條件的案件', all: '全部符合', any: '任一符合', condition: '新增條件', removeCondition: '移除這個條件', field: '條件', value: '值', save: '儲存檢視', remove: '刪除檢視', removed: '檢視已刪除', done: '檢視已儲存', failed: '沒有儲存。{{reason}}', needOne: '至少新增一個條件，並為每個條件選好值。',
    status: '狀態', priority: '優先順序', channel: '管道', assignee: '負責人', teamField: '小組', topic: '主題分類', tag: '標籤', waiting: '客戶在等我們', snoozedField: '已擱置', olderThan: '最後一則訊息早於（小時）', dueWithin: '首次回覆剩餘時間不超過（分鐘）', yes: '是', no: '否', me: '目前檢視的人', nobody: '無人負責', myTeams: '我的小組', tagHint: '多個標籤用逗號分開',
    emptySaved: { title: '目前沒有符合的案件', text: '一有案件符合條件，就會自動出現在這裡。' },
    emptyBreaching: { title: '承諾都兌現了', text: '首次回覆已逾時、或 15 分鐘內要逾時的案件會顯示在這裡。' },
    emptyMentions: { title: '還沒有人找你', text: '同事在備註裡寫 @ 加你的名字，就會出現在這裡。' },
    emptySnoozed: { title: '沒有擱置的案件', text: '在案件裡按 s，可以擱置到合適的時間，或等到客戶回覆。' },
  },
  mention: { by: '{{name}} 提到了你', unread: '未讀', all: '全部標為已讀' },
  bulk: {
    label: '批次操作', select: '選取案件 {{number}}', selected_other: '已選 {{count}} 個', all: '選取已載入的全部', none: '取消選取', assign: '指派', status: '狀態', priority: '優先順序', tag: '標籤', tagPlaceholder: '輸入標籤後按 Enter', me: '我',
    done_other: '已變更 {{count}} 個案件', refused_other: '{{count}} 個未變更', undone_other: '{{count}} 個案件已復原', failed: '未能變更。{{reason}}',
  },
  snooze: {
    action: '擱置', title: '擱置到', later: '三小時後', evening: '今天傍晚', tomorrow: '明天上午', monday: '下週一上午', customer: '等客戶回覆', pick: '其他時間', go: '擱置', done: '已擱置到 {{time}}', doneCustomer: '已擱置，等客戶回覆', wake: '現在處理', woken: '已恢復處理', until: '已擱置到 {{time}}', untilCustomer: '已擱置，等客戶回覆', hint: '客戶若提前回覆，案件會立刻回來。', failed: '沒有成功。{{reason}}', past: '這個時間已經過了。',
  },
  unread: { mark: '標為未讀', done: '已標為未讀' },
  tags: { label: '標籤', add: '新增標籤', remove: '移除 {{tag}}', done: '標籤：{{tags}}', none: '沒有標籤', rest: '+{{more}}：顯示全部標籤', fewer: '收合', all: '顯示全部' },
  fields: { label: '詳細資訊', none: '未填寫', done: '已變更「{{name}}」' },
  teamOf: { label: '小組', none: '無小組', done: '小組：{{name}}' },
  composer: {
    bold: '粗體', italic: '斜體', bullets: '項目符號清單', numbers: '編號清單', quote: '引用', link: '連結', linkAddress: '連結地址', linkHint: '網址，或對方的電子郵件地址', linkBad: '這不是網址或電子郵件地址。例如 https://example.com 或 ann@example.com。', linkSet: '加上連結', linkRemove: '移除連結', format: '格式', attach: '新增附件', attached: '附件', drop: '把檔案放在這裡', removeFile: '移除 {{name}}', uploading: '{{percent}}', uploadFailed: '上傳失敗', tooLarge: '{{name}} 超過了 {{size}}。', tooMany_other: '一則訊息最多 {{count}} 個檔案。', noFiles: '這個管道不能傳送檔案。', tooMuch: '這個管道一則訊息的附件合計不能超過 {{size}}。',
    macros: '罐頭回覆', macroSearch: '尋找罐頭回覆', macroNone: '沒有合適的罐頭回覆。', macroHow: '先寫好一段答覆，就可以在這裡存成自己的罐頭回覆。', macroSave: '把這段文字存為罐頭回覆', macroName: '罐頭回覆的名稱', macroSaved: '罐頭回覆已儲存', macroMissing: '缺少：{{names}}。傳送前請補上。', macroFailed: '沒有插入。{{reason}}', macroActs: '同時變更案件',
    others: '這封郵件還寄給了：{{names}}', othersTake: '加入副本', othersOn_other: '這封郵件還寄給了另外 {{count}} 人',
    cc: '副本', bcc: '密件副本', copies: '新增副本', addresses: '多個地址用逗號分開', badAddress: '不是電子郵件地址：{{address}}', schedule: '排定傳送', scheduled: '將於 {{time}} 送出', unschedule: '改為立即傳送', scheduleTitle: '什麼時候傳送？', scheduleGo: '就用這個時間', morning: '明天 9:00', afternoon: '今天 16:00', nextWeek: '下週一 9:00',
    wroteMeanwhile: '你寫的時候，{{name}} 又傳來了訊息。傳送前先看一下。', answeredMeanwhile: '你寫的時候，{{name}} 已經回覆了。傳送前先看一下。', notYet: '還沒有傳送，看過後再傳送一次即可。', wroteShow: '檢視', wroteOk: '我看過了', agentTyping: '{{names}} 正在這裡寫', more: '更多傳送方式', mentionNone: '沒有這個人',
  },
  forward: { nobody: '請至少填一個電子郵件地址。', action: '轉寄', title: '轉寄這則訊息', lead: '以郵件寄給其他人。客戶不會知道，仍在等你的答覆。', to: '收件人', words: '附上你的話', send: '轉寄', done: '已轉寄', failed: '沒有轉寄。{{reason}}' },
  message: { menu: '這則訊息的更多操作', original: '檢視原始內容', originalTitle: '收到時的原樣', originalLead: '未經改動的內容和全部郵件標頭，其中任何內容都不會執行。', download: '下載', copyText: '複製文字', tooLong: '這裡只顯示開頭，下載可得全部。' },
  why: {
    menu: '不該在這裡？', move: '移到其他案件', moveTitle: '移動這則訊息', moveLead: '附件一起移動，可以復原。', split: '分割成單獨的案件', notThem: '這不是 {{name}}', notThemDone: '已成為另一位客戶，放在單獨的案件裡', moved: '已移到 #{{number}}', failed: '沒有成功。{{reason}}',
  },
  links: { label: '相關案件', previous: '接著', split: '分割自', claims: '提到了', undone: '曾合併於', next: '引出了', other: '相關', linked: '已關聯', action: '關聯其他案件', title: '關聯其他案件', lead: '兩邊的訊息都不動，只是互相看得到。可以復原。', unlink: '取消關聯', done: '已關聯 #{{number}}', taken: '已取消關聯', failed: '沒有成功。{{reason}}' },
  conflict: { title: '{{name}} 同時改了這裡', titleSomebody: '有人同時改了這裡', yours: '你的', theirs: '對方的', keepYours: '用我的', keepTheirs: '保留對方的' },
  notice: {
    label: '提醒', desktop: '顯示瀏覽器通知', sound: '播放提示音', quiet: '勿擾時段', quietFrom: '從', quietTo: '到', blocked: '瀏覽器不允許這個網頁顯示通知。請在瀏覽器設定裡為這個網址開啟通知。', newTicket: '新案件：{{name}}', wrote: '{{name}} 傳來訊息', mention: '{{name}} 在 #{{number}} 裡提到了你', settings: '通知與提示音', lead: '有待指派的新案件、你的客戶來訊、備註裡提到你時會提醒。只在你沒看著這個網頁時提醒。', test: '試一試', testText: '提醒就是這樣。',
  },
  customer: {
    likes: '喜歡', dislikes: '不喜歡', notes: '關於這位客戶', addLike: '喜歡什麼', addDislike: '不喜歡什麼', notesPlaceholder: '下一位同事需要知道的事', noteSaved: '已儲存', records: '訂單與產品', best: '最佳聯絡時間 {{from}} 至 {{to}}', bestLocal: '對方時間', save: '儲存', edit: '修改', failed: '沒有儲存。{{reason}}', remove: '移除 {{value}}', add: '新增',
    order: '訂單', product: '產品', subscription: '訂閱', other: '紀錄', openTickets: '進行中', pastTickets: '以前的', recordsNone: '商城或 CRM 可以透過 API 把訂單和產品放到這裡。',
  },
};
