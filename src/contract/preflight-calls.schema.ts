/** Calls about the check on the product's own server: its script is saved here, and its result imported. */
import { z } from 'zod'
import { Saved, setup } from './call-shapes.schema.ts'

export const PreflightTakenView = z.strictObject({
  at: z.iso.datetime(),
  /** The server's name, and the account the script ran as. */
  machine: z.string(),
  account: z.string(),
  /** How many hosts were tried, and how many of them get through. */
  hosts: z.int(),
  good: z.int(),
})
export type PreflightTakenView = z.infer<typeof PreflightTakenView>

export const preflightCalls = {
  /** Script and plan as one zip, to a file chosen in main. */
  'preflight.handOver': { input: z.strictObject({ setup }), output: Saved },
  /** Imports a result from a file chosen in main; null when cancelled. */
  'preflight.take': { input: z.strictObject({ setup }), output: PreflightTakenView.nullable() },
} as const
