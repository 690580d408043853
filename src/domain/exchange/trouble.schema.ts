/** What a script reports when something is missing, refused or cannot be read: a code with facts, never a sentence. */
import { z } from 'zod'

/** Found before the first call. `mark-of-the-web` and `module-two-versions` do not stop the script. */
const preflightCodes = [
  'plan-unreadable',
  'plan-other-kind',
  /** A text of the plan came out of the JSON reader as a date: PowerShell 7.4 and older. */
  'plan-text-changed',
  'result-exists',
  'host-too-old',
  'dotnet-too-old',
  'constrained-language',
  'execution-policy',
  'mark-of-the-web',
  'module-missing',
  'module-old',
  'module-too-new',
  'module-two-versions',
  'other-module-loaded',
  'device-sign-in-unavailable',
  'certificate-missing',
] as const

export const troubleCodes = [
  ...preflightCodes,
  'sign-in-failed',
  'wrong-tenant',
  'wrong-account',
  /** The session does not have a cmdlet or a parameter: the account lacks a role, or it is still spreading. */
  'cmdlet-missing',
  'connection-lost',
  'throttled',
  'identity-empty',
  'recipient-missing',
  'recipient-ambiguous',
  /** The object id leads to another address than the plan says. */
  'recipient-other',
  /** Something of this name is there, but it is not what the plan wants. */
  'other-object',
  'needs-customisation',
  /** Made a moment ago and not to be found yet. */
  'not-yet',
  'prerequisite-failed',
  /** The call was accepted and reading it back shows something else. */
  'not-effective',
  'unexpected-answer',
  'access-denied',
  'refused',
  'stopped',
] as const
export type TroubleCode = (typeof troubleCodes)[number]

/**
 * An error record as PowerShell shows it. `type` is the short .NET name and decides; `message` is in the language of
 * the administrator and only for the eye; `requestId` is what support asks for. @see setup-automation 5.1
 */
export const ErrorFactsSchema = z.strictObject({
  type: z.string().max(300),
  id: z.string().max(2000),
  cmdlet: z.string().max(200),
  message: z.string().max(20_000),
  requestId: z.string().max(100).nullable(),
})

const Fact = z.union([z.string().max(2000), z.array(z.string().max(2000)).max(200)])

export const TroubleSchema = z.strictObject({
  code: z.enum(troubleCodes),
  /** What the sentence needs: `minimum`, `found`, `expected`, `cmdlet`, `parameter`, `role`, `address`, `action` … */
  facts: z.record(z.string().max(40), Fact),
  error: ErrorFactsSchema.nullable(),
})
export type Trouble = z.infer<typeof TroubleSchema>

/** Unreadable is not absent: a value is there only where it was read. */
export const readable = <T extends z.ZodType>(value: T) =>
  z.discriminatedUnion('state', [
    z.strictObject({ state: z.literal('read'), value }),
    z.strictObject({ state: z.literal('unreadable'), trouble: TroubleSchema }),
    z.strictObject({ state: z.literal('not-asked') }),
  ])
export type Readable<T> =
  | { readonly state: 'read'; readonly value: T }
  | { readonly state: 'unreadable'; readonly trouble: Trouble }
  | { readonly state: 'not-asked' }
