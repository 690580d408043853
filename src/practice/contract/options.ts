/** What a practice tenant is started with, and what the caller gets. */
import type { PracticeAdmin, PracticeEndpoints, RegistrationRequest } from './calls.ts'

export interface PracticeOptions {
  /** number of sender mailboxes; from two on the last one is a shared mailbox */
  mailboxes: number
  /** the same seed gives the same names, ids, addresses and password */
  seed?: number
  /** true: registered, consented, SMTP AUTH on for the senders, Send As where it is needed */
  prepared: boolean
  /** what `prepared` registers */
  registrations?: RegistrationRequest[]
  /** added to every HTTP and SMTP reply */
  latencyMs?: number
  /** how often a directory object is looked at before a change of it shows; 0 (the default): at once */
  replication?: number
  /** 'name' or 'name@address', see parseFault */
  faults?: string[]
  /** keeps the tenant, its ports and its mail; absent: everything is gone on close */
  stateDir?: string
  /** Exchange's limits of a mailbox (reference 4.9) */
  limits?: { connections?: number; messages?: number; windowMs?: number; graphRequests?: number }
  lifetimes?: { accessTokenSeconds?: number; codeSeconds?: number; refreshTokenSeconds?: number }
  /** milliseconds since 1970 */
  clock?: () => number
}

export interface PracticeTenant {
  readonly endpoints: PracticeEndpoints
  admin: PracticeAdmin
  close(): Promise<void>
}
