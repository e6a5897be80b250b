export const account = {
  title: '个人资料', lead: '客户和同事看到的你，以及你怎样登录。', about: '关于你', name: '姓名', nameHint: '客户会在你的回复旁看到。', signature: '签名', signatureHint: '附在你写的每封邮件下面。',
  signIn: '登录', emailHint: '用它登录，客户看不到。', changeEmail: '更改邮箱', current: '当前密码', oneTime: '拿到的一次性密码', next: '新密码', nextHint: '至少 {{count}} 个字符。用几个好记的词最合适。', again: '再输一遍新密码',
  changePassword: '更改密码', passwordLead: '以你的身份登录的其他浏览器都会退出。', passwordDone: '密码已更改，其他浏览器已退出登录。', differ: '两次输入不一致。', same: '请选一个在这里没用过的密码。', wrong: '当前密码不对。', taken: '已有人用这个邮箱登录。',
  welcome: '欢迎，{{name}}', firstLead: '给你的密码别人也见过。请选一个只有你知道的，之后就可以开始工作。', choose: '使用这个密码', noticesLead: '只对这个浏览器有效。免打扰时段内不弹通知，也不响。', noCopy: '浏览器不允许复制，请选中文字后手动复制。',
};

export const welcome = {
  title: '设置客服台', lead: '七个小步骤。每一步都可以先试再生效，也可以跳过：设置里同样能找到。', steps: '步骤', next: '继续', leave: '退出设置向导', toInbox: '前往收件箱', again: '运行设置向导', unsaved: '这里填的内容还没有保存。', without: '不保存，继续',
  step: { account: '你自己', mail: '收邮件', mailOut: '发邮件', phone: '电话号码', chat: '网页聊天', people: '同事', try: '第一个工单' },
  whyAccount: { printed: '回复客户的是人：写上你的名字，再把终端里显示的密码换成你自己的。', environment: '回复客户的是人：写上你的名字，再把启动服务器时设的密码换成你自己的。', own: '回复客户的是人：写上你的名字。想换密码，也可以在这里换。' },
  why: {
    mail: '寄到客服邮箱的邮件会变成工单。可以从现有邮箱收取，也可以让邮件服务器直接投递到这里。', mailOut: '回复经由你们自己的邮件服务器发出。在那之前什么都不会发出去，全部留在发件箱里，随时可以查看。',
    phone: '在 Twilio 准备一个号码，客户可以发短信，也可以打电话。账号加密保存。还没有？先跳过。', chat: '网页里加一行，访客就能和你们聊。', people: '每个人用自己的账号登录。新同事从你这里拿到一次性密码，再设自己的。', try: '赶在第一位客户之前，先看看它怎么运转。',
  },
  otherAddress: '你用 {{address}} 登录。换一个邮箱',
  try: { send: '当一回客户：准备好的客户会给你写一封邮件，说料理机漏水。什么都不会真的发出去。', sandbox: '到沙盒里当客户', answer: '然后在收件箱里打开工单并回复，回复会出现在沙盒里。', later: '跳过的步骤都在这里：' },
};

