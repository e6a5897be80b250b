import { lines, topic, type Phrases } from './phrases.js';

export const ES: Phrases = {
  language: 'es',
  weight: 11,
  timeZones: ['Europe/Madrid', 'America/Mexico_City', 'America/Bogota', 'America/Argentina/Buenos_Aires'],
  mailHosts: ['correo.example.com', 'example.net', 'buzon.example.org'],
  first: lines('Lucía|Mateo|Sofía|Íñigo|Valentina|José|Ximena|Ángel|Begoña|Andrés|Renata|Joaquín|Nuria|Óscar|María del Carmen|Diego'),
  last: lines('García|Fernández|Núñez|Muñoz|Ibáñez|Peña|Ortega|Castro|Ramírez|Rojas|Cabañas|Vázquez|Domínguez|Quiñones|Salas|de la Fuente'),
  nameForm: '{first} {last}',
  products: lines(
    'batidora Cascada 700|purificador Nimbus|hervidor Juno|lámpara de mesa Aliso|mochila TrailMate|molinillo Harbor|impresora Pico',
  ),
  parts: lines('junta de la tapa|cable de alimentación|filtro|bisagra izquierda|correa|depósito de agua'),
  cities: lines('Zaragoza|Bilbao|Monterrey|Bogotá|Córdoba|A Coruña|Rosario'),
  hello: lines('Hola:|Buenos días:|Buenas tardes:|Estimado equipo:'),
  bye: lines('Un saludo, {me}|Muchas gracias de antemano, {me}|Saludos cordiales, {me}'),
  space: ' ',
  topics: {
    delivery: topic(
      '¿Dónde está mi pedido {order}?|Paquete {order} sin entregar|Retraso en la entrega: {product}',
      'Pedí el artículo {product} el {date} y todavía no ha llegado.|El seguimiento del paquete no cambia desde hace {days} días.|La empresa de envío dice que entregó el paquete {order}, pero aquí no hay nada.',
      'El número de seguimiento es {tracking}.|Estuve en casa todo el día.|Es un regalo y me corre prisa.',
      'He abierto una reclamación con la empresa de transporte y le aviso en cuanto respondan.|Su paquete está en el almacén de {city} y se entrega mañana.|Lo siento mucho. Hoy mismo le enviamos otro: {product}.',
    ),
    damaged: topic(
      'Llegó roto: {product}|Pieza dañada: {part}|Aparato defectuoso a los {days} días',
      'El artículo {product} llegó hoy con una pieza rota: {part}.|A los {days} días el aparato ya no enciende.|Al abrir la caja vi una grieta: {part}.',
      'La caja estaba en buen estado.|El número de serie es {serial}.|Ya he probado con otro enchufe.',
      'Lo lamento. La pieza nueva ({part}) sale hoy y no hace falta devolver la vieja.|Mantenga el botón pulsado diez segundos; si la luz sigue roja, le cambiamos el aparato.|He pedido el cambio y el repartidor recoge el aparato averiado.',
    ),
    refund: topic(
      'Reembolso del pedido {order}|Devolución: {product}|Sigo esperando mi dinero',
      'Devolví el artículo el {date} y aún no tengo el reembolso.|Quiero devolver el artículo {product}.|Me han cobrado {amount} dos veces.',
      'Está sin usar y en su caja.|Pagué con tarjeta, acaba en {four}.|Mi banco dice que no ha entrado nada.',
      'Hoy hemos devuelto {amount} a su tarjeta; tarda de tres a cinco días.|Aquí tiene la etiqueta de devolución; puede dejar el paquete en cualquier punto de {city}.|Tiene razón, se cobraron {amount} de más. Ya están de vuelta.',
    ),
    invoice: topic(
      'Factura del pedido {order}|Error en la factura|Recibo de {amount}',
      '¿Me pueden enviar la factura del pedido {order}?|La factura de {amount} lleva mi dirección anterior.|Contabilidad necesita el NIF en la factura {serial}.',
      'Debe ir a nombre de la empresa.|La necesitamos antes de fin de mes.',
      'La factura corregida va de camino a su correo.|Todos los recibos están en su cuenta, en Pedidos.|El NIF aparece ahora en la segunda página.',
    ),
    login: topic(
      'No puedo iniciar sesión|No llega el correo de la contraseña|Cuenta bloqueada',
      'No puedo acceder a mi cuenta desde el {date}.|El enlace para cambiar la contraseña ha caducado.|Después de {days} intentos mi cuenta está bloqueada.',
      'También miré en el correo no deseado.|Solo aparece el código {four}.',
      'Su cuenta está desbloqueada; elija otra contraseña con el enlace que acaba de recibir.|Su proveedor retuvo el mensaje; lo he enviado de nuevo.',
    ),
    part: topic(
      'Repuesto: {part}|Instrucciones: {product}|¿Cómo se monta la pieza ({part})?',
      '¿Dónde puedo comprar el repuesto ({part}) para el artículo {product}?|Faltaba una pieza en la caja: {part}.|Ya tengo la pieza ({part}), pero no sé cómo montarla.',
      'Es el modelo del {date}.|El número de serie es {serial}.',
      'La pieza cuesta {amount} con envío incluido. ¿Se la mando?|Dé la vuelta al aparato, presione las dos pestañas y tire hacia usted.|Le envío la pieza sin coste.',
    ),
  },
  greeting: lines('Hola, {name}:|Buenos días, {name}:|Estimado cliente, estimada clienta:'),
  signature: lines('Un saludo, {agent}|Atentamente, {agent}, atención al cliente'),
  asksBack: lines(
    '¿Me puede dar el número de pedido y la dirección de entrega?|¿Me envía el número de serie? Está en la etiqueta de abajo.|¿Puede probar otra vez y decirme qué aparece?',
  ),
  tells: lines(
    'El pedido es {order} y la dirección en {city} sigue siendo la misma.|En la etiqueta pone {serial}.|Acabo de probar otra vez y sigue igual.',
  ),
  chases: lines('¿Hay alguna novedad?|Llevo {days} días sin noticias del pedido {order}.|¿Les llegó mi último mensaje?'),
  thanks: lines('¡Gracias!|¡Muchas gracias!|Mil gracias'),
  comesBack: lines(
    'Ha vuelto a pasar, igual que el {date}.|Funcionó {days} días y el fallo ha vuelto.|El aparato nuevo tiene el mismo defecto.',
  ),
  resolves: lines('Me alegro de haberlo resuelto. Escríbanos cuando quiera.|Por nuestra parte está todo listo. ¡Buena semana!'),
  notes: lines(
    'Llamé al transportista, expediente {tracking} abierto.|Ya le pasó antes, ver el ticket anterior.|No cerrar hasta devolver {amount}.',
  ),
};
