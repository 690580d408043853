/** What the page is told of Exchange: the newest reading as a table, what would be changed, what was, and a script under way. */
import { z } from 'zod'
import { cellValues } from '../domain/exchange/matrix.ts'
import { layers } from '../domain/exchange/finding.ts'
import { ActionSchema } from '../domain/exchange/plan.schema.ts'
import { ActedSchema, type Outcome } from '../domain/exchange/result.schema.ts'
import { ScriptStepSchema } from '../domain/exchange/script-step.schema.ts'
import { leftOut } from '../domain/exchange/plan-application.ts'
import { SignInWishSchema } from '../domain/exchange/sign-in-wish.schema.ts'
import { AppErrorSchema } from '../domain/problem/app-error.schema.ts'

const Moment = z.iso.datetime()
const effects = ['blocks', 'unknown', 'note'] as const

const Cell = z.strictObject({
  is: z.enum(cellValues),
  by: z.enum(['mailbox', 'organisation']).nullable(),
  effect: z.enum(effects).nullable(),
})

const Row = z.strictObject({
  address: z.string(),
  purpose: z.enum(['sender', 'outside']),
  state: z.enum(['good', 'blocked', 'unknown']),
  layer: z.enum(layers).nullable(),
  signInAs: z.string(),
  cells: z.strictObject({
    smtp: Cell,
    sendAs: Cell,
    sendOnBehalf: Cell,
    fullAccess: Cell,
    scope: Cell,
  }),
})

/** Who read it, when, and with what. */
const Evidence = z.strictObject({
  at: Moment,
  /** Empty for an application. */
  by: z.string(),
  powershell: z.string(),
  module: z.string().nullable(),
})

/** A finding's facts are texts and lists of texts; which ones, the code says. */
const Finding = z.strictObject({
  code: z.string().max(60),
  layer: z.enum(layers),
  effect: z.enum(effects),
  facts: z.record(z.string().max(40), z.union([z.string(), z.null(), z.array(z.string())])),
})

export const ExchangeMailboxView = z.strictObject({
  evidence: Evidence,
  /** In the order in which Exchange comes to them. */
  layers: z.array(
    z.strictObject({
      layer: z.enum(layers),
      /** Empty: nothing stands in the way there. */
      findings: z.array(Finding),
      /** What an administrator types to see it; null where PowerShell for Exchange does not answer it. */
      ask: z.string().nullable(),
    }),
  ),
})

const Counts = z.strictObject({
  done: z.int(),
  already: z.int(),
  'would-change': z.int(),
  failed: z.int(),
  'not-tried': z.int(),
} satisfies Record<Outcome, z.ZodType>)

const Change = z.strictObject({
  planId: z.uuid(),
  at: Moment,
  by: z.string(),
  ended: z.enum(['complete', 'stopped', 'refused']),
  counts: Counts,
  /** So many actions put it back; 0: nothing can be put back. */
  undo: z.int(),
  undone: z.boolean(),
  /** It put back an earlier one. */
  isUndo: z.boolean(),
})

export const errands = ['read', 'preview', 'set', 'undo', 'finish'] as const

export const ExchangeRunView = z.strictObject({
  setupId: z.uuid(),
  errand: z.enum(errands),
  state: z.enum(['running', 'stopping', 'ended']),
  startedAt: Moment,
  /** Null while it runs. */
  endedAt: Moment.nullable(),
  done: z.int(),
  /** 0: nothing to count yet. */
  total: z.int(),
  /** The newest steps, oldest first; `earlier` came before them. */
  steps: z.array(ScriptStepSchema),
  earlier: z.int(),
  error: AppErrorSchema.nullable(),
})

/** How a script signs in, as it was typed; main checks it. */
export const SignInWishView = SignInWishSchema
export type SignInWishView = z.infer<typeof SignInWishView>

export const ExchangeView = z.strictObject({
  /** A code for another device may be shown. */
  codeAllowed: z.boolean(),
  /** The way of signing in that was chosen; the usual one where none was. */
  signIn: SignInWishView,
  /** Null: there is none on this PC. */
  powershell: z.enum(['powershell-7', 'windows-powershell']).nullable(),
  /** What this product needs there; the columns of the table. */
  needs: z.strictObject({ smtp: z.boolean(), rights: z.boolean(), scope: z.boolean() }),
  mailboxes: z.int(),
  /** The newest reading; null: none yet. */
  reading: z
    .strictObject({
      evidence: Evidence,
      rows: z.array(Row),
      /** Lists that Exchange cut short. */
      cutShort: z.array(z.string()),
      /** Something was changed after it was read. */
      changedSince: z.boolean(),
    })
    .nullable(),
  /** It is kept and cannot be read. */
  unreadable: AppErrorSchema.nullable(),
  /** What is to be set by this reading, in order; empty: nothing, or nothing was read. */
  planned: z.array(z.strictObject({ action: ActionSchema, acted: ActedSchema.nullable() })),
  /** What a plan leaves to a person. */
  left: z.array(z.enum(leftOut)),
  /** When the preview ran that `planned` shows the commands of; null: none, or it is of another plan. */
  previewedAt: Moment.nullable(),
  /** Newest first. */
  changes: z.array(Change),
  /** A change was ended half-way and has to be run to its end. */
  unfinished: z.boolean(),
})

export const ExchangeChangeView = z.strictObject({ actions: z.array(ActedSchema) })

/** What a file did that was taken in. */
export const ExchangeTakenView = z.strictObject({
  kind: z.enum(['read', 'preview', 'set']),
  at: Moment,
  by: z.string(),
  good: z.int(),
  mailboxes: z.int(),
  counts: Counts,
  evidenceOf: z.string().nullable(),
  tooLarge: z.boolean(),
})

export type ExchangeView = z.infer<typeof ExchangeView>
export type ExchangeRow = z.infer<typeof Row>
export type ExchangeMailboxView = z.infer<typeof ExchangeMailboxView>
export type ExchangeRunView = z.infer<typeof ExchangeRunView>
export type ExchangeChange = z.infer<typeof Change>
export type ExchangeEvidence = z.infer<typeof Evidence>
export type ExchangeTakenView = z.infer<typeof ExchangeTakenView>
export type OutcomeCounts = z.infer<typeof Counts>
export type Errand = (typeof errands)[number]
