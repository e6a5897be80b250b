/** `npm run explain -- mail.eml ...`: how a mail is read, what it is, and where it would go. */
import { explain } from './explain/explain.js';

process.exitCode = await explain(process.argv.slice(2));
