/** Where the sample data's agents have their addresses: nobody real can have one there. */
export const SAMPLE_DOMAIN = 'desk.example';

/** Whether somebody works here beside oneself whom the sample data did not bring. */
export const hasColleagues = (agents: readonly { id: string; email: string }[], myId: string): boolean =>
  agents.some(({ id, email }) => id !== myId && !email.endsWith(`@${SAMPLE_DOMAIN}`));
