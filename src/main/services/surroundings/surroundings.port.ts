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
  isOnline(): boolean
  isProcessAlive(processId: number): boolean
}
