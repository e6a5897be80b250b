export const customer = {
  title: '客户', panel: '客户信息', identities: '联系方式', verified: '已证实', claimed: '仅自称', source: '来源：{{source}}', sources: { import: '随表格导入', agent: '客服登记的', api: '来自其他系统', carrier: '电话网络提供', call: '未显示号码的来电', chat_session: '这个浏览器里的聊天', signed_visitor: '网站已签名确认', email_from: '邮件里这样写的', email_form: '来自你网站的表单', email_authenticated: '邮件服务器已验证', reply_token: '回复了我们的邮件', other: '较早以前登记的' }, claims: '客户自述', saysIs: '自称是 {{value}}', bouncedHard: '邮件会被退回', bouncedSoft: '最近一封被退回', claimHint: '由访客自己填写，未经证实。',
  localTime: '{{place}} {{time}}', localClock: '{{time}}（{{offset}}）', language: '语言：{{language}}', since: '{{date}}起成为客户', tags: '标签', tickets: '工单', noOther: '这是该客户的第一个工单。', story: '往来', storyEmpty: '还没有往来。', allStory: '查看全部往来', next: '接下来可能会问', followups: '已安排的回访', cancelFollowup: '取消回访',
  open: '打开客户页面', wrote: '来信', answered: '回复', noted: '备注',
  page: {
    title: '客户', search: '姓名、邮箱或号码', empty: '还没有客户', emptyText: '发来邮件、短信、电话或聊天的人会自动成为客户，你也可以手动添加。', none: '没有找到。', noneText: '试试姓名的一部分，或完整的邮箱、号码。', add: '添加客户', pick: '选一位客户，查看对方在所有渠道上说过的话。',
    name: '姓名', email: '邮箱', phone: '电话（含国家代码）', external: '你们系统里的客户编号', needOne: '请至少填一项邮箱、号码或编号，这样对方来信时才能认出来。', taken: '这个联系方式已属于 {{name}}。', takenOther: '这个联系方式已属于其他客户。', openHolder: '打开', save: '添加', notFound: '找不到这位客户',
  },
};

export const queues = {
  title: '排队情况', asOf: '截至 {{time}}', waiting: '位客户在等我们', waitingNone: '没有人在等我们', oldest: '最长等待', late: '首次回复超时', dueSoon: '15 分钟内到期', promise: '承诺：{{span}}内首次回复', onTime: '首次回复都没有超时', byChannel: '各渠道', channelNone: '没有人在等', agents: '成员', online: '在线', away: '离开', openTickets_other: '{{count}} 个处理中', agentsNone: '还没有成员', onlineCount: '{{all}} 人中 {{count}} 人在线',
  tickets: '工单', unassigned: '待分派', open: '处理中', pending: '等客户回复', hold: '暂停', machine: '后台', intake: '待读取', intakeSince: '最早{{span}}前', quarantined: '隔离中', outboxQueued: '待发出', outboxKept: '留在发件箱', outboxFailed: '未送达', outboxUncertain: '不确定是否送达', jobs: '排队的任务', jobsActive: '{{count}} 个执行中', jobsUnknown: '暂时查不到任务队列', calm: '来件都已读取，写好的都已发出。', longest: '等得最久', longestNone: '有人等待时会列在这里，等得最久的在前。', columns: { customer: '客户', subject: '关于', channel: '渠道', waits: '已等' },
  notAllowed: '这一页供主管查看。',
};

export const outbox = {
  title: '发件箱', lead: '我们写给客户的内容，以及后来怎样了。', filter: '显示', empty: '还没有发出过内容', emptyText: '回复和回访会带着状态出现在这里。没有配置邮件中继或短信账号时，内容会留在这里，你可以看到本来会发出什么。', emptyState: '没有处于此状态的内容',
  state: { all: '全部', kept: '留在发件箱', queued: '待发出', accepted: '已发出', delivered: '已送达', failed: '未送达', uncertain: '不确定' },
  to: '发给 {{address}}', headers: '邮件头', tries_other: '尝试 {{count}} 次', openTicket: '打开工单',
};

