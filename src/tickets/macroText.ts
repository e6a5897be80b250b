/**
 * Canned words with variables: `{{customer.firstName}}`, or with words to stand in when nothing is known:
 * `{{customer.firstName|there}}`. Values are put in once and never read again, so a subject with braces stays what it is.
 */
export interface MacroValues {
  customer: { name: string | null; language: string | null };
  agent: { name: string; email: string };
  ticket: { number: number; subject: string; fields: Readonly<Record<string, string | number | boolean>> };
}

const VARIABLE = /\{\{\s*([a-zA-Z][\w.]{0,80})\s*(?:\|([^{}]{0,200}))?\}\}/g;

/**
 * @param escape how a value is written where it stands: as it is in text, with entities in HTML
 * @returns the words, and the variables that have no value and no stand-in: an agent should look at them
 */
export function renderMacro(
  template: string,
  values: MacroValues,
  escape: (value: string) => string = (value) => value,
): { text: string; missing: string[] } {
  const missing = new Set<string>();
  const text = template.replace(VARIABLE, (_all, name: string, standIn: string | undefined) => {
    const value = valueOf(name, values);
    if (value) return escape(value);
    if (standIn === undefined) missing.add(name);
    return escape(standIn?.trim() ?? '');
  });
  return { text, missing: [...missing] };
}

/** For the HTML form. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? '&#39;');
}

function valueOf(name: string, { customer, agent, ticket }: MacroValues): string | null {
  const field = /^ticket\.fields\.([a-z][a-z0-9_]*)$/.exec(name)?.[1];
  if (field !== undefined) return Object.hasOwn(ticket.fields, field) ? String(ticket.fields[field]) : null;
  const known: Record<string, string | null> = {
    'customer.name': customer.name,
    'customer.firstName': firstName(customer.name),
    'customer.language': customer.language,
    'agent.name': agent.name,
    'agent.firstName': firstName(agent.name),
    'agent.email': agent.email,
    'ticket.number': String(ticket.number),
    'ticket.subject': ticket.subject,
  };
  return Object.hasOwn(known, name) ? (known[name] ?? null) : null;
}

/** The first of several words; a Chinese, Japanese or Korean name is not cut, for nobody is called by half of it. An address is no name. */
function firstName(name: string | null): string | null {
  if (!name || name.includes('@') || /^\+?\d[\d\s()-]*$/.test(name)) return null;
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(name)) return name;
  // "Doe, Jane" is how many address books write it.
  const [last, first] = name.split(',', 2);
  return (first ?? last ?? '').trim().split(/\s+/)[0] || null;
}
