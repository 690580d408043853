/** How an administrator signs in for a command: the options of it, and what they wish. */
import { kindOf, type AppError, type ErrorCode } from '../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import type { AdminWish } from '../../main/services/entra/admin-sign-in.ts'
import type { Arguments, Context, ExitCode } from './command.ts'
import { errorLine } from './io.ts'

export const signInUsage =
  '[--admin-client ID | --command-line-tools] [--account WHO] [--browser | --device-code]'
export const signInOptions = {
  'admin-client': { type: 'string' },
  'command-line-tools': { type: 'boolean' },
  account: { type: 'string' },
  browser: { type: 'boolean' },
  'device-code': { type: 'boolean' },
} as const

export function wishOf({ io, args, words }: Context): Result<AdminWish, AppError> {
  const client = guidOption(args, 'admin-client')
  if (!client.ok) return client
  return ok({
    clientId: client.value,
    commandLineTools: args.flag('command-line-tools'),
    account: args.text('account') ?? null,
    browser: args.flag('browser'),
    showCode: args.flag('device-code')
      ? ({ address, code }) => io.err(words.entra.enterCode(address, code))
      : null,
    signal: io.interrupted,
  })
}

export function guidOption(args: Arguments, option: string): Result<string | null, AppError> {
  const given = args.text(option)
  if (given === undefined) return ok(null)
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(given)
    ? ok(given.toLowerCase())
    : err({ code: 'option-not-an-id', option: `--${option}`, given, field: `--${option}` })
}

const signInKinds: readonly ErrorCode[] = [
  'sign-in-failed',
  'sign-in-cancelled',
  'sign-in-timeout',
  'wrong-account',
]

/** 1 would say that the tenant was read and differs. */
export function cannot({ io, words }: Context, error: AppError): Result<ExitCode, AppError> {
  if (!signInKinds.includes(kindOf(error))) return err(error)
  io.err(errorLine(words, error))
  return ok(3)
}
