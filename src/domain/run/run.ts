/** A run: one execution of the verification plan, made of probes. */
import { z } from 'zod'
import { DiagnosisSchema } from '../diagnosis/diagnosis.ts'
import { transports } from '../recipe/recipe.ts'

export const runStates = ['planned', 'running', 'paused', 'stopped', 'finished', 'interrupted'] as const

export const RunSchema = z.strictObject({
  id: z.uuid(),
  setupId: z.uuid(),
  state: z.enum(runStates),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  startedBy: z.string(),
  to: z.string(),
})
export type Run = z.infer<typeof RunSchema>

/**
 * How far a probe got. `handing-over` is journaled before the first byte of the message leaves:
 * a crash from there on makes the outcome `uncertain`, a crash before it does not.
 */
export const probePhases = ['planned', 'connecting', 'handing-over', 'done'] as const
export const probeOutcomes = ['accepted', 'refused', 'failed', 'uncertain'] as const
/** none: nothing was accepted, so nothing can arrive. */
export const receiptStates = ['none', 'waiting', 'received', 'confirmed', 'missing'] as const

export const ProbeSchema = z.strictObject({
  id: z.uuid(),
  runId: z.uuid(),
  seq: z.int().min(1),
  transport: z.enum(transports),
  mailboxId: z.uuid(),
  /** Who signs in. */
  mailbox: z.string(),
  /** From address as the recipient should see it. */
  from: z.string(),
  to: z.string(),
  expected: z.enum(['accepted', 'refused']),
  /** With the angle brackets. */
  messageId: z.string(),
  /** Six characters, also in the mail's subject, that the recipient can type in. */
  code: z.string(),
  phase: z.enum(probePhases),
  outcome: z.enum(probeOutcomes).nullable(),
  /** The server's last reply, or the sentence that says why nothing was asked. */
  reply: z.string().nullable(),
  /** Where it ended: token, connect, tls, auth, mail, rcpt, data, body. */
  stage: z.string().nullable(),
  receipt: z.enum(receiptStates),
  receivedAt: z.iso.datetime().nullable(),
  /** From and Sender as the recipient's copy shows them. */
  seenFrom: z.string().nullable(),
  seenSender: z.string().nullable(),
  startedAt: z.iso.datetime().nullable(),
  ms: z.int().nullable(),
  diagnosis: DiagnosisSchema.nullable(),
})
export type Probe = z.infer<typeof ProbeSchema>

export const RunSummarySchema = z.strictObject({
  planned: z.int(),
  accepted: z.int(),
  refused: z.int(),
  received: z.int(),
  /** Probes that did not end as expected, missing receipts included. */
  unexpected: z.int(),
})
export type RunSummary = z.infer<typeof RunSummarySchema>

/** True when the probe's message was proven to have arrived. */
export function isReceived(probe: Probe): boolean {
  return probe.receipt === 'received' || probe.receipt === 'confirmed'
}

/** True when the probe ended as planned: as expected, and an accepted message has arrived. */
export function endedAsExpected(probe: Probe): boolean {
  return probe.outcome === probe.expected && (probe.outcome !== 'accepted' || isReceived(probe))
}

/** Counts of a run, for progress, exit code and report alike. */
export function summarise(probes: readonly Probe[]): RunSummary {
  return {
    planned: probes.length,
    accepted: probes.filter((probe) => probe.outcome === 'accepted').length,
    refused: probes.filter((probe) => probe.outcome === 'refused').length,
    received: probes.filter(isReceived).length,
    unexpected: probes.filter((probe) => !endedAsExpected(probe)).length,
  }
}
