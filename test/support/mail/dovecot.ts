import { spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../src/cli/setup/ports.mjs';
import { eventually } from '../startDesk.js';

/** Mail is kept by this user when we are root: Dovecot refuses to open root's own. */
export const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

/** A Dovecot of our own on loopback: its configuration and all mail are in a folder that goes with it. */
export interface Dovecot {
  port: number;
  /** Where the mail of all users is; each has a Maildir of his name. */
  mailDir: string;
  password: string;
  /** Puts mails into a user's INBOX, as a delivery agent would: written beside, then renamed into `new`. */
  deliver(user: string, mails: readonly (string | Buffer)[], folder?: string): void;
  /** Puts mails there that another program has read already. */
  deliverRead(user: string, mails: readonly (string | Buffer)[]): void;
  /** File names of a folder, with their flags, in `new` and `cur`. */
  files(user: string, folder?: string): string[];
  read(user: string): string[];
  /** Makes the server number the INBOX anew, under another UIDVALIDITY. */
  renumber(user: string): void;
  log(): string;
  stop(): Promise<void>;
}

export interface DovecotOptions {
  /** Where tokens are looked up, for XOAUTH2: the token is appended. */
  tokenInfoUrl?: string;
  /** What it says it can do, instead of all that it can. */
  capability?: string;
}

/** Starts it and resolves when it greets. Call `stop()` in `afterAll`. */
export async function startDovecot({ tokenInfoUrl, capability }: DovecotOptions = {}): Promise<Dovecot> {
  const dir = mkdtempSync(join(tmpdir(), 'sayonce-dovecot-'));
  chmodSync(dir, 0o755);
  const mailDir = join(dir, 'mail');
  for (const folder of [mailDir, join(dir, 'home')]) makeFolder(folder);
  const port = await freePort();
  const password = 'dovecot-test-password';
  writeFileSync(join(dir, 'dovecot.conf'), configuration(dir, port, password, tokenInfoUrl, capability));
  if (tokenInfoUrl)
    writeFileSync(join(dir, 'oauth2.conf'), `tokeninfo_url = ${tokenInfoUrl}\nusername_attribute = email\nuse_grant_password = no\n`);

  const child = spawn('dovecot', ['-F', '-c', join(dir, 'dovecot.conf')], { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const log = (): string => printed + readLog(join(dir, 'dovecot.log'));
  let serial = 0;
  const boxOf = (user: string, folder = 'INBOX'): string => join(mailDir, user, ...(folder === 'INBOX' ? [] : [`.${folder}`]));

  function put(user: string, mails: readonly (string | Buffer)[], folder: string | undefined, part: 'new' | 'cur'): void {
    const box = boxOf(user, folder);
    for (const one of ['', 'tmp', 'new', 'cur']) makeFolder(join(box, one));
    for (const mail of mails) {
      const name = `${1_800_000_000 + serial}.M${String(serial++).padStart(8, '0')}.desk`;
      writeFileSync(join(box, 'tmp', name), mail);
      if (isRoot) chownSync(join(box, 'tmp', name), NOBODY, NOBODY);
      renameSync(join(box, 'tmp', name), join(box, part, part === 'cur' ? `${name}:2,S` : name));
    }
  }

  const dovecot: Dovecot = {
    port,
    mailDir,
    password,
    log,
    deliver: (user, mails, folder) => put(user, mails, folder, 'new'),
    deliverRead: (user, mails) => put(user, mails, undefined, 'cur'),
    files: (user, folder) => ['new', 'cur'].flatMap((part) => listed(join(boxOf(user, folder), part))),
    read: (user) =>
      ['new', 'cur'].flatMap((part) => listed(join(boxOf(user), part)).map((name) => readFileSync(join(boxOf(user), part, name), 'utf8'))),
    renumber(user) {
      for (const name of listed(boxOf(user)).filter((one) => one.startsWith('dovecot'))) rmSync(join(boxOf(user), name), { force: true });
    },
    async stop() {
      if (child.exitCode === null) {
        const ended = new Promise((resolve) => child.once('exit', resolve));
        child.kill('SIGTERM');
        await ended;
      }
      rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
  try {
    await eventually(
      async () => {
        if (child.exitCode !== null) throw new Error(`dovecot ended with ${child.exitCode}: ${log()}`);
        return greets(port, '* OK');
      },
      { timeout: 15_000 },
    );
  } catch (error) {
    const said = log();
    await dovecot.stop();
    throw new Error(`dovecot did not start: ${said}`, { cause: error });
  }
  return dovecot;
}

/** Whether somebody on this port says this first. */
export function greets(port: number, words: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const done = (heard: boolean): void => {
      socket.destroy();
      resolve(heard);
    };
    socket.once('data', (chunk) => done(chunk.toString().startsWith(words)));
    socket.once('error', () => done(false));
    socket.setTimeout(2_000, () => done(false));
  });
}

function configuration(
  dir: string,
  port: number,
  password: string,
  tokenInfoUrl: string | undefined,
  capability: string | undefined,
): string {
  const user = process.env['USER'] ?? 'nobody';
  const [internal, login] = isRoot ? ['dovecot', 'dovenull'] : [user, user];
  const owner = isRoot ? NOBODY : (process.getuid?.() ?? NOBODY);
  return `
${capability ? `imap_capability = ${capability}\n` : ''}base_dir = ${dir}/run
state_dir = ${dir}/state
log_path = ${dir}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login${tokenInfoUrl ? ' xoauth2' : ''}
default_internal_user = ${internal}
default_login_user = ${login}
mail_location = maildir:${dir}/mail/%u
mail_max_userip_connections = 100
mailbox_list_index = no
${tokenInfoUrl ? `passdb {\n  driver = oauth2\n  mechanisms = xoauth2\n  args = ${dir}/oauth2.conf\n}` : ''}
passdb {
  driver = static
  mechanisms = plain login
  args = password=${password}
}
userdb {
  driver = static
  args = uid=${owner} gid=${owner} home=${dir}/home/%u allow_all_users=yes
}
service imap-login {
  chroot =
  process_min_avail = 1
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
`;
}

function makeFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  if (isRoot) chownSync(folder, NOBODY, NOBODY);
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // Not made yet: nothing is in it.
    return [];
  }
}

function readLog(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // It ended before it wrote any.
    return '';
  }
}
