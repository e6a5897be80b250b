import { lines, topic, type Phrases } from '../../../../seed/phrases/phrases.js';
import { ZH_HANT as SEED } from '../../../../seed/phrases/zhHant.js';

export const ZH_HANT: Phrases = {
  ...SEED,
  products: lines('高山咳嗽糖漿|關節靈|血壓計V2|寶寶奶粉一號|維他命盒|蔬菜箱|防曬乳'),
  parts: lines('量杯|臂帶|滴管|保冷劑|變壓器|瓶蓋'),
  hello: lines('您好，|哈囉，|請問，|早安，|藥師您好：'),
  bye: lines('{me}|感恩 {me}|謝謝，{me}'),
  topics: {
    delivery: topic(
      '藥還沒到|菜箱沒來|{order}在哪|{product}很急',
      '{product}很急，到現在還沒到。|蔬菜箱說好今天八點到十點，門口什麼都沒有。|{date}就寄了處方箋，之後什麼都沒收到。|司機說{order}交給鄰居了，鄰居說沒這回事',
      '藥只剩{days}天份。|門鈴在後院。|單號{tracking}。|上禮拜很準時。',
      '司機今天會到。|{product}改專人送。',
    ),
    damaged: topic(
      '瓶子漏光了|{product}壞掉|{part}斷了|量不準',
      '{product}在箱子裡漏光了，黏成一片。|箱子裡的菜全爛了還是溫的。|量出來的數字很離譜，{product}應該是壞了。|{part}斷了一塊。',
      '批號{serial}。|有效日期{date}。|可以拍照給您。|紙箱整個濕的。',
      '非常抱歉，新的已寄出。|請先不要使用。',
    ),
    refund: topic(
      '{order}退款|付了兩次|想退{product}|菜箱不訂了',
      '吃{product}會不舒服，想退。|{amount}被扣兩次。|菜箱請停掉，不訂了。|爛掉的那些{amount}什麼時候還我',
      '還沒拆。|用行動支付。|{date}的明細。|我們要搬去{city}。',
      '{amount}已退。|已為您停訂。',
    ),
    invoice: topic(
      '保險要收據|{order}的發票|掛號費|名字打錯',
      '保險公司要一張{amount}的收據，要蓋章。|{order}的發票寫成我先生的名字。|報稅要今年所有的收據。|發票上怎麼有{amount}部分負擔，我是免的。',
      '保單末四碼{four}。|請用寄的。|不急。|公司規定很嚴。',
      '收據在附件。|名字已更正。',
    ),
    login: topic(
      '帳號被鎖|忘記密碼|處方上傳不了|驗證碼沒來',
      '進不去會員，密碼不對。|換了新的App就被登出，驗證碼也沒來。|帳號是過世母親的，我需要進去。|登入時一直轉圈圈',
      '會員編號{four}。|平板也這樣。|我七十八歲不太會用。|畫面寫{serial}。',
      '帳號已解鎖。|驗證碼改用信件寄。',
    ),
    part: topic(
      '少了{part}|加購{part}|{product}怎麼吃|沒有仿單',
      '{product}盒子裡沒有{part}。|{product}的{part}可以單買嗎？|{product}多久吃一次，飯前飯後？|沒有說明書，{part}怎麼用？',
      '給{days}歲小孩的。|舊的裂了。|M號應該可以。|我還有吃血壓藥。',
      '{part}跟下一箱一起。|飯後，一天兩次。',
    ),
  },
  asksBack: lines('請問批號是多少？在瓶底。|要按門鈴還是放門口？|方便拍張照片嗎？|還有吃其他的藥嗎，從什麼時候開始？'),
  tells: lines(
    '{serial}|放門口就好，後面|照片附上|{date}開始，晚上一顆。|沒有其他的|批號{serial}，到{date}|看過了，沒有寫|綠色那盒，{days}顆裝|按門鈴，三樓。|好',
  ),
  chases: lines(
    '然後呢？|哈囉？我急著用！|已經{days}天囉。|是不是漏掉了？|有在處理嗎|給個回應好嗎|都沒下文|{order}接下來怎麼辦？|大概什麼時候',
  ),
  thanks: lines('謝謝！|感謝您|非常感謝'),
  comesBack: lines('新的那盒一模一樣。|結果沒有好。|今天還是落空。|高興得太早了。|還差一半。'),
};