export const intake = {
  title: '来件', lead: '所有到达我们这里的内容，成为消息之前的样子。什么都不会丢。', filter: '显示',
  state: { quarantined: '隔离中', pending: '待读取', ignored: '已略过', done: '已完成', all: '全部' },
  empty: { quarantined: '隔离区是空的', pending: '都已读取', ignored: '没有略过的来件', done: '还没有来件', all: '还没有来件' },
  emptyText: { quarantined: '读不懂的来件会原样保存在这里，绝不丢弃。修好之后，一键重新读取。', pending: '新来的邮件、短信、电话和聊天会在这里停留片刻，然后进入工单。', ignored: '机器之间的来往（例如送达报告）会放在这里，并注明原因。', done: '给客服邮箱发一封邮件，或者在演示页面的聊天里打个招呼。', all: '给客服邮箱发一封邮件，或者在演示页面的聊天里打个招呼。' },
  raw: '原始内容', retry: '重新读取', retried: '正在重新读取', retryFailed: '没能重新读取。{{reason}}', tries_other: '尝试 {{count}} 次', openTicket: '打开工单', received: '{{time}} 到达', sha: '指纹 {{value}}',
  code: { parse_failed: '没能读懂', parse_timeout: '读取超时', parse_crashed: '读取时出错', bad_form: '表单不完整', bad_body: '内容不符合约定', no_channel: '渠道没有配置', no_sender: '看不出是谁发的', processing_failed: '读懂了，但没能归档', worker_died: '处理到一半中断了，不止一次', unknown_message: '报告里的消息我们没有', transcription_failed: '通话没能转成文字', loop: '会引起自动回复循环', erased: '已随客户资料清除', other: '{{code}}' },
  codeHelp: { parse_failed: '来件已损坏，或嵌套过深。原始内容保留着：可以先看看，或请对方重发一次。', parse_timeout: '来件很大或结构特殊。等系统空闲时再重新读取。', parse_crashed: '读取它需要的内存超出了上限。可以先看看原始内容，或请对方重发一次。', bad_form: '服务商发来的内容缺少必需的项目。', bad_body: '发来的内容与接口说明不符。', no_channel: '配置好渠道，再重新读取。', no_sender: '因此不知道该回复谁。原始内容里也许有线索。', processing_failed: '来件没有丢。请重新读取；如果还是不行，服务器日志里有更多信息。', worker_died: '服务器中断可能就是它引起的。更新之后再重新读取。' }, original: '服务器的原话',
};

export const followups = {
  title: '跟进', lead: '客户接下来会问的，在他们开口之前就答好。', rules: '规则', planned: '回访', newRule: '新建规则', editRule: '编辑规则',
  rulesEmpty: '还没有规则', rulesEmptyText: '规则是说：处理完这类问题后，客户常会接着问那件事。客服在解决前会看到提示；如果客户没有先来，还可以自动发一条回访。',
  on: '开', off: '关', turnOn: '启用“{{name}}”', turnedOn: '“{{name}}”已启用', turnedOff: '“{{name}}”已停用', sentence: '处理完“{{topic}}”之后，客户会在{{days}}内问起“{{next}}”', anyTopic: '任何分类', days_other: ' {{count}} 天', odds: '{{percent}} 会问', noOdds: '还没有统计', checkInAfter: '{{span}}后回访', promptOnly: '只提示客服', via: '限 {{channels}}', tagged: '标签：{{tags}}',
  state: { planned: '已安排', sent: '已发出', cancelled: '已取消', failed: '未发出', all: '全部' },
  empty: '没有回访', emptyText: '工单解决时如果有规则符合，回访就会安排在这里。客户若先来联系，它会自动取消。', due: '定于 {{when}}', sentAt: '{{when}} 发出', endedAt: '{{when}} 结束', cancel: '取消回访', cancelled: '已取消',
  reason: { customer_wrote: '客户先来联系了', ticket_reopened: '工单重新打开了', agent: '由客服取消', sent: '已发出', no_address: '没有可用的联系方式', rule_disabled: '规则已停用', machine_address: '那个邮箱无人阅读', opted_out: '客户不想收到', ticket_merged: '工单已合并', ticket_not_solved: '工单还没解决', too_late: '已经太晚了', no_channel: '没有渠道能联系到客户', customer_gone: '客户资料已清除', other: '{{reason}}' },
  form: {
    name: '名称', nameHint: '团队内部的叫法', topic: '处理完哪类问题之后', expects: '客户接着会问', days: '多少天内', odds: '会问的比例（%）', oddsHint: '还没统计就留空', channels: '仅限这些渠道', channelsHint: '不选就是全部', tags: '仅限这些标签', tagsHint: '用逗号隔开', prompt: '给客服的提示', promptHint: '只有团队看得到', reply: '可加到回复里的话', replyHint: '写给客户的话，客服一点就能加到回复里。留空则不显示按钮。', checkIn: '自动发送回访', afterHours: '解决后多少小时', text: '发给客户的内容', textHint: '发出时会填入：{{fields}}。需要多种语言时，各以单独一行开头，例如 [en] 或 [zh]。', save: '保存', create: '创建规则', required: '此项必填', number: '请填 {{min}} 到 {{max}} 之间的数', saved: '已保存', failed: '没有保存。{{reason}}',
  },
};
