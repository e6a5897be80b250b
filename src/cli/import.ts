/** `npm run import -- customers.csv [--dry-run]` */
import { runCommand } from './care/command.js';
import { importTable } from './care/importTable.js';

const [first, ...rest] = process.argv.slice(2);
await runCommand(importTable, first === undefined ? [] : first.startsWith('-') ? [first, ...rest] : [`--file=${first}`, ...rest]);
