import { lines, topic, type Phrases } from '../../../../seed/phrases/phrases.js';

/** A shop for furniture. */
export const ZH_HANS: Phrases = {
  language: 'zh-Hans',
  weight: 20,
  timeZones: ['Asia/Shanghai'],
  mailHosts: ['jiaju.example', 'xinjian.example'],
  first: lines('建国|丽娜|志强|雅婷|明轩|晨曦|海燕|天佑'),
  last: lines('罗|梁|宋|唐|冯|于|董|萧'),
  nameForm: '{last}{first}',
  products: lines('北欧书柜|云朵沙发|白桦衣柜|圆石茶几|小窝双层床|羊毛地毯'),
  parts: lines('抽屉滑轨|床板|偏心件|坐垫套|合页|脚轮'),
  cities: lines('南昌|长沙|青岛|西安|福州'),
  hello: lines('您好：|下午好，|请问在吗，|客服您好，'),
  bye: lines('{me}|谢谢，{me}|麻烦了，{me}'),
  space: '',
  topics: {
    delivery: topic(
      '送货没来|{product}何时送到|{order}还没发货|约好的时间没人来',
      '约的今天上午送货，等到现在没人。|已经{days}天了，{product}还没发货。|短信说{order}正在派送，可那是{date}的事了。|我一直在家，快递却说没人。',
      '家在三楼有电梯。|快递单号{tracking}。|来之前打个电话。|旧沙发已经扔了。',
      '改到周四上午送。|{product}装错车了，抱歉。',
    ),
    damaged: topic(
      '{part}坏了|{product}有裂痕|{product}质量问题|{days}天就断了腿',
      '{product}一抬，腿就断了一条。|{product}面上有一道很长的划痕。|{part}是弯的，门关不上。|才{days}天，{product}的布就破了。',
      '标签是{serial}。|我拍了照片。|完全按安装说明做的。|外包装是好的。',
      '{part}免费给您换。|{city}的师傅可以上门看看。',
    ),
    refund: topic(
      '退款没到账|想退货{product}|重复扣款{amount}|取消{order}',
      '{date}退的{product}，退款一直没到账。|请取消{order}并退款。|我的账户被扣了两次{amount}。|{product}颜色跟图片完全不同，要退货。',
      '还在箱子里。|支付宝付的。|卡号最后四位{four}。|优惠券我用不上。',
      '{amount}已退。|周一上门取{product}。',
    ),
    invoice: topic(
      '需要增值税发票|补一份发票{serial}|发票地址错误|{amount}的收据',
      '能给{order}开增值税发票吗？|你们开的发票公司名不对。|保险要用发票{serial}的复印件。|包裹里没有{product}的收据。',
      '给房东用的。|编号要写{four}。|发邮件就可以。|我们三月搬的家。',
      '更正后的发票在附件。|收据已重发。',
    ),
    login: topic(
      '账户问题|忘记密码|被锁住了|验证短信没收到',
      '忘了密码，重置邮件也收不到。|输错一次密码，账户就锁了。|每次登录页面都是空白。|验证短信一小时才来，来了就失效。',
      '错误号{four}。|电脑上也一样。|这个邮箱用了好多年。|无痕模式也没用。',
      '账户已恢复。|请用新的重置链接。',
    ),
    part: topic(
      '缺少{part}|想买{part}|{product}的组装|没有说明书',
      '袋子里的{part}少一个。|能单独订{product}的{part}吗？|第{days}步的{part}哪面朝上？|{product}的组装说明书没找到。',
      '袋子上印{serial}。|橡木那一款。|搬家弄丢了几个。|多了{days}颗螺丝。',
      '{part}用平信寄给您。|{part}槽口朝您自己。',
    ),
  },
  greeting: lines('{name}您好，'),
  signature: lines('{agent}'),
  asksBack: lines('背面的标签写的什么？|什么时候买的，什么颜色？|能描述一下看到的情况吗？'),
  tells: lines(
    '背面写的是{serial}。|{date}买的，订单{order}。|灰色的{product}，标签{serial}。|照做了，没有变化。|你要的号码：{tracking}。',
  ),
  chases: lines('有人看到吗？|我写信已经{days}天了。|请回复。|{order}现在什么状态？|到现在没人理我。'),
  thanks: lines('谢谢您！|非常感谢|谢谢'),
  comesBack: lines('问题又出来了。|撑了{days}天又不行了。|你们寄来的也有问题。|还有一点，这事没解决完。'),
  resolves: lines('不客气。'),
  notes: lines('已打电话给司机。'),
};
