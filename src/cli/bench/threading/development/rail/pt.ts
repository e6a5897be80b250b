import { PT as SEED } from '../../../../seed/phrases/pt.js';
import { lines, topic, type Phrases } from '../../../../seed/phrases/phrases.js';

export const PT: Phrases = {
  ...SEED,
  products: lines('Expresso Noturno|Linha Costeira|Passe Família|Ida e Volta Flex|Leito Serrano|Cartela Dez'),
  parts: lines('assento marcado|vaga de bicicleta|upgrade de cabine|carteirinha|etiqueta de mala|vale-refeição'),
  hello: lines('Olá,|oi,|Boa noite,|Prezados,|Bom dia!'),
  bye: lines('{me}|Abs, {me}|Grato, {me}|Atenciosamente, {me}'),
  topics: {
    delivery: topic(
      'Passagens não recebidas|Cadê as passagens {order}|Bilhete do {product}|Viajo logo e estou sem bilhete',
      'Reservei o {product} em {date} e não tem bilhete nenhum no meu e-mail.|As passagens do {product} viriam pelo correio há {days} dias.|a gente sai em {days} dias e o pedido {order} não tem QR code|O app diz que {order} está confirmado mas não tenho o que mostrar.',
      'São quatro adultos e uma criança.|A máquina de {city} recusou o código {serial}.|O endereço está certo, acho.|A baldeação é em {city}.',
      'Reenviei os bilhetes.|Pode retirar em {city}.',
    ),
    damaged: topic(
      'Trem atrasou {days} horas|Viagem horrível para {city}|Sem ar no {product}|{product} parou no caminho',
      'O {product} para {city} atrasou tanto que perdemos a balsa.|Não tinha ar no vagão 3 do {product}, passamos mal a noite toda.|Meu assento estava quebrado e a mesinha caiu no meu pé.|O trem parou em {city} e todo mundo desceu na chuva.',
      'Guardei os recibos do táxi.|O fiscal foi gentil, não é culpa dele.|Minha filha chorava.|Foi o do dia {date}.',
      'Sinto muito pela viagem. Vai receber um voucher.|Pagamos o táxi também.',
    ),
    refund: topic(
      'Reembolso {order}|Não posso viajar em {date}|Quero {amount} de volta|Viagem cancelada',
      'Estou doente e não posso viajar em {date}, dá para devolver o dinheiro de {order}?|Fui cobrado {amount} por uma passagem que nem terminei de reservar.|O show foi cancelado, não precisamos mais do {product}.|vocês cancelaram o trem e nada do reembolso, {amount} faz falta',
      'Foi no cartão final {four}.|Voucher não quero.|Tenho atestado.|O site fala em cinco dias.',
      '{amount} volta para o cartão.|Passagem cancelada sem taxa.',
    ),
    invoice: topic(
      'Recibo para a empresa|Nota fiscal {order}|Nome na nota|Comprovante',
      'Minha empresa quer nota fiscal de {order}.|Pode mandar o recibo do {product}? Foi {amount}.|A nota saiu com meu nome de solteira.|Preciso de comprovante de todas as viagens desde {date}.',
      'Projeto {four}.|Uma por pessoa, por favor.|O financeiro é rígido.|Vou muito a {city}.',
      'O recibo segue anexo.|O nome foi trocado.',
    ),
    login: topic(
      'App não me deixa entrar|Conta bloqueada|Código por SMS não chega|E-mail antigo',
      'O app me desconecta toda hora e diz senha errada.|Troquei de celular e não entro mais na minha conta.|O código que mandam por SMS nunca chega.|minha conta está num e-mail que não tenho mais',
      'Estou fora do país.|Meu número de sócio é {serial}.|Já reiniciei o celular.|Aparece {four}.',
      'Sua conta já tem o novo e-mail.|Desbloqueei.',
    ),
    part: topic(
      'Incluir {part}|{part} no {product}|Posso levar?|Como funciona {part}',
      'Ainda dá para incluir {part} em {order}?|Quanto custa {part} no {product}?|Paguei {part} mas não está no bilhete.|Precisa de {part} para a dobrável, e onde consigo?',
      'É para minha mãe, 81 anos.|Estamos no vagão 4.|Não é grande.|A antiga venceu em {date}.',
      'Incluí {part}.|Custa {amount}.',
    ),
  },
  asksBack: lines(
    'Em que dia e de que estação você viaja?|Qual é o código da reserva?|Pode me passar os nomes dos passageiros?|Prefere voucher ou dinheiro?',
  ),
  tells: lines(
    'de {city}, em {date}|{order}|Código {order}, desculpa, esqueci|dinheiro por favor|Nós dois, mesmo sobrenome|Segunda à noite, o último.|acabamos pegando o {product}|Voucher serve|Não acho, serve o número de sócio? {serial}|{four}',
  ),
  chases: lines(
    'Oi??|O trem sai amanhã!!|Alguém pode olhar isso antes de {date}|É melhor eu ligar?|Não aconteceu nada até agora|Nada ainda|receberam o que mandei?|Estou ficando nervoso, e o {order}?|Silêncio há {days} dias',
  ),
  thanks: lines('Obrigado!|Muito obrigada|obrigado'),
  comesBack: lines(
    'Me prometeram outra coisa.|Recusaram na catraca, então não está resolvido.|Não está lá, acabei de olhar.|Só chegou a metade.|Bom, não deu certo.',
  ),
};
