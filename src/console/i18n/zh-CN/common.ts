export const common = {
  brand: 'SayOnce',
  loading: '加载中',
  action: {
    cancel: '取消', close: '关闭', save: '保存', undo: '撤销', retry: '再试一次', more: '更多', edit: '编辑', show: '查看', hide: '收起',
    loadMore: '显示更多', back: '返回', add: '添加', search: '搜索', clear: '清空', copy: '复制', copied: '已复制', download: '下载',
  },
  nav: {
    label: '主导航', inbox: '收件箱', customers: '客户', queues: '排队情况', outbox: '发件箱', intake: '来件', followups: '跟进', sandbox: '沙盒', settings: '设置',
    palette: '查找或操作', help: '快捷键', me: '我', more: '更多页面', skip: '跳到对话',
  },
  channel: { email: '邮件', sms: '短信', whatsapp: 'WhatsApp', voice: '电话', chat: '聊天', api: '其他' },
  status: { open: '处理中', pending: '等客户回复', hold: '搁置', solved: '已解决', closed: '已关闭' },
  priority: { low: '低', normal: '普通', high: '高', urgent: '紧急' },
  role: { agent: '客服', supervisor: '主管', admin: '管理员' },
  identity: { email: '邮箱', phone: '电话', external: '客户编号', chat: '聊天访客' },
  delivery: {
    queued: '等待发出', sending: '正在发出', kept: '留在发件箱', accepted: '已发出', delivered: '已送达', failed: '未送达',
    uncertain: '不确定是否送达', cancelled: '已取消',
  },
  machine: { noText: '（没有文字）', phoneCall: '来电', voicemail: '语音留言', voicemailOf: '语音留言，{{seconds}} 秒' },
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
    alreadyUndone: '这一步之前已经撤销过了。', cannotUndo: '之后又有了不少变动，已无法撤销。', noAddress: '这位客户在该渠道上没有联系方式，请换一个渠道。',
    tooLarge: '内容太大，发不出去。', tooMany: '操作太快了，稍等一下再试。', invalid: '服务器没有接受：{{message}}', crashed: '页面的这一部分出错了',
    crashedHint: '其他部分仍可使用，你写的内容保存在此浏览器里。', reload: '重新加载',
  },
  help: {
    title: '快捷键', lead: '打字时不会触发。', go: '前往', list: '列表中', ticket: '工单中', anywhere: '任何地方',
    next: '下一个工单', previous: '上一个工单', search: '搜索列表', views: '切换视图', reply: '回复', note: '备注', assign: '分派', resolve: '解决', undo: '撤销上一步', send: '发送', sendResolve: '发送并解决',
    palette: '查找或操作', sheet: '显示本页', close: '关闭当前窗口', then: '然后',
  },
  palette: {
    title: '查找或操作', placeholder: '工单、客户、操作……', empty: '没有找到。试试姓名、编号或内容里的词。', searching: '正在搜索', tickets: '工单', customers: '客户',
    actions: '当前工单', pages: '前往', settings: '设置', assignMe: '分派给我', unassign: '取消分派', resolve: '解决', reopen: '重新打开', reply: '写回复', note: '写备注', pend: '等客户回复', merge: '合并到其他工单',
  },
};
