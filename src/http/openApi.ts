import { STATUS_CODES } from 'node:http';
import { z } from 'zod';
import { ErrorBody } from '../contract/common.js';
import { FilterTree } from '../contract/filters.js';
import { SESSION_COOKIE } from '../lib/cookies.js';
import type { Route } from './route.js';

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 description of a table of routes, from the same schemas that check the requests. */
export function describeApi(routes: readonly Route[], about: { version: string; publicUrl: string }): Json {
  const schemas = schemasOf(routes);
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'SayOnce', version: about.version, description: 'Support on every channel; customers say it once.' },
    servers: [{ url: about.publicUrl }],
    paths,
    components: {
      schemas,
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        cookie: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE },
        hook: { type: 'http', scheme: 'bearer', description: 'The hook token, or the signature of the provider.' },
      },
    },
  };
}

const reference = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });

function operation(route: Route): Json {
  const name = operationId(route);
  const parameters = [...parametersOf(route.params, 'path'), ...parametersOf(route.query, 'query')];
  return {
    operationId: name,
    summary: route.summary,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(route.body ? { requestBody: { required: true, content: { 'application/json': { schema: reference(`${name}_body`) } } } } : {}),
    ...(route.stream
      ? { requestBody: { required: true, content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } } }
      : {}),
    ...(route.raw ? { requestBody: { required: true, content: { [route.raw.contentType]: { schema: { type: 'string' } } } } } : {}),
    responses: responsesOf(route, name),
    security: { agent: [{ bearer: [] }, { cookie: [] }], hook: [{ hook: [] }], none: [] }[route.auth],
  };
}

function responsesOf(route: Route, name: string): Json {
  const status = route.status ?? 200;
  const content = route.response ? { content: { 'application/json': { schema: reference(`${name}_response`) } } } : {};
  const usual = [...(route.body || route.query || route.params ? [400] : []), ...(route.auth === 'agent' ? [401] : []), 500];
  const refusals = [...new Set([...usual, ...(route.refusals ?? [])])].sort((a, b) => a - b);
  const refused = (code: number) => ({
    description: STATUS_CODES[code] ?? 'Error',
    content: { 'application/json': { schema: reference('Error') } },
  });
  return {
    [status]: { description: STATUS_CODES[status] ?? 'OK', ...content },
    ...Object.fromEntries(refusals.map((code) => [code, refused(code)])),
  };
}

function parametersOf(schema: z.ZodType | undefined, where: 'path' | 'query'): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input' });
  return Object.entries(properties).map(([name, shape]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: shape,
  }));
}

/** All bodies and answers under names. Schemas used in several places are written once, by zod's own registry. */
function schemasOf(routes: readonly Route[]): Json {
  const uri = (id: string): string => `#/components/schemas/${id}`;
  const input = z.registry<{ id: string }>();
  const output = z.registry<{ id: string }>();
  output.add(ErrorBody, { id: 'Error' });
  // Refers to itself, so it needs a name of its own.
  output.add(FilterTree, { id: 'TicketFilter' });
  const aliases: Json = {};
  for (const route of routes) {
    const name = operationId(route);
    if (route.body) register(input, route.body, `${name}_body`, aliases);
    if (route.response) register(output, route.response, `${name}_response`, aliases);
  }
  // A filter is measured by code before it is read; its form stands in the answers.
  const both = [
    z.toJSONSchema(input, { uri, io: 'input', unrepresentable: 'any' }),
    z.toJSONSchema(output, { uri, io: 'output', unrepresentable: 'any' }),
  ];
  const named = Object.assign({}, ...both.map(({ schemas }) => schemas)) as Record<string, Json>;
  const plain = Object.entries(named).map(([id, { $schema: _dialect, $id: _address, ...schema }]) => [id, schema]);
  return { ...Object.fromEntries(plain), ...aliases };
}

/** A schema has one name in a registry; the second use points to the first. */
function register(registry: z.core.$ZodRegistry<{ id: string }>, schema: z.ZodType, id: string, aliases: Json): void {
  const first = registry.get(schema);
  if (first) aliases[id] = reference(first.id);
  else registry.add(schema, { id });
}

/** `get_tickets_id_messages`: made from the method and path, so that it never changes by accident. */
function operationId(route: Route): string {
  return `${route.method}_${route.path
    .replace(/^\/(api\/v1\/)?/, '')
    .replace(/[^a-zA-Z0-9]+/g, '_')
    .replace(/_$/, '')}`;
}
