import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../src/cli/setup/ports.mjs';
import { eventually } from '../startDesk.js';
import { greets, NOBODY } from './dovecot.js';

/** A Postfix of our own on loopback; it needs root, since its daemons change users. */
export interface Postfix {
  port: number;
  log(): string;
  stop(): Promise<void>;
}

export interface PostfixOptions {
  /** Domain -> port on loopback that its mail goes to by SMTP, or by LMTP. */
  relays: Record<string, { port: number; by: 'smtp' | 'lmtp' }>;
  /** Addresses that have a Maildir of their name under `mailDir`. */
  mailboxes: string[];
  mailDir: string;
}

/** Starts it and resolves when it greets. Call `stop()` in `afterAll`. */
export async function startPostfix(options: PostfixOptions): Promise<Postfix> {
  const dir = mkdtempSync(join(tmpdir(), 'sayonce-postfix-'));
  chmodSync(dir, 0o755);
  for (const part of ['etc', 'queue', 'data']) mkdirSync(join(dir, part));
  const port = await freePort();
  const etc = join(dir, 'etc');
  writeFileSync(join(etc, 'main.cf'), main(dir, options));
  writeFileSync(join(etc, 'master.cf'), MASTER.replace('PORT', String(port)));
  writeFileSync(join(etc, 'mailboxes'), options.mailboxes.map((address) => `${address} ${address}/\n`).join(''));
  writeFileSync(
    join(etc, 'transports'),
    Object.entries(options.relays)
      .map(([domain, to]) => `${domain} ${to.by}:${to.by === 'lmtp' ? 'inet:127.0.0.1' : '[127.0.0.1]'}:${to.port}\n`)
      .join(''),
  );
  await ran('chown', ['-R', 'postfix', join(dir, 'data')]);

  const child = spawn('postfix', ['-c', etc, 'start-fg'], { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const log = (): string => {
    try {
      return printed + readFileSync(join(dir, 'mail.log'), 'utf8');
    } catch {
      // It has logged nothing yet.
      return printed;
    }
  };
  const postfix: Postfix = {
    port,
    log,
    async stop() {
      if (child.exitCode === null) {
        const ended = new Promise((resolve) => child.once('exit', resolve));
        await ran('postfix', ['-c', etc, 'stop']);
        await ended;
      }
      rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
  try {
    await eventually(
      async () => {
        if (child.exitCode !== null) throw new Error(`postfix ended with ${child.exitCode}: ${log()}`);
        return greets(port, '220');
      },
      { timeout: 20_000 },
    );
  } catch (error) {
    const said = log();
    await postfix.stop();
    throw new Error(`postfix did not start: ${said}`, { cause: error });
  }
  return postfix;
}

function main(dir: string, { relays, mailboxes, mailDir }: PostfixOptions): string {
  const domains = [...new Set(mailboxes.map((address) => address.split('@')[1]))];
  return `
compatibility_level = 3.6
config_directory = ${dir}/etc
queue_directory = ${dir}/queue
data_directory = ${dir}/data
maillog_file = ${dir}/mail.log
maillog_file_prefixes = ${dir}
mail_owner = postfix
setgid_group = postdrop
myhostname = mx.relay.test
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_recipient_restrictions = permit_mynetworks, reject
alias_maps =
alias_database =
biff = no
message_size_limit = 60000000
mailbox_size_limit = 0
virtual_mailbox_limit = 0
virtual_mailbox_domains = ${domains.join(' ')}
virtual_mailbox_base = ${mailDir}
virtual_mailbox_maps = texthash:${dir}/etc/mailboxes
virtual_uid_maps = static:${NOBODY}
virtual_gid_maps = static:${NOBODY}
relay_domains = ${Object.keys(relays).join(' ')}
relay_recipient_maps =
transport_maps = texthash:${dir}/etc/transports
smtp_dns_support_level = disabled
smtp_host_lookup = native
queue_run_delay = 2s
minimal_backoff_time = 2s
maximal_backoff_time = 4s
`;
}

const MASTER = `127.0.0.1:PORT inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
virtual unix - n n - - virtual
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
`;

function ran(command: string, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'ignore' });
    child.once('error', reject);
    child.once('exit', () => resolve());
  });
}
