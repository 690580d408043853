/** The newest part of the log, for people who help. */
export interface LogReader {
  /** Whole lines, oldest first; at most about this many bytes. */
  tail(maxBytes: number): string
}
