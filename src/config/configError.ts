/** What is wrong with one variable. All faults are told at once. */
export interface ConfigFault {
  /** The variable. */
  name: string;
  /** The end of a sentence that begins with the name; holds no secret value. */
  problem: string;
}

/** The environment cannot be used. The entry prints `message` and exits with 1. */
export class ConfigError extends Error {
  readonly faults: readonly ConfigFault[];

  constructor(faults: readonly ConfigFault[], options?: ErrorOptions) {
    super(['The settings cannot be used:', ...faults.map((fault) => `  ${fault.name} ${fault.problem}`)].join('\n'), options);
    this.name = 'ConfigError';
    this.faults = faults;
  }
}
