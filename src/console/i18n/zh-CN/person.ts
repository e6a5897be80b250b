/** 关于一位客户的用词：资料、身份、导入、自定义字段。 */
export const person = {
  about: '了解这位客户', likesEmpty: '喜欢什么？', dislikesEmpty: '不喜欢什么？', notesEmpty: '下一位同事需要知道什么？', editHint: 'Ctrl+Enter 保存，Esc 放弃修改', notedOf: '原先关于 {{name}} 的记录',
  nameEdit: '修改姓名', language: '语言', languageNone: '语言未知', zone: '时区', zoneNone: '时区未知', zoneHint: '例如 Asia/Shanghai', usual: '通常在 {{from}} 至 {{to}} 来信', usualHint_other: '根据对方 {{count}} 次来信的当地时间得出',
  done: '已更改{{what}}', failed: '没有保存。{{reason}}', undoFailed: '没有撤销。{{reason}}', conflict: '同事同时改了这里。你的：{{mine}}。现在是：{{value}}', conflictKept: '{{what}}没有保存：同事同时改了这里。你写的内容还留在原处。', changed: '这里刚有人改过，现在是：', mine: '用我的', empty: '空', more_other: '还有 {{count}} 项',
  part: { name: '姓名', tags: '标签', language: '语言', timeZone: '时区', likes: '喜欢', dislikes: '不喜欢', notes: '备注', fields: '详细信息' },
  record: { removed: '已移除“{{title}}”', open: '在原系统中打开', quantity: '{{count}} ×', remove: '移除' },
  source: { since: '{{date}} 起', optedOut: '不愿收到主动发送的消息' },
  identity: {
    menu: '{{value}} 的更多操作', unlink: '不是这位客户的', copy: '复制', copied: '已复制', add: '添加联系方式', kind: '类型', value: '邮箱或号码', addGo: '添加', taken: '{{value}} 属于 {{name}}。要移过来吗？', take: '移过来', unlinked: '{{value}} 已成为单独的客户', linked: '已添加 {{value}}', only: '这是该客户唯一的联系方式。', failed: '没有更改。{{reason}}', more: '这位客户的更多操作',
  },
  merge: {
    action: '与其他客户合并', title: '是同一个人吗？', lead: '选出另一位客户。合并前会先显示要移动的内容，合并后也可以撤销。', search: '姓名、邮箱或号码', found: '客户', none: '没有符合的客户。', preview: '将要移动', stays: '保留 {{name}}', goes: '{{name}} 将并入 {{into}}', swap: '反过来合并',
    addresses_other: '{{count}} 个联系方式', tickets_other: '{{count}} 个工单', records_other: '{{count}} 个订单或产品', tags: '标签：{{tags}}', notes: '备注会显示在 {{name}} 处，并注明原先属于 {{from}}', back: '重新选择', go: '合并', done: '{{from}} 已并入 {{name}}', failed: '没有合并。{{reason}}', mergedInto: '这位客户已确认是另一位客户。', openOther: '打开',
  },
  suggest: {
    title: '可能是同一个人', linkTitle: '可能也属于这位客户', why: '依据', signature_phone: '签名里有号码 {{value}}', signature_email: '签名里有邮箱 {{value}}', same_name: '都叫 {{value}}', same_domain: '都从 {{value}} 来信', same_record: '都有 {{value}}', merge: '是，合并', link: '是，添加', no: '不是', dismissed: '不会再提示', failed: '没有更改。{{reason}}',
  },
  change: { title: '身份变更', merge: '{{from}} 并入了 {{to}}', link: '{{to}} 得到了 {{from}} 的联系方式', added: '添加了联系方式', unlink: '{{from}} 的联系方式成为了 {{to}}', undo: '已撤销：{{to}} 恢复为单独的客户', by: '由 {{name}}', undone: '已撤销', done: '完成' },
  story: { part: '{{name}}：{{value}}', changed: '更改了{{what}}', to: '“{{value}}”', cleared: '已清空', record: '{{kind}} {{number}}' },
  fields: {
    lead: '除现有内容外，你还想了解工单或客户的哪些信息。客服在对话旁填写；视图可按工单字段筛选。', none: '还没有字段', noneText: '订单号、鞋码、合同到期日……团队反复询问的内容都可以放在这里。', on: '用于', onTicket: '工单', onCustomer: '客户', name: '名称', key: 'API 中的键名', keyHint: '小写字母、数字和下划线，之后不能更改', type: '类型', choices: '选项', choicesHint: '每行一个', add: '添加字段', archive: '归档', restore: '重新启用', archived: '已归档', yes: '是', no: '否', bad: '内容不符合要求：{{name}}',
    types: { text: '文字', number: '数字', choice: '选项', date: '日期', checkbox: '是或否' }, ofTicket: '工单', condition: '字段', pick: '哪个字段',
  },
  import: {
    lead: '从表格导入客户，例如商城或旧客服系统导出的文件。先预览结果，确认之后才会更改；同一个文件导入两次不会重复。', file: 'CSV 文件', choose: '选择文件', another: '换一个文件', drop: '或把文件拖到这里', fileHint: '最大 10 MB、20,000 行。第一行是列名：姓名、邮箱、电话、客户编号、标签、语言、时区、备注。', encoding: '文字编码', encodingAuto: '自动识别', reading: '正在读取', columns: '列', ignored: '不读取', rows_other: '共 {{count}} 行', made_other: '{{count}} 位新客户', known_other: '{{count}} 位已有', conflict_other: '{{count}} 行有冲突', invalid_other: '{{count}} 行无法读取', go_other: '导入 {{count}} 位客户', nothing: '这个文件里没有可导入的客户。', progress: '{{done}} / {{all}} 行', leftOut_other: '有 {{count}} 行没有导入。在文件里改好后再选一次即可，已导入的不会重复。', done: '导入完成：新增 {{made}} 位，已有 {{known}} 位。', failed: '导入中断。{{reason}} 再按一次即可继续，已完成的不会重复。', row: '行', outcome: '结果', detail: '原因',
    outcomes: { made: '新增', known: '已有', conflict: '冲突', invalid: '无法读取' }, adds: '补充 {{values}}', holds: '{{value}} 属于 {{name}}', mayNot: '主管、客户成功经理和管理员可以导入。',
    problem: { no_address: '没有邮箱、电话或编号', bad_email: '“{{value}}”不是邮箱地址', bad_phone: '“{{value}}”不是电话号码，需要带国家区号', bad_id: '“{{value}}”不能用作编号', machine_address: '{{value}} 无人阅读', too_long: '内容太长', bad_language: '“{{value}}”不是语言代码，例如 en 或 zh-CN', bad_time_zone: '“{{value}}”不是时区，例如 Asia/Shanghai', bad_field: '“{{value}}”不符合字段要求' },
    as: { name: '姓名', firstName: '名', lastName: '姓', email: '邮箱', phone: '电话', external: '客户编号', tags: '标签', language: '语言', timeZone: '时区', likes: '喜欢', dislikes: '不喜欢', notes: '备注' },
  },
};
