/** The characters of a plain text message (GSM 03.38); the second string costs two each. */
const PLAIN = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const DOUBLE = new Set('^{}\\[~]|€\f');

/** How many text messages this will be: each costs, and long ones may arrive apart. */
export function smsParts(text: string): number {
  if (!text) return 0;
  let septets = 0;
  for (const char of text) {
    if (PLAIN.has(char)) septets += 1;
    else if (DOUBLE.has(char)) septets += 2;
    else return text.length <= 70 ? 1 : Math.ceil(text.length / 67);
  }
  return septets <= 160 ? 1 : Math.ceil(septets / 153);
}
