export const search = {
  title: '搜尋', label: '搜尋全部內容', placeholder: '搜尋全部內容', everything: '在全部內容中搜尋「{{words}}」',
  kind: { label: '類型', all: '全部', customer: '客戶', ticket: '案件', message: '訊息', note: '備註' }, one: { customer: '客戶', ticket: '案件', note: '備註' },
  sort: { label: '排序', best: '最相關', newest: '最新' },
  filter: {
    label: '篩選', status: '狀態', anyStatus: '任何狀態', live: '未解決', channel: '管道', anyChannel: '任何管道', assignee: '負責人', anybody: '不限', me: '我', nobody: '無人負責', tag: '標籤', anyTag: '任何標籤',
    time: '時間', anyTime: '任何時間', today: '今天', days_other: '最近 {{count}} 天', between: '自選日期', from: '從', to: '到', clear: '移除篩選：{{name}}', clearAll: '全部移除',
  },
  showAll: '查看全部', ours: '我們：', found_other: '找到 {{count}} 筆', foundMore_other: '找到 {{count}} 筆，還有更多',
  empty: {
    title: '說過的每一句，都找得到', text: '郵件、簡訊、電話、聊天、備註、案件主旨和客戶，任何語言都可以。',
    words: { type: '果汁機 漏水', finds: '兩個詞都要有，先後不拘' }, half: { type: '退', finds: '只打一半也找得到' }, phrase: { type: '"冷水沖洗"', finds: '一字不差的整句' }, number: { type: '#1042', finds: '用編號找案件' }, address: { type: 'ann@shop.example', finds: '用電子郵件或號碼找人' },
  },
  none: { title: '沒有內容同時包含「{{words}}」', text: '詞越少，找到的越多。看看有沒有錯字，或換成詞的開頭、電子郵件或案件編號試試。', narrowed: '移除篩選條件，也許能找到更多。', widen: '不加篩選再找' },
};
