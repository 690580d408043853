/** Where a person reads: in the window or on the command line. */
export type Face = 'window' | 'cli'
