export const sandbox = {
  title: '沙盒', lead: '当一回客户。这里发出的内容和真实的来件走同一条路，随后就在收件箱里等你。',
  who: '你是谁', another: '换一个人', kind: '用什么方式', mail: '邮件', text: '短信', call: '电话', chat: '聊天',
  name: '姓名', email: '邮箱', phone: '电话', subject: '主题', words: '你要说的话', callWords: '提示音后你说的话',
  sendMail: '发出邮件', sendText: '发出短信', makeCall: '拨打电话',
  chatLead: '聊天在一家商店的页面上。请在另一个标签页打开，写几句，再到收件箱里回复。回复会出现在那边的聊天里，也会显示在这里。', openChat: '打开商店页面',
  sent: '已经发出，马上就会出现在收件箱里。', open: '打开工单', failed: '没有发出。{{reason}}', answers: '你收到的回复', answersNone: '还没有。到收件箱里回复工单，回复就会出现在这里。没有连接邮件中继和号码时，任何内容都不会真正发出去。',
  answer: '回复这封', sample: '热闹的一天', sampleLead: '载入三周的虚拟工单：八种语言，三百多个，各渠道都有。', load: '载入示例数据', loading: '{{done}} / {{total}} 条消息', loaded: '示例数据已载入，去收件箱看看吧。', loadFailed: '示例数据没能载入，原因见服务器日志。',
  first: '我的料理机底部漏水', firstText: '你好，料理机买了三个星期，做汤时底部漏水。能帮忙看看吗？',
};

export const settings = {
  title: '设置', lead: '改动立即生效，无需重启。', saved: '已保存', showTheirs: '看对方的', failed: '没有保存。{{reason}}', removed: '已删除', readOnly: '你可以查看，修改需要管理员。', remove: '删除',
  part: { start: '开始使用', chat: '聊天', articles: '文章', mail: '邮箱', people: '成员与小组', hours: '营业时间', tags: '标签', macros: '快捷回复', fields: '自定义字段', import: '导入' },
  start: {
    lead: '照这个顺序，一刻钟就能准备好。每一步都可以先试再生效。', open: '去设置', openSandbox: '去沙盒', done: '已完成', todo: '待完成',
    mail: '邮箱', mailText: '寄到客服邮箱的邮件会变成工单。保存前会先试连接。',
    number: '电话号码', numberText: '短信、WhatsApp 和电话通过 Twilio 账号接入。保存前会先试连接。', chat: '网页聊天', chatText: '在网页里加一行代码，并把网址填进这里的名单。',
    people: '同事', peopleText: '每个人用自己的账号登录，客户看得到名字，你也看得到。', sandbox: '先试一试', sandboxText: '还没连接任何渠道？到沙盒里当一回客户，自己回复自己。',
  },
  chat: {
    lead: '聊天的样子，以及会问什么。', snippet: '把这一行放进网页，位于 </body> 之前', origins: '可以显示聊天的网页', originsHint: '每行一个，与浏览器显示的完全一致，例如 https://www.example.com。不含路径，不能用 *。', fixed: '来自环境变量：{{origins}}', color: '颜色', colorHint: '按钮和标题栏的颜色。留空则用默认色。',
    titleText: '聊天名称', hello: '问候语', own: '留空则用自带的文字', preChat: '第一句话之前先问', preChatHint: '都可以跳过。最好不问：每多一个问题，就少一些访客。', askAddress: '如果没有其他方式联系访客，在第一句话之后询问联系方式', articles: '推荐文章', files: '允许访客发送文件', preview: '在演示页面查看',
    field: { name: '姓名', email: '邮箱', phone: '电话' },
  },
  articles: { lead: '在客户提问之前和提问时显示在聊天里。', none: '还没有文章', noneText: '把最常被问到的写下来。找到答案的人就不用等了。', add: '新建文章', edit: '编辑文章', name: '标题', body: '正文', bodyHint: 'Markdown：# 标题、- 列表、**粗体**、[链接](https://...)', language: '语言', public: '对客户显示', draft: '草稿', shown: '公开' },
  mail: {
    lead: '你们在邮件服务器上的邮箱，通过 IMAP 收取邮件。', none: '还没有邮箱', noneText: '没有邮箱时，邮件也能通过 SMTP 进来：把 MX 或转发规则指向这里。', add: '新建邮箱', name: '名称', address: '邮箱地址', host: '邮件服务器（IMAP）', port: '端口', security: '加密方式', user: '用户名', password: '密码', test: '试连接', testing: '正在试', works: '连接成功，文件夹里有 {{count}} 封邮件。', first: '请先试连接，成功后才能保存。', original: '服务器的原话',
    securities: { tls: 'TLS', starttls: 'STARTTLS', none: '不加密' }, state: { off: '已关闭', waiting: '等待中', connected: '已连接', failing: '有问题' }, fetched: '已收取 {{count}} 封', environment: '在环境变量中设置',
    problem: {
      unknown_host: '找不到这个服务器，请检查拼写。', refused: '服务器在这个端口上不接受连接。TLS 多为 993，STARTTLS 为 143。', unreachable: '从这里连不到服务器，可能被防火墙拦住了。', timeout: '服务器没有及时响应，请检查名称和端口。', not_imap: '那里有响应，但不是邮件服务器，请检查端口。',
      no_starttls: '服务器不支持 STARTTLS，请改用 TLS 和 993 端口。', tls_failed: '加密没有建立。TLS 对应 993 端口，STARTTLS 对应 143 端口。', bad_certificate: '服务器的证书与名称不符，或已过期。', wrong_credentials: '用户名或密码不对。许多服务商要求使用应用专用密码。', oauth_refused: '服务商拒绝了访问令牌。',
      no_folder: '邮箱里没有这个文件夹。', no_move_folder: '无法建立要移入的文件夹。', connection_lost: '连接中断了。', server_error: '邮件服务器自身出了问题。', secret_unreadable: '保存的密码已无法读取（密钥变了），请重新输入。', cannot_store: '邮件没能存到这里。',
    },
  },
  people: { lead: '谁在这里工作，属于哪个小组。', add: '添加同事', name: '姓名', email: '邮箱', role: '角色', deactivate: '停用', activate: '启用', inactive: '已停用', teams: '小组', teamAdd: '新建小组', teamName: '小组名称', members_other: '{{count}} 位成员', noTeams: '还没有小组。人不多时可以不建。' },
  hours: { lead: '在这些时间之外，聊天会告诉客户你们何时回来。', zone: '时区', from: '从', to: '到', closed: '休息', openNow: '营业中', opens: '{{when}} 开始营业', neverOpens: '一直不营业', always: '全天候营业' },
  tags: { lead: '事先准备的标签，客服也可以随时添加。', add: '新建标签', name: '名称', none: '还没有标签', archive: '归档', archived: '已归档' },
  macros: { add: '新建快捷回复', name: '名称', text: '内容', textHint: '{{example}} 这样的变量会自动填入，| 之后是没有数据时的说法。', none: '还没有快捷回复', noneText: '一天要写两遍以上的话，就放到这里。' },
};
