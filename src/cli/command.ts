/** What a command of the headless face is, and how its words become values. */
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util'
import { appError, type AppError, type ErrorCode } from '../domain/app-error.ts'
import { err, ok, type Result } from '../domain/result.ts'
import type { Composition } from './compose.ts'

/** 0 done and good · 1 done, something failed verification · 2 wrong usage or bad input · 3 this machine cannot. */
export type ExitCode = 0 | 1 | 2 | 3

export interface Io {
  /** Results, on stdout. */
  readonly out: (text: string) => void
  /** A result that is large: a line made of parts, the next one made when whoever reads has taken the one before. */
  readonly outParts: (parts: Iterable<string>) => Promise<void>
  /** Progress and messages, on stderr. */
  readonly err: (text: string) => void
  /** Everything on stdin, as text. */
  readonly read: () => Promise<string>
  /** Ends when the person presses Ctrl+C. */
  readonly interrupted: AbortSignal
}

export interface Arguments {
  readonly positionals: readonly string[]
  text(name: string): string | undefined
  texts(name: string): readonly string[]
  flag(name: string): boolean
}

export interface Context {
  readonly io: Io
  readonly args: Arguments
  /** Recipes, remedies and what goes with them, for a command that reads them without the app. */
  readonly assetsFolder: string
  /** Builds the app on first use: a command that only prints something opens no store. */
  readonly compose: () => Promise<Result<Composition, AppError>>
  /** Composes the app in another data folder; the caller closes it. */
  readonly composeIn: (dataFolder: string) => Promise<Result<Composition, AppError>>
}

export interface Command {
  readonly words: readonly string[]
  /** What follows the words, e.g. `NAME --format html|json --out FILE`. */
  readonly usage: string
  readonly summary: string
  readonly options: ParseArgsOptionsConfig
  /** How many words may follow: least and most. */
  readonly positionals: readonly [number, number]
  run(context: Context): Promise<Result<ExitCode, AppError>>
}

/** Options every command takes. */
const everywhere: ParseArgsOptionsConfig = { data: { type: 'string' }, json: { type: 'boolean' } }

export function parseArguments(command: Command, words: readonly string[]): Result<Arguments, AppError> {
  const name = command.words.join(' ')
  try {
    const parsed = parseArgs({
      args: [...words],
      options: { ...everywhere, ...command.options },
      allowPositionals: true,
      strict: true,
    })
    const values = parsed.values as Record<string, string | boolean | (string | boolean)[] | undefined>
    const [least, most] = command.positionals
    if (parsed.positionals.length < least || parsed.positionals.length > most)
      return err(usageError(`“${name}” takes other words than “${parsed.positionals.join(' ')}”.`, command))
    return ok({
      positionals: parsed.positionals,
      text: (option) => (typeof values[option] === 'string' ? values[option] : undefined),
      texts: (option) => {
        const value = values[option]
        return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
      },
      flag: (option) => values[option] === true,
    })
  } catch (thrown) {
    const why = thrown instanceof Error ? (thrown.message.split('. ')[0] ?? '') : String(thrown)
    return err(usageError(`${why}.`, command))
  }
}

function usageError(what: string, command: Command): AppError {
  return appError('bad-input', what, { next: `Usage: ${command.words.join(' ')} ${command.usage}`.trim() })
}

/** A whole number option within bounds, or its default. */
export function wholeNumber(
  args: Arguments,
  option: string,
  fallback: number,
  least: number,
  most: number,
): Result<number, AppError> {
  const text = args.text(option)
  if (text === undefined) return ok(fallback)
  const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN
  if (value >= least && value <= most) return ok(value)
  return err(
    appError('bad-input', `--${option} takes a whole number from ${least} to ${most}, not “${text}”.`, {
      field: `--${option}`,
    }),
  )
}

/** One of a few words, or null when it was not given. */
export function oneOf<T extends string>(
  args: Arguments,
  option: string,
  words: readonly T[],
): Result<T | null, AppError> {
  const text = args.text(option)
  if (text === undefined) return ok(null)
  const found = words.find((word) => word === text)
  return found === undefined
    ? err(
        appError('bad-input', `--${option} takes ${words.join(' or ')}, not “${text}”.`, {
          field: `--${option}`,
        }),
      )
    : ok(found)
}

const machineCannot: readonly ErrorCode[] = [
  'keychain-absent',
  'keychain-locked',
  'keychain-failed',
  'vault-unreadable',
  'network',
  'disk',
  'busy',
]
const badInput: readonly ErrorCode[] = [
  'bad-input',
  'not-found',
  'already-exists',
  'forbidden',
  'practice-only',
  'needs-passphrase',
]

export function exitCodeOf(error: AppError): ExitCode {
  if (machineCannot.includes(error.code)) return 3
  return badInput.includes(error.code) ? 2 : 1
}

/** The sentence a person reads; one line. */
export function errorLine(error: AppError): string {
  const field = error.field === undefined || error.what.includes(error.field) ? '' : `${error.field}: `
  const details = error.details === undefined ? '' : ` (${error.details})`
  return `${field}${error.what}${details}${error.next === undefined ? '' : ` ${error.next}`}`.replace(
    /\s*[\r\n]+\s*/g,
    ' ',
  )
}
