import { ZH_HANS as SEED } from '../../../../seed/phrases/zhHans.js';
import { lines, topic, type Phrases } from '../../../../seed/phrases/phrases.js';

export const ZH_HANS: Phrases = {
  ...SEED,
  products: lines('账小二|时间巢|库存管家|表单通|排班宝|签得快'),
  parts: lines('工资模块|银行对账|日历同步|表格导出|接口|手机端'),
  hello: lines('你好，|您好！|客服好，|在吗？|哈喽，'),
  bye: lines('{me}|多谢，{me}|{me}敬上'),
  topics: {
    delivery: topic(
      '授权码没收到|{product}没开通|{order}开通|等{product}的权限',
      '{product}{days}天前就付了钱，授权码一直没给。|{order}已经成功，可是空间还没开通。|说好{date}前把数据迁到{product}，到现在没动静。|{product}什么时候能用？欢迎邮件没看到。',
      '我们{days}个人等着用。|垃圾箱也翻过了。|合同从{date}开始。|同事的几分钟就到了。',
      '空间已开通。|今晚迁移完成。',
    ),
    damaged: topic(
      '{product}闪退|{part}用不了|{product}白屏|升级后数字不对',
      '{date}升级以后，一点{part}{product}就闪退。|{part}算出来的数完全不对。|{product}每天早上卡好几分钟，没法干活|打开报表就是白屏',
      '我们用火狐。|日志号{serial}。|办公室所有人都这样。|清了缓存也没用。',
      '今早已修复。|请更新{product}。',
    ),
    refund: topic(
      '{product}退费|试用期后被扣款|请取消{order}|不用{product}了',
      '试用期内就取消了，还是扣了我{amount}。|公司要关了，{product}不续了，剩下的钱请退给我们。|这个月{amount}扣了两回。|{date}换了低的套餐，差价该退吧。',
      '扣的是尾号{four}的卡。|总共就用了一天。|银行让我先找你们。|年付是点错的。',
      '{amount}已退回。|订阅到{date}为止。',
    ),
    invoice: topic(
      '{date}的发票|发票上的公司名|要正规票据|税号没写',
      '上个月的发票在哪里下载？|会计说发票上没有税号，不能用。|以后发票请写新地址。|报税要一张{amount}的收据。',
      '公司改名叫明水了。|电子版就行。|成本中心是{four}。|审计{date}来。',
      '都在账务里。|税号已补。',
    ),
    login: topic(
      '进不去{product}|动态码不对|管理员走了没人能进|密码链接过期',
      '管理员离职了，现在谁都进不去。|总说密码错误，明明没错。|动态码在丢了的手机上。|一登录就跳回首页',
      '用户名就是这个邮箱。|别人都能进。|昨天在车上还好好的。|错误{four}，不知有没有用。',
      '已把您设为管理员。|请重新绑定动态码。',
    ),
    part: topic(
      '{part}怎么设置|{product}的{part}|有没有{part}|接{part}',
      '{part}怎么跟{product}连？|{product}有{part}吗，多少钱？|买的时候勾了{part}，菜单里却没有。|{part}有没有教程？找不到。',
      '我们是小套餐。|我不太懂技术。|测试密钥{serial}。|以前的软件可以。',
      '{part}在设置里打开。|{part}每月{amount}。',
    ),
  },
  asksBack: lines('您用的是什么浏览器，哪个版本？|请把空间编号发我一下好吗？|所有人都这样，还是只有您？|能截个图吗？最近一次是什么时候？'),
  tells: lines(
    '谷歌的，最新版|空间编号{serial}|目前就我一个|对，都这样，大概从{date}起。|图发了，十分钟前的事|不好意思前几天出差，版本{days}.2。|弄了，没变|我们{days}个人都受影响。|没有，{date}以后就没了',
  ),
  chases: lines(
    '？？|人呢|所以呢|你们那边没声了，麻烦谁跟一下|都{days}天了……|大概多久能弄好？|顶一下|{order}有进度吗|真的很急，什么时候能好',
  ),
  thanks: lines('谢谢！|感谢|好的谢谢|太感谢了'),
  comesBack: lines('好了{days}天，今天不行了。|今天同样。|以为弄好了，其实没有。|你们修的没撑多久。|又来打扰了，一半好了一半没好。'),
};
