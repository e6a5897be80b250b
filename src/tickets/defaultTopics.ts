import type { Topic } from './topic.js';

/**
 * The topics that a new installation starts with, most specific first. English, Chinese in both writings, and the
 * commonest words of German, French, Spanish and Japanese.
 */
export const DEFAULT_TOPICS: Topic[] = [
  {
    key: 'damaged',
    name: { en: 'Damaged or faulty', 'zh-CN': '破损或故障', 'zh-TW': '破損或故障' },
    keywords:
      "damaged|damage|broken|broke|defective|defect|faulty|cracked|scratched|dead on arrival|does not turn on|beschädigt|defekt|kaputt|zerbrochen|cassé|cassée|endommagé|défectueux|dañado|dañada|roto|rota|defectuoso|破损|破損|损坏|損壞|坏了|壞了|碎了|裂了|有瑕疵|质量问题|品質問題|壊れ|破損し|不良品|crack|stopped working|not working|does not work|gebrochen|riss|geht nicht mehr an|ne fonctionne plus|ne s'allume plus|fissure|no funciona|no enciende|grieta|quebrad*|não liga|defeito|裂纹|裂紋|裂痕|没有反应|沒有反應|打不开机|動かな|電源が入ら|ひび|doesn't work|isn't working|no longer works|out of order|leaks|leaking|leaked|scratches|torn|rotten|spoiled|funktioniert nicht|funktioniert nicht mehr|geht nicht mehr|undicht|ausgelaufen|abgebrochen|zerkratzt|verdorben|ausgefallen|en panne|ne marche plus|ne marche pas|abîmé|abîmée|rayé|rayée|averiad*|estropead*|rotos|rotas|mal estado|dejó de funcionar|não funciona|parou de funcionar|estragad*|用不了|不能用|失灵|失靈|故障|断了|斷了|坏掉|壞掉|烂了|爛了|漏水|没信号|沒訊號|故障し|使えな|使えま|漏れ|割れ|折れ".split(
        '|',
      ),
  },
  {
    key: 'delivery',
    name: { en: 'Delivery', 'zh-CN': '配送物流', 'zh-TW': '配送物流' },
    keywords:
      "delivery|deliver|delivered|deliveries|shipping|shipped|shipment|parcel|package|courier|tracking|not arrived|hasn't arrived|has not arrived|never arrived|where is my order|late delivery|lieferung|lieferzeit|geliefert|versand|sendung|paket|zustellung|livraison|livré|colis|expédition|envío|enviado|entrega|paquete|物流|快递|快遞|发货|發貨|配送|送货|送貨|包裹|没收到货|沒收到貨|未收到货|运输|運輸|配達|届か|届いて|発送|荷物|encomenda|rastreio|não chegou|dispatch*|driver|not been delivered|has not come|never came|did not show up|never received|in the post|by post|zugestellt|zusteller|fahrer|bote|boten|verschickt|nicht angekommen|nicht gekommen|noch nicht da|sendungsnummer|livrée|livrés|livreur|expédié*|pas arrivé*|pas reçu|jamais reçu|non reçu*|repartidor|mensajero|seguimiento|no ha llegado|no llega|no llegó|no me ha llegado|entregador|entregue|correio|correios|não veio|还没到|還沒到|没到|沒到|没收到|沒收到|寄来|寄來|司机|司機|单号|單號|没来|沒來|到着|追跡|届く|届け|来ません".split(
        '|',
      ),
  },
  {
    key: 'return',
    name: { en: 'Return or exchange', 'zh-CN': '退换货', 'zh-TW': '退換貨' },
    keywords:
      'return|returns|returning|send back|send it back|exchange|rma|return label|rücksendung|zurücksenden|zurückschicken|retoure|umtausch|umtauschen|retour|renvoyer|échange|échanger|devolución|devolver|cambio|退货|退貨|换货|換貨|退换|退換|返品|交換|devolvi|devolução|quero devolver|troca|give back|take back|rückgabe|zurückgeben|retourner|retours|devuelvo|换一个|換一個|返送|送り返'.split(
        '|',
      ),
  },
  {
    key: 'refund',
    name: { en: 'Refund', 'zh-CN': '退款', 'zh-TW': '退款' },
    keywords:
      'refund*|money back|reimburse*|chargeback|rückerstattung|erstattung|erstatten|geld zurück|rembours*|reembols*|退款|退钱|退錢|返金|払い戻し|pay back|give me back|compensat*|deposit|gutschrift|zurückzahl*|zahlen den rest zurück|entschädig*|geld wieder|dédommag*|rendez-moi|devuelv*|fianza|indemniz*|dinheiro de volta|estorno|退费|退費|退还|退還|退回|补偿|補償|赔偿|賠償|押金|差价|差價|返してください|差額|保証金|払戻'.split(
        '|',
      ),
  },
  {
    key: 'cancel',
    name: { en: 'Cancellation', 'zh-CN': '取消', 'zh-TW': '取消' },
    keywords:
      'cancel|cancelled|canceled|cancelling|canceling|cancellation|unsubscribe|terminate|stornieren|storno|stornierung|kündigen|kündigung|annuler|annulation|résilier|résiliation|cancelar|cancelación|baja|取消|退订|退訂|解约|解約|キャンセル|no longer need|end my contract|kündige|gekündigt|storniert|abbestellen|annulez|annulé|annulée|résili*|anular|anulen|anulación|darme de baja|cancelamento|不要了|不订了|不訂了|停掉|销户|銷戶|取り消'.split(
        '|',
      ),
  },
  {
    key: 'invoice',
    name: { en: 'Invoice', 'zh-CN': '发票', 'zh-TW': '發票' },
    keywords:
      'invoice|invoices|receipt|receipts|vat|tax number|credit note|rechnung|rechnungen|quittung|facture|factures|reçu|factura|facturas|recibo|发票|發票|收据|收據|开票|開票|税号|稅號|請求書|領収書|nota fiscal|fatura|tva|抬头|抬頭|宛名|registro fiscal|proof of payment|itemised bill|bookkeeper|accountant|tax|beleg|belege|quittungen|umsatzsteuer|mehrwertsteuer|ust-id|finanzamt|steuerberater|justificatif|justificatifs|reçus|note de frais|comptabilité|recibos|comprobante|iva|contabilidad|comprovante|票据|票據|报销|報銷|报税|報稅|统编|統編|详单|詳單|領収|経費'.split(
        '|',
      ),
  },
  {
    key: 'billing',
    name: { en: 'Payment and billing', 'zh-CN': '支付与账单', 'zh-TW': '付款與帳單' },
    keywords:
      'billing|bill|billed|charged|charged twice|double charge|payment|payments|paid|pay|credit card|price|overcharged|subscription fee|zahlung|bezahlt|bezahlen|abgebucht|lastschrift|kreditkarte|paiement|payé|prélevé|prélèvement|carte bancaire|pago|cobro|cobrado|tarjeta|付款|支付|扣款|扣费|扣費|多扣|收费|收費|账单|帳單|賬單|价格|價格|支払い|請求|引き落とし|決済|cobrad*|cobrar*|cobrança|pagamento|duas vezes|dos veces|deux fois|doppelt|debited|direct debit|eingezogen|belastet|débité*|facturé*|cobraron|débito|乱收费|亂收費|引かれ|二重請求|代金'.split(
        '|',
      ),
  },
  {
    key: 'login',
    name: { en: 'Login and account access', 'zh-CN': '登录与账号', 'zh-TW': '登入與帳號' },
    keywords:
      'login|log in|logging in|log on|sign in|sign-in|signing in|password|passwords|locked out|account locked|reset link|two factor|2fa|verification code|anmelden|anmeldung|einloggen|passwort|kennwort|gesperrt|connexion|mot de passe|se connecter|iniciar sesión|contraseña|acceder|登录|登入|登陆|登陸|密码|密碼|账号|帳號|賬號|账户被锁|验证码|驗證碼|ログイン|パスワード|認証コード|connecter|compte bloqué|acceder a mi cuenta|cuenta bloqueada|spam folder|reset mail|senha|minha conta|conta foi bloqueada|consigo entrar|konto gesperrt|zurücksetzen|account|username|user name|user|access|logged out|signed out|signs me out|unlock*|blocked|pin|einlogg*|ausgeloggt|zugang|konto|kundenkonto|benutzer|benutzername|bestätigungscode|identifiant|identifiants|accès|espace client|mon compte|déconnect*|usuario|no puedo entrar|mi cuenta|socios|acesso|usuário|登不上|登不了|进不去|進不去|账户|帳戶|动态码|動態碼|用户名|使用者名稱|锁了|鎖住|被锁|被鎖|アカウント|会員|認証|入れません|暗証番号'.split(
        '|',
      ),
  },
  {
    key: 'warranty',
    name: { en: 'Repair and warranty', 'zh-CN': '维修与保修', 'zh-TW': '維修與保固' },
    keywords:
      'repair|repairs|repaired|warranty|guarantee|technician|reparatur|reparieren|garantie|gewährleistung|techniker|réparation|réparer|reparación|reparar|garantía|维修|維修|修理|保修|保固|质保|上门维修|保証'.split(
        '|',
      ),
  },
  {
    key: 'spare_part',
    name: { en: 'Parts and fitting', 'zh-CN': '配件与安装', 'zh-TW': '零件與安裝' },
    keywords:
      "spare part|spare parts|replacement part|replacement parts|missing part|missing parts|install|installation|installing|assemble|assembly|mounting|manual|instructions|ersatzteil|ersatzteile|einbau|einbauen|montage|anleitung|pièce détachée|pièces détachées|notice|repuesto|repuestos|instalación|instalar|montaje|配件|零件|备件|備件|安装|安裝|组装|組裝|说明书|說明書|部品|取り付け|取扱説明書|fehlte|faltaba|il manquait|manquante|少了|缺少|入っていません|peça|onde compro|où puis-je acheter|wo bekomme ich|dónde puedo comprar|cette pièce|哪里可以买|哪裡買|どこで買え|manual de instruções|spare|missing|set up|setup|connect|accessory|accessories|add-on|included|includes|leaflet|guide|einrichten|einrichtung|anschließen|verbinden|zubehör|gebrauchsanweisung|nachbestellen|fehlt|fehlen|configurer|installer|brancher|mode d'emploi|accessoire|accessoires|manque|configurar|conectar|accesorio|accesorios|incluye|falta|acessório|acessórios|incluir|inclui|faltando|怎么装|怎麼裝|怎么用|怎麼用|怎么设置|怎麼設定|设置|設定|教程|包含|单买|單買|加购|加購|手順|付いて|つなぎ|追加し".split(
        '|',
      ),
  },
  {
    key: 'bug',
    name: { en: 'Software error', 'zh-CN': '软件故障', 'zh-TW': '軟體問題' },
    keywords:
      "bug|bugs|crash|crashes|crashed|crashing|error message|error code|freezes|app does not open|stack trace|absturz|stürzt ab|fehlermeldung|plante|message d'erreur|se cierra|mensaje de error|报错|報錯|闪退|閃退|崩溃|崩潰|打不开|打不開|卡死|エラー|不具合|white screen|blank page|freezing|hangs|stürzt|abgestürzt|weiße seite|écran blanc|pantalla en blanco|se cuelga|travou|trava|tela branca|白屏|死机|當機|卡住|固まり|固まる|落ちます|真っ白|フリーズ".split(
        '|',
      ),
  },
  {
    key: 'feature',
    name: { en: 'Feature request', 'zh-CN': '功能建议', 'zh-TW': '功能建議' },
    keywords:
      'feature|features|feature request|suggestion|would be nice|it would be great|wish list|roadmap|funktionswunsch|verbesserungsvorschlag|vorschlag|suggestion|fonctionnalité|sugerencia|funcionalidad|功能建议|功能建議|新功能|建议增加|建議增加|希望增加|能不能增加|要望|機能追加'.split(
        '|',
      ),
  },
  {
    key: 'complaint',
    name: { en: 'Complaint', 'zh-CN': '投诉', 'zh-TW': '客訴' },
    keywords:
      'complaint|complain|complaining|unacceptable|disappointed|worst|beschwerde|beschweren|reklamation|unverschämt|réclamation|plainte|inadmissible|queja|reclamación|inaceptable|投诉|投訴|抱怨|差评|差評|太差|不满意|不滿意|苦情|クレーム|dirty|rude|noisy|schmutzig|unfreundlich|bruyant|sucio|sucia|grosero|sujo|脏|髒|很吵|うるさ|汚い'.split(
        '|',
      ),
  },
];
