/** 消息归到哪里：还可能属于哪里、人工改正了什么、重新读取、主动发起。 */
export const placing = {
  other: { or: '还是 #{{number}}？', orWith: '还是 #{{number}} {{subject}}？', why: '{{rule}}（{{percent}}）。点一下就移过去，可以撤销。' },
  corrections: {
    title: '自动归入的准确度', none: '还没有改正过', noneText: '有人移动了自动归入的消息时，会按出错的规则记在这里。',
    lead_other: '30 天内自动归入 {{count}} 条，其中 {{share}} 由人工改正',
    rule: '规则', decisions: '归入', corrected: '改正', share: '占比', download: '下载为测试用例', failed: '没能加载。{{reason}}',
  },
  retryAll: { action_other: '{{count}} 条全部重新读取', started_other: '正在重新读取 {{count}} 条', label: '按原因', failed: '没能重新读取。{{reason}}' },
  start: {
    title: '发起消息', lead: '会新开一个工单，客户的回复也会归到里面。', to: '收件人', toHint: '姓名、邮箱地址或电话号码', found: '客户', nobody: '没有找到。可以输入完整的邮箱地址，或带国家代码的号码。', fresh: '新客户：{{address}}',
    pickOne: '请选择发给谁。', change: '换一个人', name: '姓名', channel: '方式', subject: '主题', text: '要说的话', send: '发送', sent: '正在发给 {{name}}', failed: '没有发出。{{reason}}', unreachable: '这位客户没有可以写信的联系方式。',
  },
} as const;
