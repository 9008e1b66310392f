/** Where a host lets the core write what happens. Passed in, never global. */
export interface Logger {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** A logger that says nothing. */
export const silentLogger: Logger = {
  info() {},
  warn() {},
  error() {},
};
