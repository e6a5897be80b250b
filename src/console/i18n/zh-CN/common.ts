export const common = {
  brand: 'SayOnce',
  loading: '加载中',
  pair: '{{name}}：{{value}}', bracketed: '{{words}}（{{more}}）',
  action: {
    cancel: '取消', close: '关闭', save: '保存', undo: '撤销', retry: '再试一次', more: '更多', edit: '编辑', show: '查看', hide: '收起',
    loadMore: '显示更多', back: '返回', add: '添加', search: '搜索', clear: '清空', copy: '复制', copied: '已复制', download: '下载',
  },
  nav: {
    label: '主导航', inbox: '收件箱', search: '搜索', customers: '客户', queues: '排队情况', outbox: '发件箱', intake: '来件', followups: '跟进', sandbox: '沙盒', settings: '设置',
    palette: '查找或操作', help: '快捷键', me: '我', more: '更多页面', skip: '跳到对话',
  },
  channel: { email: '邮件', sms: '短信', whatsapp: 'WhatsApp', voice: '电话', chat: '聊天', api: '其他' },
  status: { open: '处理中', pending: '等客户回复', hold: '暂停', solved: '已解决', closed: '已关闭' },
  priority: { low: '低', normal: '普通', high: '高', urgent: '紧急' },
  role: { agent: '客服', supervisor: '主管', operations: '运营经理', success: '客户成功经理', admin: '管理员' },
  identity: { email: '邮箱', phone: '电话', external: '客户编号', chat: '聊天访客' },
  delivery: {
    queued: '待发出', sending: '正在发出', kept: '留在发件箱', accepted: '已发出', delivered: '已送达', failed: '未送达',
    uncertain: '不确定是否送达', cancelled: '已取消',
    why: { later: '对方服务器让稍后再试，会自动重发。', login: '我们的账号被对方拒绝，需要管理员处理。', unreachable: '连不上对方，会自动重发。', address: '这个邮箱或号码收不到消息。', optedOut: '客户不愿意在这里接收消息。', blocked: '被对方拒收。', full: '对方已满，收不下。', tooLong: '太长或太大。', unsure: '发送中断，可能已经发出。', copies: '部分抄送被拒收。', notSetUp: '这个渠道还没设置好。', window: 'WhatsApp 只允许在客户最后一条消息后的 24 小时内自由回复。', other: '对方用自己的话给了原因。' },
  },
  machine: {
    visitor: '访客 {{id}}', noNumber: '未显示号码的来电者', noText: '（没有文字）', phoneCall: '来电', voicemail: '语音留言', voicemailOf: '语音留言，{{seconds}} 秒',
    ruleDelivery: '物流问题：接下来常问退款或退货', ruleDamaged: '破损换新：接下来常问如何安装', ruleLogin: '登录问题解决：接下来常会再次被锁',
  },
  time: { today: '今天', yesterday: '昨天', now: '刚刚', none: '时间未知', before: '{{span}}后', ago: '{{span}}前' },
  theme: { label: '外观', system: '跟随系统', light: '浅色', dark: '深色' },
  language: { label: '语言' },
  session: {
    title: '登录', lead: '客户只需说一次，接下来交给你。', email: '邮箱', password: '密码', submit: '登录', busy: '正在登录',
    wrong: '邮箱和密码对不上，请检查后再试。账号没有被锁定。', tooMany: '尝试次数太多了，请过一分钟再试。',
    signOut: '退出登录', signedInAs: '当前登录：{{name}}', unreachable: '服务器没有响应',
    unreachableHint: '网络或服务器暂时不通。你写的内容都还在，恢复后即可继续。',
  },
  live: {
    offline: '连接已断开。你可以继续看、继续写，恢复后再发出。', connecting: '正在重新连接', back: '已重新连接',
    state: { online: '已连接', connecting: '连接中', offline: '未连接' },
  },
  error: {
    title: '没能加载出来', generic: '我们这边出了点问题。', offline: '服务器没有响应，网络恢复后再试。',
    notAllowed: '你的角色没有这个权限，请找主管或管理员。', notFound: '它已不在这里，或者你无权查看。', conflict: '有人刚刚也改了这里，请看一眼再操作。',
    nameTaken: '这个名称已被使用，请换一个。', alreadyUndone: '这一步之前已经撤销过了。', cannotUndo: '之后又有了不少变动，已无法撤销。', noAddress: '这位客户在该渠道上没有联系方式，请换一个渠道。',
    tooLarge: '内容太大，发不出去。', tooMany: '操作太快了，稍等一下再试。', invalid: '服务器没有接受：{{message}}', check: '服务器没有接受。请看看填写的内容，改好再试。', crashed: '页面的这一部分出错了',
    crashedHint: '其他部分仍可使用，你写的内容保存在此浏览器里。', reload: '重新加载',
  },
  field: { missing: '请填写这一项。', email: '这还不是邮箱地址，应像 name@example.com 这样。', number: '请填写数字。', range: '请填 {{min}} 到 {{max}} 之间的数。', short_other: '至少 {{count}} 个字符。', form: '格式还不对，请再看一下。' },
  help: {
    title: '快捷键', lead: '打字时不会触发。', go: '前往', list: '列表中', ticket: '工单中', message: '单条消息', write: '撰写时', anywhere: '任何地方',
  },
  command: {
    next: '下一个', previous: '上一个', search: '搜索列表', views: '切换视图', order: '列表排序', newView: '新建视图', editView: '修改这个视图', select: '选中（批量）', selectAll: '全选',
    reply: '写回复', note: '写备注', assign: '分派', assignMe: '分派给我', unassign: '取消分派', team: '小组', status: '状态', pend: '改为等客户回复', priority: '优先级', topic: '主题分类', tag: '标签',
    snooze: '搁置', unread: '标为未读', resolve: '解决或重新打开', merge: '合并到其他工单', link: '关联其他工单', split: '拆分消息', details: '客户信息', copyLink: '复制链接', up: '返回列表',
    nextMessage: '下一条消息', previousMessage: '上一条消息', move: '移到其他工单', notThem: '不是这位客户写的', undoDecision: '撤销归入', forward: '转发', original: '查看原件',
    send: '发送', sendResolve: '发送并解决', channel: '渠道', macros: '快捷回复', attach: '添加附件', copies: '抄送', schedule: '定时发送',
    start: '发起消息', palette: '查找或操作', everything: '搜索全部内容', sheet: '快捷键', undo: '撤销上一步', notices: '提醒和声音', signOut: '退出登录',
  },
  palette: {
    title: '查找或操作', placeholder: '工单、客户、操作……', empty: '没有找到。试试姓名、编号或内容里的词。', searching: '正在搜索', tickets: '工单', customers: '客户',
    pages: '前往', settings: '设置',
  },
};
