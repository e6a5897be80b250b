import { lines, topic, type Phrases } from '../../../../seed/phrases/phrases.js';
import { ZH_HANS as SEED } from '../../../../seed/phrases/zhHans.js';

export const ZH_HANS: Phrases = {
  ...SEED,
  products: lines('畅游20|无限通话|光纤宝250|漫游包|儿童卡|全家享|家庭路由'),
  parts: lines('电话卡|路由器|固话号码|漫游功能|语音信箱|电视盒子'),
  hello: lines('你好|您好，|喂，|客服，|下午好，'),
  bye: lines('{me}|{me}，谢谢|此致 {me}'),
  topics: {
    delivery: topic(
      '卡没到|转网卡住了|{product}什么时候开通|{order}什么都没寄来',
      '{date}办的{product}，卡还没到。|{days}天前就该转过来的号码，现在两头都不通。|装{product}的师傅今早没来。|旧的停了新的没通，我现在没电话用！',
      '四号楼，门铃写着王。|携号码{serial}。|我在家办公。|单号{tracking}。',
      '师傅周五上门。|号码今晚转过来。',
    ),
    damaged: topic(
      '没信号|网老断|{product}太慢|{date}起没网',
      '{date}起就没网了，路由器闪红灯。|打电话一分钟就断，每个都断。|花{product}的钱，用蜗牛的网速。|在{city}一格信号都没有',
      '重启过了。|邻居用别家的都好。|盒子上写{serial}。|晚上更慢。',
      '{city}基站故障。|给您换路由器。',
    ),
    refund: topic(
      '{amount}还给我|要走了|漫游乱收费|退订{product}',
      '我有漫游包，你们还收了{amount}漫游费。|我要销户，{product}怎么退？|断网的{days}天请给补偿。|有人用我号码玩游戏扣了{amount}，要求退回',
      '合约到{date}。|我没去过那个国家。|卡尾号{four}。|用了{days}年了。',
      '{amount}下月抵扣。|合约{date}结束。',
    ),
    invoice: topic(
      '{date}的账单|账单打不开|开公司抬头|详单',
      '上个月的账单打不开，是空的。|发票请开公司抬头。|想要{amount}那笔的详单。|账单还寄到{city}的老房子。',
      '报销用。|税号后四位{four}。|要纸质的。|是我爱人交的。',
      '详单在附件。|地址已改。',
    ),
    login: topic(
      '进不去营业厅|PIN锁了|PUK丢了|网站不让进',
      'PIN输错三次，现在要PUK。|网上营业厅说密码不对。|我从来没设过密码，怎么进App？|换了手机就登不上了',
      '客户号{four}。|短信里的链接点不动。|三个浏览器都试了。|当时的码是{serial}。',
      'PUK在信里。|密码已重置。',
    ),
    part: topic(
      '{part}怎么弄|再要个{part}|{product}带{part}吗|要哪种{part}',
      '{part}怎么设置？说明书看不懂。|{product}能不能再加一个{part}？|{product}里包含{part}吗？|自己的手机用{part}要填什么？',
      '老手机了。|灯一直橙色。|贴纸上是{serial}。|二手买的。',
      '按住十秒。|第二个{amount}。',
    ),
  },
  asksBack: lines('路由器亮的是哪个灯？|您的号码和账户后四位是？|卡放别的手机试试可以吗？|师傅什么时候上门方便？'),
  tells: lines('红的，在闪|{four}|换手机也没用|周四五点以后|试了不行|显示{serial}|后四位{four}，号码你们有|绿的和橙的|除了{date}都行|都是'),
  chases: lines('喂喂|我够有耐心了|还要多久啊|说好打电话的，没人打|我的{product}呢|有人管吗|{days}天没个音信|{order}有下文吗|快点吧'),
  thanks: lines('谢谢！|多谢|非常感谢'),
  comesBack: lines('又断了。|跟原来一个样。|就好了{days}天。|你们说弄好了，没有。|话说早了'),
};
