export const ticket = {
  notFound: { title: '找不到这个工单', text: '可能它并不存在，或者你无权查看。如果它被移走了，搜索编号就能找到。' },
  number: '#{{number}}',
  untitled: '（无主题）',
  waiting: '已等{{span}}', notWaiting: '没有在等我们', dueIn: '{{span}}内需首次回复', lateBy: '首次回复已超时{{span}}',
  merged: '这个工单已被合并，内容在另一个工单里。', mergedWords: '你写的内容在 #{{number}} 的输入框里。', openMerged: '打开它',
  linked: { previous: '之前的工单', claims: '对方称属于', split: '拆分自', undone: '曾与此合并', other: '相关工单' },
  control: { status: '状态', assignee: '负责人', nobody: '无人负责', me: '我', priority: '优先级', topic: '主题分类', noTopic: '未分类', resolve: '解决', reopen: '重新打开', more: '更多操作', details: '客户信息', list: '返回列表' },
  more: { merge: '合并到其他工单', split: '拆分消息', copyLink: '复制链接', copied: '链接已复制' },
  done: {
    status: '状态已改为“{{status}}”', assigned: '已分派给 {{name}}', unassigned: '现在无人负责', priority: '优先级：{{priority}}', topic: '分类：{{topic}}', resolved: '已解决', merged: '已合并到 #{{number}}', split: '已拆分为 #{{number}}',
    undone: '已撤销', sent: '正在发出', takeBack: '收回', tookBack: '已收回，内容放回了输入框', heldBack: '已收回，不会发出', again: '已重新发送', followupCancelled: '这条回访不会发出了',
  },
  failed: { change: '没有改成。{{reason}}', undo: '没有撤销。{{reason}}', merge: '没有合并。{{reason}}', split: '没有拆分。{{reason}}', takeBack: '来不及了，已经发出。{{reason}}', again: '没有发出。{{reason}}' },
  stream: { label: '对话', empty: '还没有内容', fresh_other: '下面有 {{count}} 条新消息', typing: '{{name}} 正在输入', viewers_other: '{{names}} 也在看', earlier: '更早', earlierLoading: '正在加载更早的内容' },
  message: {
    you: '你', us: '我们', unknown: '未知', note: '备注', to: '发给 {{address}}', cc: '抄送 {{address}}', bcc: '密送 {{address}}', unverified: '发件人未经证实', other: '不是该客户已知的联系方式', auto_reply: '自动回复', bounce: '退信', list: '邮件列表', feedback_report: '投诉报告', ticket_system: '其他工单系统', notice: '系统通知', system: '由 SayOnce 发出', full: '显示全文', less: '收起',
    quoted: '显示引用和签名', unquoted: '收起引用和签名', asSent: '查看原始排版', asText: '查看纯文本', html: '邮件的原始排版', images: '外部图片已关闭，发件人不会知道你看过。', showImages: '显示图片', select: '选中这条消息', waitsForLine: '恢复连接后自动发出', notSent: '没有发出', mergedFirst: '发出之前，这个工单已被合并到另一个工单。', retry: '再试一次', discard: '放回输入框', sending: '正在发送', again: '重新发送', againUnsure: '重新发送（对方可能收到两次）',
  },
  attachment: { label: '附件', pending: '正在获取', failed: '没能获取', open: '打开 {{name}}', fromMail: '正文中的图片', of: '第 {{at}} 个，共 {{count}} 个', previous: '上一个文件', next: '下一个文件', fetch: '下载 {{name}}', page: '第 {{number}} 页：', morePages: '还有 {{count}} 页，下载后可看全部。', unreadable: '这个文件没法在这里显示，请下载后查看。' },
  why: {
    label: '为什么在这里', guess: '推测，{{percent}}', undo: '撤销', undone: '已撤销', undoName: '撤销：把这条消息移出此工单', details: '依据',
    rule: {
      envelope_token: '归入：退回到我们签名的发件地址', reply_token: '归入：带有我们的回复标记', own_message_id: '归入：回复了我们的邮件', reference: '归入：回复了这里的一封邮件', chat_session: '归入：同一次聊天', text_answer: '归入：回复了我们发到所留号码的短信', live_ticket: '归入：该客户进行中的工单',
      best_live_ticket: '归入：该客户最可能的一个工单', shared_mailbox: '归入：共用邮箱', reopened: '归入并重新打开：接着说同一件事', thanks: '归入：表示感谢', machine_mail: '归入：自动回复', after_closed: '新开工单：提到的工单已关闭',
      another_issue: '新开工单：明显是另一件事', likely_another_issue: '新开工单：多半是另一件事', answered: '归入：这里的一封邮件回复了它', agent_mail: '客服用邮件回复', agent_forward: '新开工单：客服转发了这封邮件', moved: '由客服移到这里', stranger_with_known_id: '单独存放：发件人不是所提到的客户', copy: '同一封邮件，寄到了我们的另一个邮箱', new_ticket: '新开了这个工单', merged: '由客服合并进来', split: '由客服拆分出来', other: '归入：{{rule}}',
    },
    evidence: {
      held_elsewhere: '{{value}} 属于另一位客户',
      envelope_token: '退回的邮件 {{value}}', reply_token: '回复标记 {{value}}', own_message_id: '我们的邮件 {{value}}', reference: '邮件 {{value}}', chat_session: '聊天 {{value}}', text_answer: '我们发给 {{value}} 的短信', ticket: '工单 {{value}}', live_tickets: '进行中的工单：{{value}} 个', participant: '我们曾写信给 {{value}}', sender: '来自 {{value}}', sender_doubt: '发件人存疑：{{value}}',
      names_ticket_of_somebody_else: '提到了别人的工单 {{value}}', solved_days_ago: '{{value}} 天前解决', subject: '关于“{{value}}”', subject_changed: '主题不同，可能是另一件事：“{{value}}”', agent: '由 {{value}} 撰写', wrote_to: '写给 {{value}}', forwarded_by: '由 {{value}} 转发', topic: '分类“{{value}}”', number: '号码 {{value}}', answered: '邮件 {{value}}', sender_check: '邮件服务器：{{value}}', form: '填写了以 {{value}} 名义发送的表单', refuted: '自称 {{value}}，但其域名否认', proven: '{{value}}，已证实', claimed: '来自 {{value}}', known: '{{value}}', other: '{{kind}} {{value}}',
    },
  },
  event: {
    'ticket.created': '新建工单', 'ticket.changed': '更改了工单', 'ticket.solved': '标记为已解决', 'ticket.reopened': '重新打开工单', 'ticket.merged': '合并工单', 'ticket.split': '拆分消息', 'ticket.linked': '关联了另一个工单', 'decision.undone': '撤销了一次归入', 'ticket.unlinked': '取消了与另一个工单的关联', 'ticket.snoozed': '搁置了工单', 'ticket.woken': '恢复处理', 'message.forwarded': '转发了消息', otherEvent: '有改动',
    'message.amended': '补全了一条消息', 'followup.planned': '安排了回访', 'followup.sent': '发出了回访', 'followup.cancelled': '取消了回访', 'customer.changed': '更改了客户资料', 'customer.created': '新客户', 'identity.linked': '添加了客户的联系方式', 'ticket.auto_closed': '自动关闭', 'message.delivery_changed': '发送状态变化', 'message.received': '收到消息', 'message.sent': '写了回复', 'message.noted': '写了备注',
    snoozedUntil: '搁置到 {{time}}', snoozedCustomer: '搁置到客户回复时',
    order: 'who what', by: '{{name}}', byYou: '你', byRule: '规则“{{name}}”', byCustomer: '客户', undone: '已撤销',
    movedOut_other: '移出 {{count}} 条消息', movedIn_other: '移入 {{count}} 条消息',
    status: '将状态改为“{{value}}”', assigned: '分派给 {{value}}', unassigned: '取消了分派', priority: '将优先级改为“{{value}}”', topic: '将分类改为“{{value}}”', topicNone: '去掉了分类', tags: '将标签改为“{{value}}”', tagsNone: '去掉了所有标签', subject: '将主题改为“{{value}}”', someone: '某位同事',
    where: { into: '到', from: '，来自', with: '，见' }, otherTicket: '另一个工单',
    rule: '“{{value}}”', due: '，定于 {{value}}', reason: '（{{value}}）',
  },
  merge: { title: '合并到其他工单', lead: '#{{number}} 的全部内容会移过去，可以撤销。', search: '编号、姓名或主题', same: '同一位客户的工单', found: '搜索结果', none: '没有合适的工单，试试输入编号。', go: '合并到 #{{number}}' },
  split: { selected_other: '已选 {{count}} 条消息', hint: '选中属于另一件事的消息', go: '拆分成新工单' },
  composer: {
    label: '撰写', reply: '回复', note: '备注', to: '发给', placeholder: '写给 {{name}}……', placeholderNote: '给团队的备注，客户看不到。', channel: '渠道', send: '用 {{channel}} 发给 {{name}}', sendNote: '留下备注', sendResolve: '发送并解决', noAddress: '没有可以回复这位客户的联系方式，但可以写备注。', draft: '草稿已保存', merged: '请到合并后的工单里回复。', smsLength_other: '共 {{count}} 条短信', options: '更多发送方式', longText: '对这个渠道来说偏长',
  },
  before: {
    title: '解决之前', lead: '这之后，客户常会接着问：', within_other: '{{count}} 天内', odds: '{{percent}} 的客户会再来', noOdds: '还没有历史数据', add: '加到回复里', added: '已加到回复里', checkIn: '如果客户没再联系，{{when}} 会发出：', onlyPrompt: '不会自动发送任何内容。', resolve: '解决', resolveAnyway: '直接解决', sendsNothing: '没有安排回访。', close: '先不解决', solvedElsewhere: '这个工单已经解决了',
  },
};
