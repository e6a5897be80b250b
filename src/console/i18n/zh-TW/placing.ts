/** 訊息歸到哪裡：還可能屬於哪裡、人工更正了什麼、重新讀取、主動發起。 */
export const placing = {
  other: { or: '還是 #{{number}}？', orWith: '還是 #{{number}} {{subject}}？', why: '{{rule}}（{{percent}}）。按一下就移過去，可以復原。' },
  corrections: {
    title: '自動歸類的準確度', none: '還沒有更正過', noneText: '有人移動了自動歸類的訊息時，會依出錯的規則記在這裡。',
    lead_other: '30 天內自動歸類 {{count}} 則，其中 {{share}} 由人工更正',
    rule: '規則', decisions: '歸類', corrected: '更正', share: '占比', download: '下載為測試案例', failed: '未能載入。{{reason}}',
  },
  retryAll: { action_other: '{{count}} 則全部重新讀取', started_other: '正在重新讀取 {{count}} 則', label: '依原因', failed: '無法重新讀取。{{reason}}' },
  start: {
    title: '主動聯絡', lead: '會新開一個案件，客戶的回覆也會歸到裡面。', to: '收件人', toHint: '姓名、電子郵件或電話', found: '客戶', nobody: '沒有找到。可以輸入完整的電子郵件，或含國碼的號碼。', fresh: '新客戶：{{address}}',
    pickOne: '請選擇要傳給誰。', change: '換一位', name: '姓名', channel: '方式', subject: '主旨', text: '想說的話', send: '送出', sent: '正在傳給 {{name}}', failed: '沒有送出。{{reason}}', unreachable: '這位客戶沒有可以聯絡的方式。',
  },
} as const;
