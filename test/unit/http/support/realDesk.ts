/** The HTTP side over a real desk: store, actions and rights are those of a running one. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Viewer } from '../../../../src/actions/desk.js';
import { hashPassword, openSession } from '../../../../src/actions/sessions.js';
import type { Agent, Role } from '../../../../src/agents/agent.js';
import { createTwilioLine } from '../../../../src/channels/twilio/line.js';
import { createTwilioWebhooks } from '../../../../src/channels/twilio/webhook.js';
import { openInProcessDesk, SILENT, type InProcessDesk, type InProcessOptions } from '../../../../src/cli/inProcess/desk.js';
import { readConfig } from '../../../../src/config/env.js';
import { ROLES } from '../../../../src/contract/desk.js';
import { createHttp } from '../../../../src/http/createHttp.js';
import { newId } from '../../../../src/lib/ids.js';
import { createRawMailDoor } from '../../../../src/mailDoors.js';
import { createSandboxDoors } from '../../../../src/sandboxDoors.js';
import { openStore } from '../../../../src/store/openStore.js';
import { builtFolder, HOOK_TOKEN, listen, PUBLIC } from './startHttp.js';

/** The account that the hooks know, whatever is set in the desk's pages. */
export const TWILIO = { authToken: 'a token of the phone account', number: '+12025550100' };
export const AGENT_PASSWORD = 'a password to test with';

export interface Caller extends Viewer {
  /** A new session of his, since some calls end one. */
  token(): Promise<string>;
}

export interface RealDesk {
  desk: InProcessDesk;
  dataDir: string;
  url: string;
  /** One of each role. */
  callers: Record<Role, Caller>;
  /** Somebody else: an agent, whom none of the callers is. */
  other: Caller;
  /** Makes another one. */
  agent(role: Role, set?: Partial<Agent>): Promise<Caller>;
  call(method: string, to: string, token: string | null, more?: { body?: unknown; bytes?: Buffer }): Promise<Response>;
  stop(): Promise<void>;
}

export async function startRealDesk(bus: NonNullable<InProcessOptions['bus']> = {}): Promise<RealDesk> {
  // In memory where that is offered: a thousand small writes are asked about here, and none of them about the disk.
  const dataDir = mkdtempSync(path.join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'real-desk-'));
  const opened = await openStore({ kind: 'embedded', dataDir }, SILENT);
  // Nobody answers there: what would ask the provider is told so.
  const phone = createTwilioLine({ accountSid: null, authTokens: [], number: null, publicUrl: PUBLIC, apiBase: 'http://127.0.0.1:9' });
  const config = readConfig({ DATA_DIR: dataDir });
  const sandbox = createSandboxDoors(config, opened, phone.config);
  // Filling the desk takes long; who may ask for it is decided before.
  const desk = await openInProcessDesk({
    opened,
    bus,
    doors: { phone, sandbox: sandbox && { ...sandbox, loadSample: async () => undefined } },
  });
  const hooked = createTwilioLine({
    accountSid: `AC${'1'.repeat(32)}`,
    authTokens: [TWILIO.authToken],
    number: TWILIO.number,
    publicUrl: PUBLIC,
    apiBase: 'http://127.0.0.1:9',
  });
  const webhooks = createTwilioWebhooks({
    voice: { language: 'en-US', greeting: null, thanks: null, goodbye: null },
    config: hooked.config,
    accept: desk.actions.accept,
    log: SILENT,
  });
  const passwordHash = await hashPassword(AGENT_PASSWORD);
  const agent: RealDesk['agent'] = async (role, set = {}) => {
    const id = newId();
    const made: Agent = {
      id,
      name: `The ${role}`,
      email: `${id}@desk.example`,
      role,
      active: true,
      createdAt: desk.clock.now,
      passwordHash,
      ...set,
    };
    await desk.store.people.addAgent(made);
    const { name, email } = made;
    return { id, name, email, role, token: async () => (await openSession(desk.deps, made)).token };
  };
  const made = await Promise.all(ROLES.map(async (role) => [role, await agent(role)] as const));
  const staticDir = builtFolder();
  const server = createServer(
    createHttp({
      desk: desk.actions.desk,
      log: SILENT,
      health: { version: '0.0.0-test' },
      config: { publicUrl: PUBLIC, production: false, trustProxy: false, widgetOrigins: [], hookToken: HOOK_TOKEN, staticDir },
      hooks: {
        twilio: (hook) => webhooks[hook],
        rawMail: createRawMailDoor({ isOurs: null, fallback: config.mail.from }, desk.actions.accept),
      },
      // How often is no matter of who.
      rateLimits: { take: async () => null, giveBack: async () => undefined },
    }),
  );
  const url = await listen(server);
  return {
    desk,
    dataDir,
    url,
    agent,
    callers: Object.fromEntries(made) as Record<Role, Caller>,
    other: await agent('agent', { name: 'Somebody Else' }),
    call: (method, to, token, { body, bytes } = {}) =>
      fetch(url + to, {
        method: method.toUpperCase(),
        redirect: 'manual',
        headers: {
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? { 'content-type': 'text/plain' } : { 'content-type': 'application/json' }),
        },
        ...(body !== undefined ? { body: JSON.stringify(body) } : bytes ? { body: new Uint8Array(bytes) } : {}),
      }),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await opened.store.close();
      for (const folder of [staticDir, dataDir]) rmSync(folder, { recursive: true, force: true });
    },
  };
}
