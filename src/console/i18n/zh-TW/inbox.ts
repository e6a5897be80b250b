export const inbox = {
  title: '收件匣',
  view: { live: '進行中', mine: '我的', unassigned: '待指派', pending: '等客戶回覆', solved: '已解決' },
  pickView: '檢視',
  sort: { label: '排序', waiting: '等得最久的在前', newest: '最新的在前', oldest: '最早的在前', due: '最快到期的在前', priority: '最緊急的在前', heard: '客戶最近來訊的在前' },
  search: { label: '搜尋案件', placeholder: '姓名、編號、關鍵字', none: '沒有案件包含這些詞。', noneHint: '可以搜姓名、案件編號和內容裡的詞，詞越少，找到的越多。' },
  list: { label: '案件', end: '沒有更多了', loadingMore: '正在載入更多' },
  row: {
    ours: '我們：{{words}}',
    waits: '已等 {{span}}', waitsSince: '從 {{time}} 起在等我們', last: '最後一則訊息 {{time}}', late: '首次回覆已逾時', soon: '首次回覆即將逾時', unread: '未讀', left: '已不在此檢視',
    name: '案件 {{number}}，{{customer}}：{{subject}}',
  },
  fresh_other: '查看 {{count}} 個新案件',
  empty: {
    live: { title: '沒有人在等', text: '客戶寄來郵件、簡訊、電話或聊天後，案件會自動出現在這裡。同一件事不管走哪個管道，都在同一個案件裡。' },
    mine: { title: '你手邊沒有案件', text: '按 a 可以把案件指派給自己，也可以到「待指派」挑等得最久的那個。' },
    unassigned: { title: '每個案件都有人負責', text: '新的問題會先出現在這裡，直到有人接手。' },
    pending: { title: '沒有在等客戶的案件', text: '你問了客戶、等對方回覆的案件會放在這裡。客戶一回覆，它就自動回到「進行中」。' },
    solved: { title: '還沒有已解決的案件', text: '解決了的案件放在這裡。客戶如果又說起同一件事，案件會帶著完整的來龍去脈重新開啟。' },
  },
  pick: { title: '一位客戶，一條脈絡', text: '在左邊選一個案件。j、k 上下移動，r 回覆，按 ? 查看全部快速鍵。', sandbox: '還沒連接管道？到沙盒裡當一次客戶' },
};
