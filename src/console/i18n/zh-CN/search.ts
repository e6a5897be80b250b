export const search = {
  title: '搜索', label: '搜索全部内容', placeholder: '搜索全部内容', everything: '在全部内容里搜索“{{words}}”',
  kind: { label: '类型', all: '全部', customer: '客户', ticket: '工单', message: '消息', note: '备注' }, one: { customer: '客户', ticket: '工单', note: '备注' },
  sort: { label: '排序', best: '最相关', newest: '最新' },
  filter: {
    label: '筛选', status: '状态', anyStatus: '任何状态', live: '未解决', channel: '渠道', anyChannel: '任何渠道', assignee: '负责人', anybody: '不限', me: '我', nobody: '无人负责', tag: '标签', anyTag: '任何标签',
    time: '时间', anyTime: '任何时间', today: '今天', days_other: '最近 {{count}} 天', between: '自选日期', from: '从', to: '到', clear: '去掉筛选：{{name}}', clearAll: '全部去掉',
  },
  showAll: '查看全部', ours: '我们：', found_other: '找到 {{count}} 条', foundMore_other: '找到 {{count}} 条，还有更多',
  empty: {
    title: '说过的每一句，都能找到', text: '邮件、短信、电话、聊天、备注、工单主题和客户，各种语言都行。',
    words: { type: '料理机 漏水', finds: '两个词都要有，先后不限' }, half: { type: '退', finds: '只打一半也能找到' }, phrase: { type: '"冷水冲洗"', finds: '一字不差的整句' }, number: { type: '#1042', finds: '按编号找工单' }, address: { type: 'ann@shop.example', finds: '按邮箱或号码找人' },
  },
  none: { title: '没有内容同时包含“{{words}}”', text: '词越少，找到的越多。看看有没有错字，或者换成词的开头、邮箱或工单编号试试。', narrowed: '去掉筛选条件，也许能找到更多。', widen: '不加筛选再找' },
};
