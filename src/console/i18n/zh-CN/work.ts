/** 客服日常工作的用词：视图、批量操作、回复框、快捷回复、搁置、提醒。 */
export const work = {
  view: {
    breaching: '超时或将超时', mentions: '提到我的', snoozed: '已搁置', saved: '保存的视图', add: '新建视图', edit: '修改这个视图', addLead: '符合条件的工单会自动出现在这里，名称旁显示数量。', name: '名称', scope: '谁能看到',
    own: '仅自己', team: '一个小组', shared: '所有人', match: '显示符合以下条件的工单', all: '全部符合', any: '任一符合', condition: '添加条件', removeCondition: '移除这个条件', field: '条件', value: '取值', save: '保存视图', remove: '删除视图', removed: '视图已删除', done: '视图已保存', failed: '没有保存。{{reason}}', needOne: '至少添加一个条件，并为每个条件选好取值。',
    status: '状态', priority: '优先级', channel: '渠道', assignee: '负责人', teamField: '小组', topic: '主题分类', tag: '标签', waiting: '客户在等我们', snoozedField: '已搁置', olderThan: '最后一条消息早于（小时）', dueWithin: '首次回复剩余时间不超过（分钟）', yes: '是', no: '否', me: '当前查看的人', nobody: '无人负责', myTeams: '我的小组', tagHint: '多个标签用逗号分开',
    emptySaved: { title: '目前没有符合的工单', text: '一有工单符合条件，就会自动出现在这里。' },
    emptyBreaching: { title: '承诺都兑现了', text: '首次回复已超时、或 15 分钟内要超时的工单会显示在这里。' },
    emptyMentions: { title: '还没有人提到你', text: '同事在备注里用 @ 提到你，那条备注就会出现在这里。' },
    emptySnoozed: { title: '没有搁置的工单', text: '在工单里按 s，可以搁置到合适的时间，或等到客户回复。' },
  },
  mention: { by: '{{name}} 提到了你', unread: '未读', all: '全部标为已读' },
  bulk: {
    label: '批量操作', select: '选中工单 {{number}}', selected_other: '已选 {{count}} 个', all: '选中已加载的全部', none: '取消选择', assign: '分派', status: '状态', priority: '优先级', tag: '标签', tagPlaceholder: '输入标签后回车', me: '我',
    done_other: '已更改 {{count}} 个工单', refused_other: '{{count}} 个未改动', undone_other: '{{count}} 个工单已恢复', failed: '没有改成。{{reason}}',
  },
  snooze: {
    action: '搁置', title: '搁置到', later: '三小时后', evening: '今天傍晚', tomorrow: '明天上午', monday: '下周一上午', customer: '客户回复时', pick: '其他时间', go: '搁置', done: '已搁置到 {{time}}', doneCustomer: '已搁置到客户回复时', wake: '恢复处理', woken: '已恢复处理', until: '已搁置到 {{time}}', untilCustomer: '已搁置到客户回复时', hint: '客户若提前回复，工单会立刻回来。', failed: '没有成功。{{reason}}', past: '这个时间已经过了。',
  },
  unread: { mark: '标为未读', done: '已标为未读' },
  tags: { label: '标签', add: '添加标签', remove: '去掉 {{tag}}', done: '标签：{{tags}}', none: '没有标签', rest: '+{{more}}：显示全部标签', fewer: '收起', all: '显示全部' },
  fields: { label: '详细信息', none: '未填写', done: '已更改“{{name}}”' },
  teamOf: { label: '小组', none: '无小组', done: '小组：{{name}}' },
  composer: {
    bold: '加粗', italic: '斜体', bullets: '列表', numbers: '编号列表', quote: '引用', link: '链接', linkAddress: '链接地址', linkHint: '网址，或对方的邮箱地址', linkBad: '这不是网址或邮箱地址。例如 https://example.com 或 ann@example.com。', linkSet: '加上链接', linkRemove: '取消链接', format: '格式', attach: '添加附件', attached: '附件', drop: '把文件放在这里', removeFile: '移除 {{name}}', uploading: '{{percent}}', uploadFailed: '上传失败', tooLarge: '{{name}} 超过了 {{size}}。', tooMany_other: '一条消息最多 {{count}} 个文件。', noFiles: '这个渠道不能发送文件。', tooMuch: '这个渠道一条消息的附件合计不能超过 {{size}}。',
    macros: '快捷回复', macroSearch: '查找快捷回复', macroNone: '没有合适的快捷回复。', macroHow: '先写好一段回复，就可以在这里存为自己的快捷回复。', macroSave: '把这段文字存为快捷回复', macroName: '快捷回复的名称', macroSaved: '快捷回复已保存', macroMissing: '缺少：{{names}}。发送前请补上。', macroFailed: '没有插入。{{reason}}', macroActs: '同时更改工单',
    others: '这封邮件还发给了：{{names}}', othersTake: '加入抄送', othersOn_other: '这封邮件还发给了另外 {{count}} 人',
    cc: '抄送', bcc: '密送', copies: '添加抄送', addresses: '多个邮箱用逗号分开', badAddress: '不是邮箱地址：{{address}}', schedule: '定时发送', scheduled: '将于 {{time}} 发出', unschedule: '改为立即发送', scheduleTitle: '什么时候发送？', scheduleGo: '就用这个时间', morning: '明天 09:00', afternoon: '今天 16:00', nextWeek: '下周一 09:00',
    wroteMeanwhile: '你写的时候，{{name}} 又发来了消息。发送前先看一下。', answeredMeanwhile: '你写的时候，{{name}} 已经回复了。发送前先看一下。', notYet: '还没有发出，看过后再发一次即可。', wroteShow: '查看', wroteOk: '我看过了', agentTyping: '{{names}} 正在这里写', more: '更多发送方式', mentionNone: '没有这个人',
  },
  forward: { nobody: '请至少填一个邮箱地址。', action: '转发', title: '转发这条消息', lead: '通过邮件发给其他人。客户不会知道，仍在等你的回复。', to: '收件人', words: '附上你的话', send: '转发', done: '已转发', failed: '没有转发。{{reason}}' },
  message: { menu: '这条消息的更多操作', original: '查看原件', originalTitle: '收到时的原样', originalLead: '未经改动的内容和全部邮件头，其中任何内容都不会执行。', download: '下载', copyText: '复制文字', tooLong: '这里只显示开头，下载可得全部。' },
  why: {
    menu: '不该在这里？', move: '移到其他工单', moveTitle: '移动这条消息', moveLead: '附件一起移动，可以撤销。', split: '拆分成单独的工单', notThem: '这不是 {{name}}', notThemDone: '已成为另一位客户，放在单独的工单里', moved: '已移到 #{{number}}', failed: '没有成功。{{reason}}',
  },
  links: { label: '相关工单', previous: '接着', split: '拆分自', claims: '提到了', undone: '曾合并于', next: '引出了', other: '相关', linked: '已关联', action: '关联其他工单', title: '关联其他工单', lead: '两边的消息都不动，只是互相能看到。可以撤销。', unlink: '取消关联', done: '已关联 #{{number}}', taken: '已取消关联', failed: '没有成功。{{reason}}' },
  conflict: { title: '{{name}} 同时改了这里', titleSomebody: '有人同时改了这里', yours: '你的', theirs: '对方的', keepYours: '用我的', keepTheirs: '保留对方的' },
  notice: {
    label: '提醒', desktop: '显示浏览器通知', sound: '播放提示音', quiet: '免打扰时段', quietFrom: '从', quietTo: '到', blocked: '浏览器不允许本页发通知。请在浏览器设置里为这个地址打开通知。', newTicket: '新工单：{{name}}', wrote: '{{name}} 发来消息', mention: '{{name}} 在 #{{number}} 里提到了你', settings: '提醒和声音', lead: '有无人负责的新工单、你的客户来信、备注里提到你时会提醒。只在你没看着本页时提醒。', test: '试一试', testText: '提醒就是这样。',
  },
  customer: {
    likes: '喜欢', dislikes: '不喜欢', notes: '关于这位客户', addLike: '喜欢什么', addDislike: '不喜欢什么', notesPlaceholder: '下一位同事需要知道的事', noteSaved: '已保存', records: '订单与产品', best: '最佳联系时间 {{from}} 至 {{to}}', bestLocal: '对方时间', save: '保存', edit: '修改', failed: '没有保存。{{reason}}', remove: '去掉 {{value}}', add: '添加',
    order: '订单', product: '产品', subscription: '订阅', other: '记录', openTickets: '进行中', pastTickets: '以前的', recordsNone: '商城或 CRM 可以通过 API 把订单和产品放到这里。',
  },
};
