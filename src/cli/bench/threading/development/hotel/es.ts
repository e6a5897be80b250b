import { ES as SEED } from '../../../../seed/phrases/es.js';
import { lines, topic, type Phrases } from '../../../../seed/phrases/phrases.js';

export const ES: Phrases = {
  ...SEED,
  products: lines('Suite Jardín|Doble Vistas al Mar|Escapada Spa|Loft Familiar|Hotel Tilo|Paquete Golf'),
  parts: lines('cuna|plaza de garaje|traslado|salida tardía|desayuno|cama supletoria|masaje'),
  hello: lines('Hola,|Buenos días,|Estimada recepción,|Buenas tardes,|Hola equipo:'),
  bye: lines('{me}|Hasta pronto, {me}|Saludos, {me}|Atentamente, {me}'),
  topics: {
    delivery: topic(
      'Sin confirmación de {order}|Me dejé algo en la habitación|Tarjeta regalo no recibida|¿Tenemos reserva?',
      'Reservamos la {product} el {date} y no nos llegó confirmación.|Me dejé el abrigo en la {product}, ¿me lo mandan a {city}?|La tarjeta regalo que compré hace {days} días no le ha llegado a mi madre.|tenemos reserva de la {product} o no? la web se colgó al pagar',
      'Llegamos el {date}.|Referencia {serial}.|Es gris con capucha.|Pago yo los gastos.',
      'Adjunto la confirmación.|El abrigo sale hoy.',
    ),
    damaged: topic(
      'Nuestra estancia en la {product}|Ruido toda la noche|Habitación sucia|Ducha rota',
      'La ducha de la {product} estuvo rota toda la estancia.|Había ruido de obras desde las siete.|Había pelos en las camas y la {product} olía a tabaco.|el aire goteaba encima de la cama',
      'Lo dijimos dos veces en recepción.|Hice fotos.|Habitación {four}.|Nos fuimos un día antes.',
      'Lo siento mucho. La segunda noche corre de nuestra cuenta.|Lo arreglamos hoy.',
    ),
    refund: topic(
      'Anular {order}|Fianza de {amount}|Cobrado dos veces|No podemos ir el {date}',
      'No podemos ir el {date}, anulen {order} por favor.|La fianza de {amount} no ha vuelto desde que nos fuimos.|En mi tarjeta salen {amount} dos veces.|uno dio positivo, nos devuelven el dinero de la {product}?',
      'Era tarifa flexible, creo.|Tarjeta acabada en {four}.|También nos vale en primavera.|El minibar ni lo tocamos.',
      'La fianza va en camino.|Anulado sin coste.',
    ),
    invoice: topic(
      'Factura de la estancia|Factura a la empresa|Tasa en la cuenta|Recibo por favor',
      '¿Nos hacen la factura de {order} a nombre de la empresa?|Perdí el recibo de {amount}, ¿me mandan otro?|La cuenta lleva una tasa que ya pagamos en efectivo.|Necesitamos dos facturas separadas de la {product}.',
      'Dos noches desde el {date}.|Nuestra referencia es {four}.|A este correo.|En la oficina insisten.',
      'Factura adjunta.|La tasa está quitada.',
    ),
    login: topic(
      'No veo mi reserva|Página de socios|Contraseña|Código del wifi',
      'La página de socios no acepta mi contraseña.|No veo la reserva en la app desde que cambié de correo.|No sé con qué correo me registré, ¿lo miran?|el check-in online dice usuario desconocido',
      'Mi tarjeta de socio es {serial}.|Uso un iPad.|Pone {four}.|Mi marido sí ve la suya.',
      'He unido las dos cuentas.|Ponga una contraseña nueva.',
    ),
    part: topic(
      '¿Incluye {part}?|Añadir: {part}|{part} para el {date}|Duda antes de ir',
      '¿La {product} incluye {part}?|¿Nos pueden poner {part} en {order}?|Reservamos {part} pero no sale en la confirmación.|¿Cuánto cuesta {part} y cómo se reserva?',
      'El bebé tiene {days} meses.|Vamos en coche, tarde.|Para dos personas.|El año pasado era gratis.',
      'Apuntado: {part}.|Son {amount} al día.',
    ),
  },
  asksBack: lines('¿Cuándo llegan y cuántos son?|¿A qué nombre está la reserva?|¿Adónde se lo enviamos?|¿Les vendría bien otra fecha?'),
  tells: lines(
    'sobre las diez de la noche, somos tres|Está en {order}|a mi nombre o al de mi marido|A {city}|No, tiene que ser el {date}|{days} adultos sin niños|la misma dirección que la otra vez|Podríamos la semana siguiente|{serial}|en tren, sin coche',
  ),
  chases: lines(
    '¿Hola? ¡Llegamos el {date}!|¿Se ha perdido esto?|Me encantaría saber algo antes de salir|Sigo a la espera de {order}|¿Alguien?|Ya son {days} días|¿Llamo a recepción?|¿Lo están mirando?|Su compañera dijo que hoy',
  ),
  thanks: lines('¡Gracias!|Muchas gracias|Perfecto, gracias'),
  comesBack: lines(
    'En recepción no sabían nada.|No es lo que acordamos.|Lo hemos mirado y no está.|Al final no llegó nada.|Por desgracia, sin resolver.',
  ),
};
