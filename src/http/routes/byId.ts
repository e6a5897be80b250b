import { z } from 'zod';
import { Id } from '../../contract/common.js';

/** The path parameter of most routes. */
export const ById = z.object({ id: Id });
