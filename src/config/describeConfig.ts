import { VARIABLES } from './variables.js';

const HEADER = `# Copy to .env and fill in what you need: everything here is optional to try SayOnce.
# Made from src/config/variables.ts (npm run env:example). A secret may also come from a file: NAME_FILE=/run/secrets/name`;

/** The text of `.env.example`: each variable with its sentence and its default, commented out. */
export function describeConfig(): string {
  const groups = new Map<string, string[]>();
  for (const [name, variable] of Object.entries(VARIABLES)) {
    const lines = groups.get(variable.group) ?? [];
    lines.push(`# ${variable.about}`, `#${name}=${variable.fallback}`, '');
    groups.set(variable.group, lines);
  }
  const parts = [...groups].map(([group, lines]) => [`# --- ${group} ---`, '', ...lines].join('\n'));
  return `${HEADER}\n\n${parts.join('\n')}`.trimEnd() + '\n';
}
