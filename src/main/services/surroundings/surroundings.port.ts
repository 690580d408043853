/** What every service needs of the machine: facts, time, identities, the log and the network. */

/** Facts about the machine and the person, gathered once by the composition root. */
export interface Surroundings {
  readonly version: string
  readonly dataFolder: string
  readonly platform: string
  /** Account name of the person, for histories. */
  readonly user: string
  /** How to start this program again, and what always follows it; for what runs unattended. */
  readonly program?: readonly string[]
  /** IANA name. */
  readonly timeZone: string
  /** How long a minute of waiting takes in a rehearsal; without it as short as can be. */
  readonly practiceMinuteMs?: number
  readonly processId: number
  /** Tells this composition from another one, in this process or elsewhere. */
  readonly instanceId: string
  isProcessAlive(processId: number): boolean
}

/** Time, so that limits, waits and timestamps can be moved by whoever composes the app. */
export interface Clock {
  now(): Date
  /** Resolves after `ms`, or at once when the signal aborts (it never rejects). */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/** Fresh identities. */
export interface Ids {
  uuid(): string
  /** Six characters a person can read out and type: no 0/O, 1/I/L. */
  code(): string
}

/** The log: lines of JSON that have passed the redactor. */
export interface Log {
  info(event: string, facts?: Readonly<Record<string, unknown>>): void
  warn(event: string, facts?: Readonly<Record<string, unknown>>): void
}

/** The newest part of the log, for people who help. */
export interface LogReader {
  /** Whole lines, oldest first; at most about this many bytes. */
  tail(maxBytes: number): string
}

/** fetch, as the app or the command line does it: proxies, PAC and extra certificate authorities included. */
export interface HttpFetch {
  /** `caFile`: PEM of a certificate authority trusted for this one request. */
  (
    url: string,
    init: { method: string; headers: Record<string, string>; body?: string; signal?: AbortSignal },
    caFile?: string,
  ): Promise<Response>
}
