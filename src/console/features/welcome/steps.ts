export const STEPS = ['account', 'mail', 'mailOut', 'phone', 'chat', 'people', 'try'] as const;
export type Step = (typeof STEPS)[number];

/** A step that nobody knows is the first one. */
export const readStep = (step: unknown): Step | undefined => STEPS.find((one) => one === step);
