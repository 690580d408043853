/** How a script for Exchange signs in: the options of the commands that make or run one. */
import path from 'node:path'
import { planSignIn, type PlanSignIn } from '../../domain/exchange/plan-sign-in.ts'
import type { AppError } from '../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import type { Arguments } from './command.ts'

export const scriptSignInUsage =
  '[[--device-code] [--account WHO] | --certificate THUMBPRINT|FILE --app-id ID --organization NAME] [--partner-of CUSTOMER]'
export const scriptSignInOptions = {
  'device-code': { type: 'boolean' },
  certificate: { type: 'string' },
  'app-id': { type: 'string' },
  organization: { type: 'string' },
  account: { type: 'string' },
  'partner-of': { type: 'string' },
} as const

/** For a script that runs here, in a folder of its own: where the file lies is said from where the person stands. */
export function scriptSignInHere(args: Arguments): Result<PlanSignIn, AppError> {
  const made = scriptSignIn(args)
  if (!made.ok || made.value.signIn.by !== 'certificate-file') return made
  const { signIn } = made.value
  return ok({ ...made.value, signIn: { ...signIn, file: path.resolve(signIn.file) } })
}

/** A path stays as it was typed: the plan may be carried out on another PC. */
export function scriptSignIn(args: Arguments): Result<PlanSignIn, AppError> {
  const [certificate, appId, organization] = (['certificate', 'app-id', 'organization'] as const).map(
    (one) => args.text(one) ?? null,
  )
  const asApp = [certificate, appId, organization].some((one) => one !== null)
  const code = args.flag('device-code')
  // a certificate signs in nobody: neither a code nor an account would be obeyed
  const ignored = code ? '--device-code' : args.text('account') === undefined ? null : '--account'
  if (asApp && ignored !== null)
    return err({ code: 'options-exclude', option: ignored, other: '--certificate', field: ignored })
  return planSignIn({
    by: asApp ? 'certificate' : code ? 'code' : 'browser',
    account: args.text('account') ?? null,
    certificate: certificate ?? null,
    appId: appId ?? null,
    organization: organization ?? null,
    partnerOf: args.text('partner-of') ?? null,
  })
}
