export const inbox = {
  title: '收件箱',
  view: { live: '进行中', mine: '我的', unassigned: '待分派', pending: '等客户回复', solved: '已解决' },
  pickView: '视图',
  sort: { label: '排序', waiting: '等得最久的在前', newest: '最新的在前', oldest: '最早的在前', due: '最快到期的在前', priority: '最紧急的在前', heard: '客户最近来信的在前' },
  search: { label: '搜索工单', placeholder: '姓名、编号、关键词', none: '没有工单包含这些词。', noneHint: '可以搜姓名、工单编号和内容里的词，词越少，找到的越多。' },
  list: { label: '工单', end: '没有更多了', loadingMore: '正在加载更多' },
  row: {
    ours: '我们：{{words}}',
    waits: '已等{{span}}', waitsSince: '从 {{time}} 起在等我们', last: '最后一条消息 {{time}}', late: '首次回复已超时', soon: '首次回复即将超时', unread: '未读', left: '已不在此视图',
    name: '工单 {{number}}，{{customer}}：{{subject}}',
  },
  fresh_other: '{{count}} 个新工单',
  empty: {
    live: { title: '没有人在等', text: '客户发来邮件、短信、电话或聊天后，工单会自动出现在这里。同一件事不管走哪个渠道，都在同一个工单里。' },
    mine: { title: '你手上没有工单', text: '按 a 可以把工单分派给自己，也可以到“待分派”里挑等得最久的那个。' },
    unassigned: { title: '每个工单都有人负责', text: '新的问题会先出现在这里，直到有人接手。' },
    pending: { title: '没有在等客户的工单', text: '你问了客户、等对方回复的工单会放在这里。客户一回复，它就自动回到“进行中”。' },
    solved: { title: '还没有已解决的工单', text: '解决了的工单放在这里。客户如果又说起同一件事，工单会带着完整的来龙去脉重新打开。' },
  },
  pick: { title: '一位客户，一条线', text: '在左边选一个工单。j、k 上下移动，r 回复，按 ? 查看全部快捷键。', sandbox: '还没连接渠道？到沙盒里当一回客户' },
};
