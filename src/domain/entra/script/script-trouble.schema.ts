/** What Set-Entra.ps1 reports when something is missing or refused: a code with facts, never a sentence. */
import { z } from 'zod'

export const scriptTroubleCodes = [
  // Before anybody signs in; `mark-of-the-web` and `module-two-versions` stop nothing.
  'plan-unreadable',
  'plan-text-changed',
  'result-exists',
  'host-too-old',
  'dotnet-too-old',
  'constrained-language',
  'mark-of-the-web',
  'module-missing',
  'module-old',
  'module-two-versions',
  'other-module-loaded',
  'environment-unknown',
  'sign-in-failed',
  'wrong-tenant',
  'right-missing',
  // About one change.
  /** A registration of this name is there and was not made by this plan. */
  'name-taken',
  'object-missing',
  /** What is there is neither what the plan was made for nor what it wants. */
  'changed-since',
  'secret-left-out',
  'certificate-left-out',
  'denied',
  'against-policy',
  'refused',
  'throttled',
  'unanswered',
  'not-seen',
  'earlier-failed',
  'stopped',
] as const
export type ScriptTroubleCode = (typeof scriptTroubleCodes)[number]

const Fact = z.union([z.string().max(2000), z.array(z.string().max(2000)).max(200)])

export const ScriptTroubleSchema = z.strictObject({
  code: z.enum(scriptTroubleCodes),
  /** What its sentence needs: `found`, `expected`, `right`, `role`, `name`, `said`, `status` … */
  facts: z.record(z.string().max(40), Fact),
  /** `message` is in the language of the PC or of Graph, and only for the eye. */
  error: z.strictObject({ type: z.string().max(300), message: z.string().max(20_000) }).nullable(),
})
