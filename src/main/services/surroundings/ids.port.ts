/** Fresh identities. */
export interface Ids {
  uuid(): string
  /** Six characters a person can read out and type: no 0/O, 1/I/L. */
  code(): string
}
