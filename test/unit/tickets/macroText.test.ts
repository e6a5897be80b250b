import { escapeHtml, renderMacro, type MacroValues } from '../../../src/tickets/macroText.js';

const values = (name: string | null): MacroValues => ({
  customer: { name, language: 'de' },
  agent: { name: 'Bo Berg', email: 'bo@desk.test' },
  ticket: { number: 17, subject: 'My {{agent.name}} & <lamp>', fields: { order: 'A-7', paid: false } },
});

test.each([
  ['Hi {{customer.firstName}},', 'Kim Doe', 'Hi Kim,', []],
  ['Hi {{ customer.firstName | there }},', null, 'Hi there,', []],
  ['Hi {{customer.firstName}},', null, 'Hi ,', ['customer.firstName']],
  ['Hi {{customer.firstName|}}!', null, 'Hi !', []],
  ['{{customer.firstName}}', 'Doe, Jane', 'Jane', []],
  ['{{customer.firstName}}', '山田太郎', '山田太郎', []],
  ['{{customer.firstName|you}}', 'kim@example.org', 'you', []],
  ['{{customer.firstName|you}}', '+49 171 123', 'you', []],
  ['{{ticket.number}} {{ticket.fields.order}} {{ticket.fields.paid}} {{ticket.fields.none|-}}', 'Kim', '17 A-7 false -', []],
  ['{{ticket.subject}}', 'Kim', 'My {{agent.name}} & <lamp>', []],
  ['{{constructor}} {{ticket.fields.constructor}} {{toString|x}}', 'Kim', '  x', ['constructor', 'ticket.fields.constructor']],
  ['{{not closed {{agent.firstName}} }}', 'Kim', '{{not closed Bo }}', []],
])('%j for %j is %j', (template, name, text, missing) => {
  expect(renderMacro(template, values(name))).toEqual({ text, missing });
});

test('in HTML a value is words and nothing else', () => {
  expect(renderMacro('<p title="{{ticket.subject}}">{{customer.name}}</p>', values('<img src=x onerror="a()">'), escapeHtml).text).toBe(
    '<p title="My {{agent.name}} &amp; &lt;lamp&gt;">&lt;img src=x onerror=&quot;a()&quot;&gt;</p>',
  );
});
