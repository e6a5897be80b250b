import { writeFileSync } from 'node:fs';
import { describeConfig } from '../config/describeConfig.js';

/** `npm run env:example`: writes `.env.example` from the table of variables. */
writeFileSync('.env.example', describeConfig());
console.log('.env.example is written.');
