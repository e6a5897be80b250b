import { parseArgs, type ParseArgsConfig } from 'node:util';
import mongoose from 'mongoose';
import { CareError, type Say } from '../../store/care/careError.js';
import { StoreFileError } from '../../store/sqlite/index.js';
import { ConfigError } from '../../config/configError.js';
import { makeNothingForOthers } from '../../config/keepPrivate.js';

type Options = NonNullable<ParseArgsConfig['options']>;
type Values<T extends Options> = ReturnType<typeof parseArgs<{ options: T; allowPositionals: false; strict: true }>>['values'];

export interface Command<T extends Options> {
  /** What `--help` prints. */
  help: string;
  options: T;
  /** @returns the exit code: 0, or 1 when something is wrong. */
  run(values: Values<T>, say: Say): Promise<number>;
}

/** What the person typed cannot be understood: exit code 2. */
export class UsageError extends Error {}

/**
 * Runs one command and ends the process: 0 all is well, 1 something is wrong (said on stderr), 2 wrongly called.
 * Progress goes to stderr, so that stdout holds nothing but the result.
 */
export async function runCommand<T extends Options>(
  { help, options, run }: Command<T>,
  args: string[] = process.argv.slice(2),
): Promise<void> {
  makeNothingForOthers();
  const say: Say = (line) => void process.stderr.write(`${line}\n`);
  try {
    if (args.includes('--help') || args.includes('-h')) {
      process.stdout.write(`${help.trim()}\n`);
      process.exit(0);
    }
    process.exit(await run(read(options, args), say));
  } catch (error) {
    if (error instanceof UsageError) say(`${error.message}\n\n${help.trim()}`);
    else if (error instanceof CareError || error instanceof ConfigError || error instanceof StoreFileError || isOfTheMachine(error))
      say(`\n${error.message}`);
    else say(`\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    process.exit(error instanceof UsageError ? 2 : 1);
  }
}

/** A full disk, a folder that may not be read, a server that went away: its sentence says all, and where we stood then says nothing. */
function isOfTheMachine(error: unknown): error is Error {
  return error instanceof mongoose.mongo.MongoError || (error instanceof Error && 'syscall' in error);
}

function read<T extends Options>(options: T, args: string[]): Values<T> {
  try {
    return parseArgs({ args, options, allowPositionals: false, strict: true }).values as Values<T>;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
