/** A run: one execution of the verification plan, made of probes. */
import { z } from 'zod'
import { DiagnosisSchema } from '../diagnosis/diagnosis.schema.ts'
import { transportKinds } from '../transport/transports.ts'
import { NoteSchema, type Note } from './note.schema.ts'
import { ReasonSchema } from './reason.schema.ts'

export const runStates = ['planned', 'running', 'paused', 'stopped', 'finished', 'interrupted'] as const

export const RunSchema = z.strictObject({
  id: z.uuid(),
  setupId: z.uuid(),
  state: z.enum(runStates),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  startedBy: z.string(),
  to: z.string(),
  /** When it came here out of a file: then it is another PC's record and proves nothing. Null for a run of this PC. */
  importedAt: z.iso.datetime().nullable().default(null),
})
export type Run = z.infer<typeof RunSchema>

/**
 * How far a probe got. `handing-over` is journaled before the first byte of the message leaves:
 * a crash from there on makes the outcome `uncertain`, a crash before it does not.
 */
export const probePhases = ['planned', 'connecting', 'handing-over', 'done'] as const
export const probeOutcomes = ['accepted', 'refused', 'failed', 'uncertain'] as const
/**
 * none: nothing was accepted, so nothing can arrive. returned: a non-delivery report came back for it.
 * received: read back or found in the message trace. confirmed: the recipient read out the code.
 */
export const receiptStates = ['none', 'waiting', 'received', 'confirmed', 'missing', 'returned'] as const
/** Where the proof of arrival comes from. */
export const receiptSources = ['mailbox', 'trace', 'code', 'report'] as const
/** Folder of the recipient's mailbox in which the copy was found. */
export const arrivalFolders = ['inbox', 'junk', 'other'] as const

export const ProbeSchema = z.strictObject({
  id: z.uuid(),
  runId: z.uuid(),
  seq: z.int().min(1),
  /** Id of the recipe's planned check; null when the recipe names none. */
  check: z.string().nullable().default(null),
  transport: z.enum(transportKinds),
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
  /** The server's last reply; an earlier version also wrote here why nothing was asked. */
  reply: z.string().nullable(),
  /** Why it ended so; null where it was accepted, and in what an earlier version wrote. */
  reason: ReasonSchema.nullable().default(null),
  /** Where it ended: token, connect, tls, auth, mail, rcpt, data, body. */
  stage: z.string().nullable(),
  receipt: z.enum(receiptStates),
  receivedAt: z.iso.datetime().nullable(),
  /** From and Sender as the recipient's copy shows them. */
  seenFrom: z.string().nullable(),
  seenSender: z.string().nullable(),
  receiptBy: z.enum(receiptSources).nullable().default(null),
  /** Null when nobody looked into the mailbox, or it did not say. */
  foundIn: z.enum(arrivalFolders).nullable().default(null),
  /** What the receiving side wrote into Authentication-Results of the copy that arrived, e.g. pass, fail, none. */
  authentication: z
    .strictObject({
      spf: z.string().nullable(),
      dkim: z.string().nullable(),
      dmarc: z.string().nullable(),
    })
    .nullable()
    .default(null),
  /** The non-delivery report that came back: enhanced status code where it names one, and its reason. */
  returned: z
    .strictObject({ at: z.iso.datetime(), status: z.string().nullable(), text: z.string() })
    .nullable()
    .default(null),
  /** A sentence of an earlier version; what is seen today stands in `notes`. */
  note: z.string().nullable().default(null),
  /** What a read-only probe saw, or what is worth knowing although it passed. */
  notes: z.array(NoteSchema).default([]),
  /** True when there is something to act on in the notes. */
  warning: z.boolean().default(false),
  /** Attempts so far; 0 while planned. */
  tries: z.int().min(0).default(0),
  /**
   * Set while a failure may only be too early: something it depends on was changed at `since`, and Microsoft may
   * take until `until` to apply it. Tried again at `nextAt`. @see reference 4.4, 6.3, 6.6
   */
  tooEarly: z
    .strictObject({
      since: z.iso.datetime(),
      /** A `Change`; a sentence in what an earlier version wrote. */
      because: z.string(),
      until: z.iso.datetime(),
      nextAt: z.iso.datetime(),
    })
    .nullable()
    .default(null),
  startedAt: z.iso.datetime().nullable(),
  ms: z.int().nullable(),
  diagnosis: DiagnosisSchema.nullable(),
})
export type Probe = z.infer<typeof ProbeSchema>

/** What every probe starts with: nothing was tried yet. */
export const untried = {
  phase: 'planned',
  outcome: null,
  reply: null,
  reason: null,
  stage: null,
  receipt: 'none',
  receivedAt: null,
  receiptBy: null,
  foundIn: null,
  authentication: null,
  returned: null,
  seenFrom: null,
  seenSender: null,
  note: null,
  notes: [] as Note[],
  warning: false,
  tries: 0,
  tooEarly: null,
  startedAt: null,
  ms: null,
  diagnosis: null,
} as const satisfies Partial<Probe>

export const RunSummarySchema = z.strictObject({
  planned: z.int(),
  accepted: z.int(),
  refused: z.int(),
  received: z.int(),
  /** Probes that did not end as expected, missing receipts included. */
  unexpected: z.int(),
  /** Messages whose arrival has to be proven: accepted sends, not what was only read. */
  toArrive: z.int(),
  /** Failures that may only be too early; counted in `unexpected` as well. */
  tooEarly: z.int(),
})
export type RunSummary = z.infer<typeof RunSummarySchema>
