export const ticket = {
  notFound: { title: '找不到這個案件', text: '可能它並不存在，或者你無權查看。如果它被移走了，搜尋編號就能找到。' },
  number: '#{{number}}',
  untitled: '（無主旨）',
  waiting: '已等 {{span}}', notWaiting: '沒有在等我們', dueIn: '{{span}}內需首次回覆', lateBy: '首次回覆已逾時 {{span}}',
  merged: '這個案件已被合併，內容在另一個案件裡。', mergedWords: '你寫的內容在 #{{number}} 的輸入框裡。', openMerged: '開啟它',
  linked: { previous: '之前的案件', claims: '對方稱屬於', split: '分割自', undone: '曾與此合併', other: '相關案件' },
  control: { status: '狀態', assignee: '負責人', nobody: '無人負責', me: '我', priority: '優先順序', topic: '主題分類', noTopic: '未分類', resolve: '解決', reopen: '重新開啟', more: '更多操作', details: '客戶資訊', list: '返回清單' },
  more: { merge: '合併到其他案件', split: '分割訊息', copyLink: '複製連結', copied: '連結已複製' },
  done: {
    status: '狀態已改為「{{status}}」', assigned: '已指派給 {{name}}', unassigned: '現在無人負責', priority: '優先順序：{{priority}}', topic: '分類：{{topic}}', resolved: '已解決', merged: '已合併到 #{{number}}', split: '已分割為 #{{number}}',
    undone: '已復原', sent: '正在送出', takeBack: '收回', tookBack: '已收回，內容放回了輸入框', heldBack: '已收回，不會送出', again: '已重新傳送', followupCancelled: '這則回訪不會送出了',
  },
  failed: { change: '未能變更。{{reason}}', undo: '未能復原。{{reason}}', merge: '未能合併。{{reason}}', split: '未能分割。{{reason}}', takeBack: '來不及了，已經送出。{{reason}}', again: '沒有送出。{{reason}}' },
  stream: { label: '對話', empty: '還沒有內容', fresh_other: '下面有 {{count}} 則新訊息', typing: '{{name}} 正在輸入', viewers_other: '{{names}} 也在看', earlier: '更早', earlierLoading: '正在載入更早的內容' },
  message: {
    you: '你', us: '我們', unknown: '未知', note: '備註', to: '傳給 {{address}}', cc: '副本 {{address}}', bcc: '密件副本 {{address}}', unverified: '寄件者未經驗證', other: '不是該客戶已知的地址', auto_reply: '自動回覆', bounce: '退信', list: '郵寄清單', feedback_report: '檢舉回報', ticket_system: '其他案件系統', notice: '系統通知', system: '由 SayOnce 送出', full: '顯示全文', less: '收起',
    quoted: '顯示引述的內容', unquoted: '收起引述的內容', asSent: '查看原始版面', asText: '查看純文字', html: '郵件的原始版面', images: '外部圖片已封鎖，寄件者不會知道你看過。', showImages: '顯示圖片', select: '選取這則訊息', waitsForLine: '恢復連線後自動送出', notSent: '沒有送出', mergedFirst: '送出之前，這個案件已被合併到另一個案件。', retry: '再試一次', discard: '放回輸入框', sending: '正在傳送', again: '重新傳送', againUnsure: '重新傳送（對方可能收到兩次）',
  },
  attachment: { label: '附件', pending: '正在取得', failed: '無法取得', open: '開啟 {{name}}', fromMail: '內文中的圖片', of: '第 {{at}} 個，共 {{count}} 個', previous: '上一個檔案', next: '下一個檔案', fetch: '下載 {{name}}', page: '第 {{number}} 頁：', morePages: '還有 {{count}} 頁，下載後可看全部。', unreadable: '這個檔案沒辦法在這裡顯示，請下載後查看。' },
  why: {
    label: '為什麼在這裡', guess: '推測，{{percent}}', undo: '復原', undone: '已復原', undoName: '復原：把這則訊息移出此案件', details: '依據',
    rule: {
      envelope_token: '併入：退回到我們簽署的寄件地址', reply_token: '併入：帶有我們的回覆標記', own_message_id: '併入：回覆了我們的郵件', reference: '併入：回覆了這裡的一封郵件', chat_session: '併入：同一次聊天', text_answer: '併入：回覆了我們傳到所留號碼的簡訊', live_ticket: '併入：該客戶進行中的案件',
      best_live_ticket: '併入：該客戶最可能的一個案件', shared_mailbox: '併入：共用信箱', reopened: '併入並重新開啟：延續同一件事', thanks: '併入：表示感謝', machine_mail: '併入：自動回覆', after_closed: '另開案件：提到的案件已關閉',
      another_issue: '另開案件：明顯是另一件事', likely_another_issue: '另開案件：多半是另一件事', answered: '併入：這裡有一封郵件回覆了它', agent_mail: '客服以郵件回覆', agent_forward: '另開案件：客服轉寄了這封郵件', moved: '由客服移到這裡', stranger_with_known_id: '分開存放：寄件者不是所提到的客戶', copy: '同一封郵件，寄到了我們的另一個信箱', new_ticket: '建立了這個案件', merged: '由客服合併進來', split: '由客服分割出來', other: '併入：{{rule}}',
    },
    evidence: {
      held_elsewhere: '{{value}} 屬於另一位客戶',
      envelope_token: '退回的郵件 {{value}}', reply_token: '回覆標記 {{value}}', own_message_id: '我們的郵件 {{value}}', reference: '郵件 {{value}}', chat_session: '聊天 {{value}}', text_answer: '我們傳給 {{value}} 的簡訊', ticket: '案件 {{value}}', live_tickets: '進行中的案件：{{value}} 個', participant: '我們曾寫信給 {{value}}', sender: '來自 {{value}}', sender_doubt: '寄件者存疑：{{value}}', answered: '郵件 {{value}}', sender_check: '郵件伺服器：{{value}}', form: '填寫了以 {{value}} 名義寄出的表單', refuted: '自稱 {{value}}，但其網域否認',
      names_ticket_of_somebody_else: '提到了別人的案件 {{value}}', solved_days_ago: '{{value}} 天前解決', subject: '關於「{{value}}」', subject_changed: '主旨不同，也許是另一件事：「{{value}}」', agent: '由 {{value}} 撰寫', wrote_to: '寫給 {{value}}', forwarded_by: '由 {{value}} 轉寄', topic: '分類「{{value}}」', number: '號碼 {{value}}', proven: '{{value}}，已驗證', claimed: '來自 {{value}}', known: '{{value}}', other: '{{kind}} {{value}}',
    },
  },
  event: {
    'ticket.created': '建立案件', 'ticket.changed': '變更了案件', 'ticket.solved': '標示為已解決', 'ticket.reopened': '重新開啟案件', 'ticket.merged': '合併案件', 'ticket.split': '分割訊息', 'ticket.linked': '關聯了另一個案件', 'decision.undone': '復原了一次併入', 'ticket.unlinked': '取消了與另一個案件的關聯', 'ticket.snoozed': '擱置了案件', 'ticket.woken': '恢復處理', 'message.forwarded': '轉寄了訊息', otherEvent: '有變更',
    'message.amended': '補齊了一則訊息', 'followup.planned': '安排了回訪', 'followup.sent': '送出了回訪', 'followup.cancelled': '取消了回訪', 'customer.changed': '變更了客戶資料', 'customer.created': '新客戶', 'identity.linked': '新增了客戶的聯絡方式', 'ticket.auto_closed': '自動關閉', 'message.delivery_changed': '傳送狀態變化', 'message.received': '收到訊息', 'message.sent': '寫了回覆', 'message.noted': '寫了備註',
    snoozedUntil: '擱置到 {{time}}', snoozedCustomer: '擱置，等客戶回覆',
    order: 'who what', by: '{{name}}', byYou: '你', byRule: '規則「{{name}}」', byCustomer: '客戶', undone: '已復原',
    movedOut_other: '移出 {{count}} 則訊息', movedIn_other: '移入 {{count}} 則訊息',
    status: '將狀態改為「{{value}}」', assigned: '指派給 {{value}}', unassigned: '取消了指派', priority: '將優先順序改為「{{value}}」', topic: '將分類改為「{{value}}」', topicNone: '移除了分類', tags: '將標籤改為「{{value}}」', tagsNone: '移除了所有標籤', subject: '將主旨改為「{{value}}」', someone: '某位同事',
    where: { into: '到', from: '，來自', with: '，見' }, otherTicket: '另一個案件',
    rule: '「{{value}}」', due: '，預定於 {{value}}', reason: '（{{value}}）',
  },
  merge: { title: '合併到其他案件', lead: '#{{number}} 的全部內容會移過去，可以復原。', search: '編號、姓名或主旨', same: '同一位客戶的案件', found: '搜尋結果', none: '沒有合適的案件，試試輸入編號。', go: '合併到 #{{number}}' },
  split: { selected_other: '已選 {{count}} 則訊息', hint: '選取屬於另一件事的訊息', go: '分割成新案件' },
  composer: {
    label: '撰寫', reply: '回覆', note: '備註', to: '傳給', placeholder: '寫給 {{name}}……', placeholderNote: '給團隊的備註，客戶看不到。', channel: '管道', send: '用 {{channel}} 傳給 {{name}}', sendNote: '新增備註', sendResolve: '傳送並解決', noAddress: '沒有可以回覆這位客戶的聯絡方式，但可以寫備註。', draft: '草稿已儲存', merged: '請到合併後的案件裡回覆。', smsLength_other: '共 {{count}} 則簡訊', options: '更多傳送方式', longText: '對這個管道來說偏長',
  },
  before: {
    title: '解決之前', lead: '這之後，客戶常會接著問：', within_other: '{{count}} 天內', odds: '{{percent}} 的客戶會再來', noOdds: '還沒有歷史資料', add: '加進回覆', added: '已加進回覆', checkIn: '如果客戶沒再聯絡，{{when}} 會送出：', onlyPrompt: '不會自動傳送任何內容。', resolve: '解決', resolveAnyway: '直接解決', sendsNothing: '沒有安排回訪。', close: '先不解決', solvedElsewhere: '這個案件已經解決了',
  },
};
