/** 關於一位客戶的用詞：資料、身分、匯入、自訂欄位。 */
export const person = {
  about: '認識這位客戶', likesEmpty: '喜歡什麼？', dislikesEmpty: '不喜歡什麼？', notesEmpty: '下一位同事需要知道什麼？', editHint: 'Ctrl+Enter 儲存，Esc 放棄修改', notedOf: '原先關於 {{name}} 的紀錄',
  nameEdit: '修改姓名', language: '語言', languageNone: '語言未知', zone: '時區', zoneNone: '時區未知', zoneHint: '例如 Asia/Taipei', usual: '通常在 {{from}} 至 {{to}} 來訊', usualHint_other: '依對方 {{count}} 次來訊的當地時間得出',
  done: '已變更 {{what}}', failed: '沒有儲存。{{reason}}', undoFailed: '沒有復原。{{reason}}', conflict: '同事同時改了這裡。你的：{{mine}}。現在是：{{value}}', conflictKept: '{{what}} 沒有儲存：同事同時改了這裡。你寫的內容還留在原處。', changed: '這裡剛有人改過，現在是：', mine: '用我的', empty: '空白', more_other: '還有 {{count}} 項',
  part: { name: '姓名', tags: '標籤', language: '語言', timeZone: '時區', likes: '喜歡', dislikes: '不喜歡', notes: '備註', fields: '詳細資訊' },
  record: { removed: '已移除「{{title}}」', open: '在原系統中開啟', quantity: '{{count}} ×', remove: '移除' },
  source: { since: '{{date}} 起', optedOut: '不願收到主動傳送的訊息' },
  identity: {
    menu: '{{value}} 的更多操作', unlink: '不是這位客戶的', copy: '複製', copied: '已複製', add: '新增聯絡方式', kind: '類型', value: '地址或號碼', addGo: '新增', taken: '{{value}} 屬於 {{name}}。要移過來嗎？', take: '移過來', unlinked: '{{value}} 已成為單獨的客戶', linked: '已新增 {{value}}', only: '這是該客戶唯一的聯絡方式。', failed: '沒有變更。{{reason}}', more: '這位客戶的更多操作',
  },
  merge: {
    action: '與其他客戶合併…', title: '是同一個人嗎？', lead: '選出另一位客戶。合併前會先顯示要移動的內容，合併後也可以復原。', search: '姓名、地址或號碼', found: '客戶', none: '沒有符合的客戶。', preview: '將要移動', stays: '保留 {{name}}', goes: '{{name}} 將併入 {{into}}', swap: '反過來合併',
    addresses_other: '{{count}} 個聯絡方式', tickets_other: '{{count}} 個案件', records_other: '{{count}} 個訂單或產品', tags: '標籤：{{tags}}', notes: '備註會顯示在 {{name}} 處，並註明原先屬於 {{from}}', back: '重新選擇', go: '合併', done: '{{from}} 已併入 {{name}}', failed: '沒有合併。{{reason}}', mergedInto: '這位客戶已確認是另一位客戶。', openOther: '開啟',
  },
  suggest: {
    title: '可能是同一個人', linkTitle: '可能也屬於這位客戶', why: '依據', signature_phone: '簽名檔裡有號碼 {{value}}', signature_email: '簽名檔裡有地址 {{value}}', same_name: '都叫 {{value}}', same_domain: '都從 {{value}} 來信', same_record: '都有 {{value}}', merge: '是，合併', link: '是，新增', no: '不是', dismissed: '不會再提示', failed: '沒有變更。{{reason}}',
  },
  change: { title: '身分變更', merge: '{{from}} 併入了 {{to}}', link: '{{to}} 得到了 {{from}} 的聯絡方式', added: '新增了聯絡方式', unlink: '{{from}} 的聯絡方式成為了 {{to}}', undo: '已復原：{{to}} 恢復為單獨的客戶', by: '由 {{name}}', undone: '已復原', done: '完成' },
  story: { part: '{{name}}：{{value}}', changed: '變更了 {{what}}', to: '「{{value}}」', cleared: '已清空', record: '{{kind}} {{number}}' },
  fields: {
    lead: '現有內容之外，你還想知道的案件或客戶資訊。客服在對話旁填寫；檢視可依案件欄位篩選。', none: '還沒有欄位', noneText: '訂單編號、鞋碼、合約到期日……團隊反覆詢問的內容都可以放在這裡。', on: '用於', onTicket: '案件', onCustomer: '客戶', name: '名稱', key: 'API 中的鍵名', keyHint: '小寫字母、數字和底線，之後不能變更', type: '類型', choices: '選項', choicesHint: '每行一個', add: '新增欄位', archive: '停用', restore: '重新啟用', archived: '已停用', yes: '是', no: '否', bad: '內容不符合要求：{{name}}',
    types: { text: '文字', number: '數字', choice: '選項', date: '日期', checkbox: '是或否' }, ofTicket: '案件', condition: '欄位', pick: '哪個欄位',
  },
  import: {
    lead: '從表格匯入客戶，例如商城或舊客服系統匯出的檔案。先預覽結果，確認之後才會變更；同一個檔案匯入兩次不會重複。', file: 'CSV 檔案', choose: '選擇檔案', another: '換一個檔案', drop: '或把檔案拖到這裡', fileHint: '最大 10 MB、20,000 列。第一列是欄名：姓名、電子郵件、電話、客戶編號、標籤、語言、時區、備註。', encoding: '文字編碼', encodingAuto: '自動辨識', reading: '正在讀取', columns: '欄', ignored: '不讀取', rows_other: '共 {{count}} 列', made_other: '{{count}} 位新客戶', known_other: '{{count}} 位已有', conflict_other: '{{count}} 列有衝突', invalid_other: '{{count}} 列無法讀取', go_other: '匯入 {{count}} 位客戶', nothing: '這個檔案裡沒有可匯入的客戶。', progress: '{{done}} / {{all}} 列', leftOut_other: '有 {{count}} 列沒有匯入。在檔案裡改好後再選一次即可，已匯入的不會重複。', done: '匯入完成：新增 {{made}} 位，已有 {{known}} 位。', failed: '匯入中斷。{{reason}} 再按一次即可繼續，已完成的不會重複。', row: '列', outcome: '結果', detail: '原因',
    outcomes: { made: '新增', known: '已有', conflict: '衝突', invalid: '無法讀取' }, adds: '補充 {{values}}', holds: '{{value}} 屬於 {{name}}', mayNot: '客服主管、客戶成功經理和管理員可以匯入。',
    problem: { no_address: '沒有電子郵件、電話或編號', bad_email: '「{{value}}」不是電子郵件地址', bad_phone: '「{{value}}」不是電話號碼，需要帶國碼', bad_id: '「{{value}}」不能用作編號', machine_address: '{{value}} 沒有人會讀', too_long: '內容太長', bad_language: '「{{value}}」不是語言代碼，例如 en 或 zh-TW', bad_time_zone: '「{{value}}」不是時區，例如 Asia/Taipei', bad_field: '「{{value}}」不符合欄位要求' },
    as: { name: '姓名', firstName: '名', lastName: '姓', email: '電子郵件', phone: '電話', external: '客戶編號', tags: '標籤', language: '語言', timeZone: '時區', likes: '喜歡', dislikes: '不喜歡', notes: '備註' },
  },
};
