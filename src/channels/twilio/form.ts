/** A form as Twilio posts it; a repeated field is a list. Without a prototype, so that no field name means more than itself. */
export type TwilioForm = Record<string, string | string[]>;

/** Reads `application/x-www-form-urlencoded` in UTF-8. Never throws; what is no form is an odd field. */
export function readForm(rawBody: Buffer): TwilioForm {
  const form: TwilioForm = Object.create(null);
  for (const [name, value] of new URLSearchParams(rawBody.toString('utf8'))) {
    const before = form[name];
    form[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value];
  }
  return form;
}

/** The field's (first) value, trimmed; null when it is missing or empty. */
export function field(form: TwilioForm, ...names: string[]): string | null {
  for (const name of names) {
    const value = form[name];
    const first = (Array.isArray(value) ? value[0] : value)?.trim();
    if (first !== undefined && first !== '') return first;
  }
  return null;
}
