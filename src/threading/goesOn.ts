/**
 * Words by which people go on with something that was said before: asking for news, answering a question, saying that it
 * is the same again. Latin words at their beginning; Chinese and Japanese wherever they stand.
 */
const CHASES = [
  'any news', 'any update', 'still waiting', 'waiting', 'have not heard', 'haven.t heard', 'not heard', 'no reply', 'no answer', 'last message', 'my message', 'just checking', 'following up', 'follow up', 'what is happening', 'wrote to you',
  'is anyone', 'is anybody', 'anyone there', 'a reply', 'an answer', 'please reply', 'please respond', 'nobody has', 'no one has', 'no response', 'status of', 'since i wrote', 'since i contacted', 'heard nothing', 'hear from you', 'reminder', 'still nothing', 'nothing yet', 'nothing has happened', 'how long', 'any progress', 'anything on', 'hear back', 'gone quiet', 'are you still there', 'hello\\?', 'anyone\\?', 'days now', 'without a word',
  'etwas neues', 'gibt es neu', 'warte noch', 'warte', 'nichts gehört', 'höre ich nichts', 'letzte nachricht', 'keine antwort', 'wie steht es', 'ihnen geschrieben', 'nachfragen', 'rückmeldung', 'um antwort', 'bitte antworten', 'stand der dinge', 'aktuelle stand', 'erinnerung', 'liest das jemand', 'niemand antwortet', 'noch nichts', 'tut sich', 'bis wann', 'wie lange noch', 'wie geht es mit', 'melden sie sich', 'bitte melden', 'nichts mehr von', 'sind sie noch da', 'untergegangen', 'tage sind es',
  'des nouvelles', 'pas de nouvelles', 'dernier message', 'mon message', 'toujours pas', 'j.attends', 'sans réponse', 'je vous ai écrit', 'relance', 'aucune réponse', 'pas de réponse', 'une réponse', 'personne ne répond', 'quelqu.un me lit', 'rappel', 'du neuf', 'toujours rien', 'combien de temps', 'aucune nouvelle', 'où en est', 'qu.en est', 's.en occupe', 'sans un mot', 'silence depuis', 'quelqu.un peut',
  'alguna novedad', 'novedades', 'último mensaje', 'mi mensaje', 'sigo esperando', 'sin respuesta', 'no he recibido respuesta', 'les escribí', 'no tengo noticias', 'noticias', 'nadie me contesta', 'nadie responde', 'una respuesta', 'recordatorio', 'sigo a la espera', 'para cuándo', 'cómo va', 'aún nada', 'todavía nada', 'cuánto tiempo', 'no se nada', 'no sé nada', 'ya van', 'ya son',
  'novidade', 'última mensagem', 'ainda aguard', 'sem resposta', 'notícias', 'ninguém responde', 'uma resposta', 'lembrete', 'nada ainda', 'ainda nada', 'até agora', 'quanto tempo', 'silêncio', 'alguém pode',
  '有消息', '没有回', '沒有回', '上一条', '上一封', '上一則', '还在等', '還在等', '催一下', '什么进展', '什麼進展', '进展', '進展', '怎么样了', '怎麼樣了', '現在如何', '收到了吗', '收到了嗎', '请回复', '請回覆', '请回覆', '没人理', '沒人理', '没人回', '沒人回', '有人看到', '有人在吗', '有人在嗎', '什么状态', '什麼狀態', '什么情况', '什麼情況', '提醒一下', '进度', '進度', '下文', '没动静', '沒動靜', '没消息', '沒消息', '音信', '人呢', '有人管', '有人吗', '有人嗎', '然后呢', '然後呢', '还要多久', '還要多久', '有在处理', '有在處理',
  'その後', 'ご連絡がありません', '返事', '届いていますか', 'どうなりましたか', 'まだ待', '先日', '返信', 'お返事', '状況は', '状況を', '進んで', 'いつ頃', 'いつになりますか', '音沙汰', '見ていただけ', 'どうなって', 'もしもし', 'まだでしょうか', 'の件、待って',
];
const CONTINUES = [
  'again', 'as before', 'same as before', 'the same again', 'spoke too soon', 'the replacement', 'here you are', 'here is the', 'as you asked', 'as requested', 'as discussed', 'the label says', 'to answer your', 'you asked', 'open this again', 'still missing', 'still the same', 'the order number is', 'it is the',
  'the problem is back', 'has returned', 'has come back', 'came back again', 'happened again', 'what you sent', 'you wanted', 'you said', 'you told me', 'as you suggested', 'as you said', 'made no difference', 'makes no difference', 'not solved', 'not fixed', 'not resolved', 'one more thing', 'it says', 'bought it on', 'in reply to', 'in answer to', 'attached', 'screenshot', 'i tried', 'tried that', 'tried it', 'did that', 'no luck', 'as i said', 'sorry for the delay', 'your colleague', 'you promised', 'same thing', 'same as', 'not settled', 'once more', 'went back to',
  'noch einmal', 'nochmal', 'schon wieder', 'wieder', 'wie gewünscht', 'hier ist', 'wie vorher', 'das ersatz', 'bestellnummer ist', 'auf dem etikett', 'dasselbe', 'immer noch(?! nicht)', 'es geht um', 'es handelt sich um', 'wieder da', 'was sie geschickt haben', 'wie sie sagten', 'wie von ihnen', 'ändert nichts', 'nicht gelöst', 'nicht behoben', 'noch etwas dazu', 'da steht', 'sie wollten', 'sie fragten', 'anbei', 'hängt an', 'im anhang', 'wie gesagt', 'ausprobiert', 'ohne erfolg', 'nichts getan', 'erneut', 'das gleiche', 'noch mal', 'ihr kollege', 'ihre kollegin', 'erledigt',
  'à nouveau', 'de nouveau', 'encore une fois', 'réessay', 'comme demandé', 'voici', 'toujours(?! pas)', 'le remplacement', 'le numéro de commande est', 'l.étiquette indique', 'pareil', 'rien changé', 'il s.agit d', 'ne change rien', 'pas résolu', 'réapparu', 'ce que vous avez envoyé', 'comme vous', 'vous vouliez', 'vous demandiez', 'encore une chose', 'il est écrit', 'ci-joint', 'en pièce jointe', 'comme je', 'essayé', 'sans succès', 'la même chose', 'comme avant', 'votre collègue', 'vous disiez', 'vous deviez', 'on m.avait', 'réglé',
  'otra vez', 'de nuevo', 'sigue igual', 'el pedido es', 'la etiqueta pone', 'aquí tiene', 'lo mismo', 'el reemplazo', 'se trata de', 'es el ', 'es la ', 'como pidi', 'no cambia nada', 'no está resuelto', 'ha vuelto', 'lo que enviaron', 'como dijeron', 'una cosa más', 'adjunto', 'adjunta', 'he probado', 'sin éxito', 'igual que', 'su compañer', 'está igual', 'he mirado', 'por desgracia', 'dijo que', 'pone que',
  'de novo', 'outra vez', 'continua igual', 'conforme pedido', 'aqui está', 'o número do pedido é', 'o pedido é', 'na etiqueta', 'trata-se d', 'não mudou nada', 'não foi resolvido', 'voltou a', 'o que enviaram', 'como disseram', 'mais uma coisa', 'em anexo', 'tentei', 'já fiz', 'sem sucesso', 'me prometeram', 'resolvid',
  '又试', '又試', '再试', '再試', '还是一样', '還是一樣', '订单号是', '訂單編號是', '訂單號是', '标签上', '標籤上', '又坏', '又壞', '又出现', '又發生', '又这样', '换来的', '換來的', '就是', '如您', '问题又', '問題又', '又不行', '又出来', '又出來', '没解决', '沒解決', '没有解决', '沒有解決', '没有变化', '沒有變化', '照做', '按你说', '按您說', '你要的', '您要的', '你们寄来的', '你們寄來的', '还有一点', '還有一點', '写的是', '寫的是', '附上', '试了', '試了', '弄了', '看过了', '看過了', '没用', '沒用', '没变', '沒變', '又来', '又來', '你们说', '你們說', '跟原来', '跟原來', '一模一样', '一模一樣', '同样', '同樣',
  'もう一度試', '同じでした', '再度', '交換品', '注文番号は', 'ラベル', 'また同じ', 'ご依頼の', 'こちらです', '再発', '直って', '変わりません', '送っていただいた', 'おっしゃった', 'もう一点', '書いてあります', '添付', '付けました', '試しました', 'やりました', '駄目でした', 'だめでした', '度々', '遅くなりました', '同じです', '前と同じ', '結局', 'と聞きました',
];
/** By which an answer begins, as a word by itself: "No signal" is none. */
const ANSWERS = /^[^\p{L}\p{N}\n]*(?:(?:yes|yep|yeah|no|nope|ok|okay|sure|ja|nein|oui|non|sí|sim|não)(?=\s*(?:[,.;!]|$))|是的|好的|(?:对|對|不是|没有|沒有)(?=[，,。！]|$)|はい|いいえ|いえ(?=、))/mu;
const OWN_HEAD = 600;

/** Null: it says nothing of the kind. */
export type GoesOn = 'chases' | 'continues' | null;

/** Whether a text says of itself that it goes on with something. `chases`: he asks us for what he waits for. */
export function goesOn(text: string): GoesOn {
  const head = text.slice(0, OWN_HEAD).toLowerCase().replace(/[’‘`]/g, "'");
  if (CHASE.test(head)) return 'chases';
  return CONTINUE.test(head) || ANSWERS.test(head) ? 'continues' : null;
}

/** Whether a text asks a question. */
export function asksSomething(text: string): boolean {
  return text.includes('?') || text.includes('？');
}

const CHASE = patternOf(CHASES);
const CONTINUE = patternOf(CONTINUES);

function patternOf(phrases: string[]): RegExp {
  const cjk = phrases.filter((phrase) => phrase.charCodeAt(0) > 0x2e7f);
  const latin = phrases.filter((phrase) => phrase.charCodeAt(0) <= 0x2e7f);
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${latin.join('|')})|(?:${cjk.join('|')})`, 'u');
}
