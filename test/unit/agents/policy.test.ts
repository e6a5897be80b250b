import { may, VERBS, type Verb } from '../../../src/agents/policy.js';
import type { Role } from '../../../src/agents/agent.js';

const REFUSED: Record<Role, Verb[]> = {
  agent: [
    'customer.import',
    'intake.retry',
    'corrections.read',
    'rules.write',
    'agents.write',
    'tokens.write',
    'mail_accounts.read',
    'mail_accounts.write',
    'workspace.share',
    'articles.write',
    'settings.read',
    'settings.write',
  ],
  supervisor: ['agents.write', 'tokens.write', 'mail_accounts.read', 'mail_accounts.write', 'settings.write'],
  operations: ['customer.import', 'agents.write', 'tokens.write', 'mail_accounts.write', 'articles.write', 'settings.write'],
  success: [
    'intake.retry',
    'corrections.read',
    'agents.write',
    'tokens.write',
    'mail_accounts.read',
    'mail_accounts.write',
    'settings.read',
    'settings.write',
  ],
  admin: [],
};

test.each(Object.keys(REFUSED) as Role[])('a %s may do everything but a few things', (role) => {
  expect(VERBS.filter((verb) => !may({ id: 'a', role }, verb))).toEqual(REFUSED[role]);
});

test('what nobody granted is refused', () => {
  expect(may({ id: 'a', role: 'constructor' as Role }, 'ticket.read')).toBe(false);
  expect(may({ id: 'a', role: 'visitor' as Role }, 'ticket.read')).toBe(false);
  expect(may({ id: 'a', role: 'admin' }, 'ticket.destroy' as Verb)).toBe(false);
});

test('a program makes no people and no tokens, whatever its role', () => {
  expect(VERBS.filter((verb) => !may({ id: 'a', role: 'admin', isProgram: true }, verb))).toEqual(['agents.write', 'tokens.write']);
});
