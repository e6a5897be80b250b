/** The part of pino that we use: fields first, then a fixed message. Never bodies, tokens, whole addresses or numbers. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  fatal(fields: object, message: string): void;
  child(fields: object): Log;
}
