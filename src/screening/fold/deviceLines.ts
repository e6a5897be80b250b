/** The lines that mail programs and phones put below what is written: "Sent from my iPhone", in the language of the program. */

const SENT = new RegExp(
  '^\\s*[*_(\\[]?(?:' +
    [
      '(?:sent|sent securely|mobile|written) (?:from|via|with|using|on) (?!the )(?:my )?.{2,60}',
      'von meinem .{2,60} gesendet',
      'gesendet (?:von|mit|über|aus).{2,60}',
      'diese nachricht wurde von meinem .{2,60} gesendet',
      'envoyé (?:de|depuis|à partir de|avec) .{2,60}',
      'enviado (?:desde|do|del|a partir de|através|de|com|mediante) .{2,60}',
      "inviato (?:da|dal|dall|con|tramite)[ '’].{2,60}",
      'verzonden (?:vanaf|vanuit|met|via) .{2,60}',
      'verstuurd (?:vanaf|vanuit|met) .{2,60}',
      'skickat från .{2,60}',
      'sendt fra .{2,60}',
      'lähetetty .{2,40}(?:sta|stä|lta|ltä|puhelimesta)',
      'wysłan[eoay] (?:z|za pomocą|przy użyciu) .{2,60}',
      'odesláno z.{2,60}',
      'odoslané z.{2,60}',
      'küldve .{2,60}-?r[óő]l',
      'отправлено (?:с|из) .{2,60}',
      'надіслано (?:з|із) .{2,60}',
      ".{2,30}(?:'?[dt][ae]n|imdan) gönderildi",
      'στάλθηκε από .{2,60}',
      'נשלח מ.{2,40}',
      'أرسلت من .{2,60}',
      'أُرسلت من .{2,60}',
      'được gửi từ .{2,60}',
      'dikirim dari .{2,60}',
      '(?:发自|來自|来自|發自|从|從)(?:我的)?.{0,24}(?:iphone|ipad|android|安卓|手机|手機|华为|華為|小米|三星|oppo|vivo|荣耀|邮箱|郵箱|foxmail|outlook|mail|客户端|发送|傳送).{0,20}',
      '.{0,20}傳送自我的.{2,40}',
      '从我的.{2,30}发送',
      '.{2,40}(?:から|より)(?:の)?送信',
      '(?:내|나의)\\s*.{2,30}에서\\s*보(?:냄|낸.{0,10})',
      '.{2,30}에서 보냄',
      'iphone에서 보냄',
    ].join('|') +
    ')[*_.)\\]]{0,2}\\s*$',
  'iu',
);

/** Those that can mean nothing else. */
const ADVERT = new RegExp(
  '^\\s*[*_(\\[]?(?:' +
    [
      'get outlook for (?:ios|android|mac|windows).{0,60}',
      'outlook (?:für|pour|para|per|voor|for) (?:ios|android|mac).{0,60}',
      'holen sie sich outlook für .{2,40}',
      'outlook für .{2,20} (?:herunterladen|beziehen|abrufen)',
      'télécharger outlook pour .{2,40}',
      'obtenir outlook pour .{2,40}',
      'obt(?:ener|enga|er|enha) (?:o )?outlook para .{2,40}',
      'ottieni outlook per .{2,40}',
      'outlook voor .{2,20} downloaden',
      'hent outlook (?:til|for) .{2,40}',
      'skaffa outlook för .{2,40}',
      '获取\\s*outlook\\s*for\\s*.{2,20}',
      '签名由\\s*.{2,20}\\s*定制',
      '由网易.{0,30}发送',
      'yahoo mail: .{2,80}',
      'yahoo! mail .{2,60}',
      'virus-?free\\.(?:\\s*[<(]?(?:www\\.|https?:).{0,60})?',
      'virenfrei\\.(?:\\s*[<(]?(?:www\\.|https?:).{0,60})?',
      'sans virus\\.(?:\\s*[<(]?(?:www\\.|https?:).{0,60})?',
      'garanti sans virus\\.(?:\\s*[<(]?(?:www\\.|https?:).{0,60})?',
      'libre de virus\\.(?:\\s*[<(]?(?:www\\.|https?:).{0,60})?',
      'no viruses found.{0,80}',
      'this email (?:has been checked|was scanned).{0,80}',
    ].join('|') +
    ')[*_.)\\]]{0,2}\\s*$',
  'iu',
);

/** Parcels are sent as well, from towns and with carriers of theirs: only a device, a program or a network sends mails. */
const SENDER = new RegExp(
  '(?<![a-zà-ÿ])(?:' +
    [
      'i(?:phone|pad|pod|os|cloud|mac)|mac ?book|apple|android|galaxy|samsung|huawei|honor|xiaomi|redmi|oppo|vivo|one ?plus|pixel|nokia|xperia|sony',
      'moto|fairphone|realme|blackberry|windows|surface|chromebook|google|kindle|sm-[a-z]\\d{3}',
      'e-?mail|mail|outlook|thunderbird|spark|foxmail|proton|tutanota|hotmail|yahoo|aol|gmx|gmail|web\\.de|t-online|fastmail|zoho|webmail|whatsapp',
      'verizon|t-mobile|telekom|vodafone|orange|sprint|at&t|xfinity|comcast|rogers|telus|telstra|optus|telefonica|swisscom|sfr|bouygues',
      '(?:smart)?phone|handy|mobile?|cell|handheld|tablet|laptop|computer|téléphone|portable|móvil|celular|teléfono|telef|toestel|puheli|komórk',
      'điện thoại|ponsel',
    ].join('|') +
    ')|телефон|смартфон|айфон|андроид|τηλέφωνο|κινητό|טלפון|نقال|هاتف|جوال|آيفون|' +
    '华为|華為|小米|三星|荣耀|手机|手機|邮箱|郵箱|客户端|安卓|アイフォン|スマホ|スマートフォン|携帯|휴대폰|휴대전화|스마트폰|아이폰|갤럭시',
  'iu',
);
/** What such a line never speaks of. */
const OF_GOODS =
  /\d{5}|\d:\d{2}|(?<!\p{L})(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|(?<!\p{L})(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|gestern|heute|(?<!\p{L})(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|jueves|viernes|domingo)|\d{1,2}[./]\d{1,2}[./]|(?<!\p{L})(?:order|parcel|package|invoice|shop|store|account|bestell|paket|konto|laden|rechnung|commande|colis|boutique|pedido|paquete|tienda|ordine|pacco)|订单|訂單|包裹|快递|快遞|店|注文|荷物|주문|택배/iu;
const MAX_LINE = 400;

/** Whether the line is nothing but a phone's or a mail program's advertisement. */
export function isDeviceLine(line: string): boolean {
  if (line.length > MAX_LINE) return false;
  return ADVERT.test(line) || (SENT.test(line) && SENDER.test(line) && !OF_GOODS.test(line));
}
