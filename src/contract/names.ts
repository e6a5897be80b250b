/** Names that colleagues write, in requests. */
import { z } from 'zod';
import { withoutInvisible } from './invisible.js';

/** A line of a colleague's that others read within their own words: nothing in it may turn those round, or make two names look like one. */
export const plainLine = () => z.string().overwrite(withoutInvisible).trim();

/** A name of at most so many characters, with something to see in it. */
export const nameOf = (most: number) => plainLine().min(1).max(most);

/** What stands on tickets and customers as a tag. */
export const Tag = nameOf(60);
