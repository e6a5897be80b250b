import { ROUTES } from '../../../src/http/routes/table.js';
import { startHttp, type TestHttp } from './support/startHttp.js';

interface Description {
  openapi: string;
  paths: Record<
    string,
    Record<string, { security: unknown[]; parameters?: { name: string }[]; requestBody?: unknown; responses: Record<string, unknown> }>
  >;
  components: { schemas: Record<string, unknown> };
}

let http: TestHttp;
let api: Description;
beforeAll(async () => {
  http = await startHttp();
  api = (await (await http.call('/api/v1/openapi.json')).json()) as Description;
});
afterAll(() => http.stop());

test('the description has every route, its inputs and who may call it', () => {
  expect(api.openapi).toBe('3.1.0');
  for (const route of ROUTES) {
    const operation = api.paths[route.path.replace(/:(\w+)/g, '{$1}')]?.[route.method];
    expect(operation).toBeDefined();
    expect(operation?.security).toHaveLength({ agent: 2, hook: 1, none: 0 }[route.auth]);
    expect(Boolean(operation?.requestBody)).toBe(Boolean(route.body ?? route.raw ?? route.stream));
    for (const [, name] of route.path.matchAll(/:(\w+)/g))
      expect(operation?.parameters).toContainEqual(expect.objectContaining({ name, in: 'path' }));
    expect(Object.keys(operation?.responses ?? {})).toContain(String(route.status ?? 200));
  }
});

test('every reference leads somewhere', () => {
  const text = JSON.stringify(api);
  const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, target = '']) => target);
  expect(references.length).toBeGreaterThan(50);
  for (const target of references) {
    expect(target).toMatch(/^#\/components\/schemas\//);
    expect(Object.keys(api.components.schemas)).toContain(target.split('/').at(-1));
  }
  expect(text).not.toContain('"$id"');
});

test('bodies are strict and say what they need', () => {
  expect(api.components.schemas['post_tickets_id_messages_body']).toMatchObject({ additionalProperties: false, required: ['kind'] });
});
