import { ES as SEED } from '../../../../seed/phrases/es.js';
import { lines, topic, type Phrases } from '../../../../seed/phrases/phrases.js';

export const ES: Phrases = {
  ...SEED,
  products: lines('Jarabe Alpino|Articula Activo|Tensiómetro Vario|Leche Bebé Uno|Caja Vitaminas|Cesta de verduras|Crema solar 50'),
  parts: lines('vaso medidor|manguito|pipeta|acumulador de frío|cargador|tapón'),
  hello: lines('Hola,|Buenas,|Buenas noches,|Estimados,|hola buenas'),
  bye: lines('{me}|Un saludo, {me}|Atte. {me}|Gracias de antemano, {me}'),
  topics: {
    delivery: topic(
      'El medicamento no llega|La cesta no vino|Dónde está {order}|{product} urgente',
      'Necesito {product} con urgencia y aún no ha llegado.|La cesta tenía que venir hoy entre 8 y 10 y en la puerta no hay nada.|Mandé la receta el {date} y desde entonces no me ha llegado nada.|el repartidor dice que dejo {order} al vecino y el vecino no sabe nada',
      'Me quedan pastillas para {days} días.|El timbre está en el patio.|El seguimiento es {tracking}.|La semana pasada llegó a tiempo.',
      'El repartidor pasa hoy.|Enviamos {product} por mensajero.',
    ),
    damaged: topic(
      'Frasco derramado|{product} en mal estado|{part} roto|Mide mal',
      'El frasco de {product} se derramó en la caja y todo está pegajoso.|En la cesta todo estaba blando y caliente.|El aparato da valores absurdos, {product} debe estar averiado.|Al {part} se le ha partido un trozo.',
      'Lote {serial}.|Caduca el {date}.|Puedo mandar una foto.|El cartón estaba mojado.',
      'Lo sentimos, va otro en camino.|No lo use más.',
    ),
    refund: topic(
      'Reembolso {order}|Pagué dos veces|Devolver {product}|Baja de la cesta',
      '{product} me sienta mal y quiero devolverlo.|Me han cobrado {amount} dos veces.|No quiero más cestas, me doy de baja.|cuando me devuelven los {amount} de lo que vino podrido',
      'Está sin abrir.|Pagué con PayPal.|Extracto del {date}.|Nos mudamos a {city}.',
      'Le hemos devuelto {amount}.|Su baja está hecha.',
    ),
    invoice: topic(
      'Factura para el seguro|Recibo de {order}|Copago|Nombre mal',
      'El seguro pide una factura de {amount} con sello.|En la factura de {order} sale el nombre de mi marido.|Necesito todos los recibos del año para la renta.|Por qué pone {amount} de copago en la factura si estoy exenta.',
      'Mi póliza acaba en {four}.|Por correo postal, por favor.|No corre prisa.|La mutua es muy estricta.',
      'Adjunto la factura.|El nombre está corregido.',
    ),
    login: topic(
      'Cuenta bloqueada|Olvidé la contraseña|No puedo subir la receta|No llega el código',
      'No puedo entrar en mi cuenta, no acepta la contraseña.|Con la app nueva se cerró mi sesión y el código no llega.|La cuenta es de mi madre, que falleció, y necesito acceso.|al entrar solo da vueltas la ruedecita',
      'Mi número de cliente es {four}.|En la tableta igual.|Tengo 78 años y no entiendo de esto.|Salía {serial}.',
      'Su cuenta está desbloqueada.|El código va por carta.',
    ),
    part: topic(
      'Falta {part}|Comprar {part}|Cómo se toma {product}|Prospecto',
      'En la caja de {product} no venía el {part}.|Se puede comprar el {part} de {product} por separado?|Cada cuánto se toma {product}, antes o después de comer?|No hay prospecto, cómo se usa el {part}?',
      'Es para un niño de {days} años.|El viejo está rajado.|La talla M sería la buena.|Tomo también algo para la tensión.',
      'El {part} va con el próximo envío.|Después de comer, dos veces al día.',
    ),
  },
  asksBack: lines(
    '¿Cuál es el número de lote? Está en la base.|¿Que llame al timbre o lo deje en la puerta?|¿Tiene una foto?|¿Qué más toma, y desde cuándo?',
  ),
  tells: lines(
    '{serial}|que lo deje, detrás|Foto adjunta|Desde el {date}, una por la noche.|No, nada más|Lote {serial}, caduca {date}|he mirado y no hay|La caja verde de {days}|Que llame, tercer piso.|sí',
  ),
  chases: lines(
    '¿Y?|¿¡Hola!? ¡Lo necesito!|Ya van {days} días.|¿Se les ha traspapelado?|¿Van a hacer algo?|Díganme algo por favor|no se nada de ustedes|¿Cómo va lo de {order}?|¿Para cuándo más o menos?',
  ),
  thanks: lines('¡Gracias!|Muchas gracias|mil gracias'),
  comesBack: lines(
    'La caja nueva está igual.|Por desgracia no se ha arreglado.|Hoy otra vez con las manos vacías.|Me alegré demasiado pronto.|Falta la mitad todavía.',
  ),
};