export const desk = {
  part: { phone: '电话号码', topics: '主题分类', tokens: 'API 令牌' },
  tokens: {
    lead: '商店系统、电话系统或脚本用令牌调用 API。令牌能做其角色能做的事，但不能添加成员或令牌；它做的事会显示在它的名称下。', none: '还没有令牌', noneText: '令牌一直有效，直到在这里吊销。', name: '系统名称', add: '新建令牌', revoke: '吊销', revokeSure: '确认吊销',
    made: '{{name}} 创建于 {{date}}', used: '上次使用：{{time}}', unused: '从未使用', shown: '{{name}} 的令牌，只显示这一次：',
  },
  people: {
    made: '请把这个一次性密码转交给 {{name}}，只显示这一次：{{password}}', roleOf: '{{name}} 的角色', reset: '重设密码',
    does: { agent: '回复客户。', supervisor: '带领客服：共享视图和快捷回复、规则、文章。', operations: '找出薄弱环节：排队情况、来件、邮箱、规则。', success: '提前解决客户接下来会问的事：规则和文章。', admin: '可以做任何事，包括设置客服台。' },
  },
  hours: {
    week: '每周营业时间', allDay: '全天', openAllDay: '{{day}}全天营业', addSpan: '为{{day}}添加时段', removeSpan: '删除{{day}}的这个时段', midnight: '中午休息时，为当天添加第二个时段。到午夜请写 00:00。', holidays: '全天休息的节假日', noHolidays: '还没有节假日。', addHoliday: '添加节假日', removeHoliday: '删除 {{name}}', date: '日期', holidayName: '名称', yearly: '每年', mend: '没有保存，请修改标出的行。',
    wrong: { incomplete: '开始和结束时间都要填。', order: '结束要晚于开始。', overlap: '与前一个时段重叠。', noDate: '请填日期。', twice: '这一天已经有了。' },
  },
  view: { fixed: '这个视图的条件超出了表单能显示的范围：条件中套条件，或自定义字段。条件会原样保留，你可以修改名称和谁能看到。', waitingOver: '等我们超过（小时）', createdOver: '创建早于（小时前）', movedWithin: '最近消息在（小时内）', createdWithin: '创建于（小时内）' },
  topics: {
    lead: '问题属于哪一类。新工单会归入客户用词最接近的分类；同样接近时，取排在上面的。', add: '新建分类', edit: '编辑分类', name: '名称', nameHint: '填一种语言即可，其他语言显示同样的名称。', words: '能看出分类的词', wordsHint: '用逗号分隔，包括客户会用的各种语言。{{example}} 代表任意词尾。', noWords: '没有词：由客服手动选择', needName: '至少用一种语言填写名称。', up: '上移 {{name}}', down: '下移 {{name}}', back: '重新启用',
  },
  macros: {
    lead: '一天要写两遍以上的话。写回复时按 Ctrl ; 插入。', edit: '编辑快捷回复', scope: { own: '仅自己', team: '你的小组', shared: '所有人' }, kind: '用作', reply: '回复', note: '内部备注', placeholder: '{{example}}，你好……', actions: '对工单做什么', leave: '保持不变', whoever: '使用它的人', somebody: '保持原来设定的人', tags: '添加标签', empty: '请写些内容，或选择要做的事。',
  },
  phone: {
    lead: '短信、WhatsApp 和电话通过 Twilio 账号接入。账号加密保存，立即生效。', fixed: '由环境变量设置（TWILIO_ACCOUNT_SID 等）：{{number}}。请在那里修改。', sid: 'Account SID', sidHint: '在 Twilio 控制台首页。', sidForm: 'AC 加 32 位字母和数字', token: 'Auth Token', tokenHint: '在 Account SID 旁边。以后不会再显示。', tokenKept: '已保存。需要替换时再填写。', number: '号码', numberHint: '带 + 和国家代码，与账号里的一致。', save: '试连接并保存', works: 'Twilio 认得账号“{{name}}”和这个号码。', forget: '删除这个账号',
    problem: { wrong_credentials: 'Account SID 和 Token 对不上，请重新复制。', suspended: '账号不可用，请到 Twilio 控制台查看。', no_number: '账号里没有这个号码。请先购买，或检查写法。', no_sms: '这个号码不能发短信，请换一个。', unreachable: '从这里连不到 Twilio，可能被防火墙拦住了。', server_error: 'Twilio 自身出了问题，请稍后再试。', secret_unreadable: '保存的 Token 已无法读取（密钥变了），请重新输入。' },
    hooks: '短信和电话送到哪里', hooksHint: '在 Twilio 的号码设置里填上这两个地址。', hook: { sms: '短信', voice: '电话' }, unreachable: 'Twilio 还连不到这里：PUBLIC_URL 不是互联网上的 https 地址。可以发短信，但收不到。', point: '替我告诉 Twilio', pointed: 'Twilio 现在会把短信和电话送到这里。', notPointed: 'Twilio 仍把它们送往别处。',
    waiting: '正在等第一条短信或来电。往这个号码发一条，就会显示在这里。', seen: '可以用了：{{time}} 收到一个签名正确的请求。', refused: '{{time}} 收到一个不是由此账号签名的请求：可能 Token 不对，或者 PUBLIC_URL 不是 Twilio 访问的地址。',
  },
  chat: { notSeen: '还没有网页调用聊天。把下面这一行放进网页并打开，就会显示在这里。', seen: '{{origin}} 正在显示聊天，最近一次是 {{time}}。', notListed: '{{origin}} 在 {{time}} 调用了聊天，但不在下面的名单里，所以打不开。请加入名单并保存。' },
  mailOut: {
    title: '发邮件', lead: '用来回复的邮箱，以及各自的邮件服务器。', add: '新建发件邮箱', edit: '编辑发件邮箱', none: '还没有可以发邮件的服务器，邮件回复会留在发件箱。', fixed: '按环境变量 SMTP_URL 发送。', default: '用自己的邮件服务器；不是寄到你们邮箱的来件也从这里回复。', own: '用自己的邮件服务器。', shared: '用客服台的邮件服务器。', to: '发一封邮件到', try: '试一下', gone: '已交给服务器，收件人 {{to}}。请看看是否收到。（{{answer}}）', refused: '没有发出。{{answer}}',
    address: '邮箱地址', name: '客户看到的名称', hasRelay: '有自己的邮件服务器', relay: '邮件服务器（SMTP）', kept: '不重新填写就沿用已保存的。', host: '服务器', language: '引用行的语言', languageHint: '例如 de。留空则用客户的语言。',
  },
  door: { title: '直接投递', open: '把 MX 记录或邮件服务商的转发规则指向这台服务器。', closed: '邮件入口关着：设置里没有写明接收哪些邮箱（INBOUND_ADDRESSES）。', server: '服务器', address: '试用邮箱', waiting: '正在等邮件。寄一封到 {{address}}，或寄到上面的邮箱，就会显示在这里。', reading: '邮件到了，正在读取。', came: '{{time}} 收到一封邮件，可以用了。', aside: '收到一封邮件，但被略过了，原因见“来件”页面。' },
};
