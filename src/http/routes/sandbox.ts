import { z } from 'zod';
import { Id } from '../../contract/common.js';
import { SampleState, SandboxCall, SandboxCustomer, SandboxMail, SandboxSent, SandboxText } from '../../contract/sandbox.js';
import { agentRoute, type Route } from '../route.js';

/** Trying the desk as an invented customer. In production all of these are 404. */
export const sandboxRoutes: Route[] = [
  agentRoute({
    method: 'post',
    path: '/api/v1/sandbox/customer',
    summary:
      'Make an invented customer, all of whose addresses are proven: by mail, phone and chat he is one. Safe to repeat. Not in production.',
    body: SandboxCustomer,
    response: z.object({ customerId: Id }),
    refusals: [403, 404],
    handle: ({ deps, viewer, body }) => deps.desk.sandbox.become(viewer, body),
  }),
  agentRoute({
    method: 'post',
    path: '/api/v1/sandbox/mail',
    summary: 'A mail as an invented customer would send it. Not in production.',
    body: SandboxMail,
    response: SandboxSent,
    status: 202,
    refusals: [403, 404],
    handle: ({ deps, viewer, body }) => deps.desk.sandbox.mail(viewer, body),
  }),
  agentRoute({
    method: 'post',
    path: '/api/v1/sandbox/text',
    summary: 'A text message from an invented phone. Not in production.',
    body: SandboxText,
    response: SandboxSent,
    status: 202,
    refusals: [403, 404],
    handle: ({ deps, viewer, body }) => deps.desk.sandbox.text(viewer, body),
  }),
  agentRoute({
    method: 'post',
    path: '/api/v1/sandbox/call',
    summary: 'A call to our number, with what the caller says after the tone. Not in production.',
    body: SandboxCall,
    response: SandboxSent,
    status: 202,
    refusals: [403, 404],
    handle: ({ deps, viewer, body }) => deps.desk.sandbox.call(viewer, body),
  }),
  agentRoute({
    method: 'get',
    path: '/api/v1/sandbox/sample',
    summary: 'Whether the sample data is loaded, or how far it is. Not in production.',
    response: SampleState,
    refusals: [404],
    handle: ({ deps, viewer }) => deps.desk.sandbox.sampleState(viewer),
  }),
  agentRoute({
    method: 'post',
    path: '/api/v1/sandbox/sample',
    summary: 'Load sample data: some weeks of a lively desk. Once. Not in production.',
    response: SampleState,
    status: 202,
    refusals: [403, 404, 409],
    handle: ({ deps, viewer }) => deps.desk.sandbox.loadSample(viewer),
  }),
];
