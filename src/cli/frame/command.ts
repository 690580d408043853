/** What a command of the headless face is, and how its words become values and the setup they name. */
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util'
import { kindOf, type AppError, type ErrorCode } from '../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import type { Setup } from '../../domain/setup/setup.schema.ts'
import type { Words } from '../../words/words.ts'
import type { Composition } from './compose.ts'
import type { Io } from './io.ts'

/** 0 done and good · 1 done, something failed verification · 2 wrong usage or bad input · 3 this machine cannot. */
export type ExitCode = 0 | 1 | 2 | 3

export interface Arguments {
  readonly positionals: readonly string[]
  text(name: string): string | undefined
  texts(name: string): readonly string[]
  flag(name: string): boolean
}

export interface Context {
  readonly io: Io
  /** Of the language that was asked for. */
  readonly words: Words
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
  readonly options: ParseArgsOptionsConfig
  /** How many words may follow: least and most. */
  readonly positionals: readonly [number, number]
  run(context: Context): Promise<Result<ExitCode, AppError>>
}

/** Options every command takes. */
const everywhere: ParseArgsOptionsConfig = {
  data: { type: 'string' },
  json: { type: 'boolean' },
  language: { type: 'string' },
}

export function parseArguments(command: Command, words: readonly string[]): Result<Arguments, AppError> {
  const name = command.words.join(' ')
  try {
    const parsed = parseArgs({
      args: [...words],
      options: { ...everywhere, ...command.options },
      allowPositionals: true,
      strict: true,
      tokens: true,
    })
    const twice = givenTwice(parsed.tokens, command)
    if (twice !== null) return err({ code: 'option-twice', option: twice, field: twice })
    const values = parsed.values as Record<string, string | boolean | (string | boolean)[] | undefined>
    const [least, most] = command.positionals
    if (parsed.positionals.length < least || parsed.positionals.length > most)
      return err({
        code: 'words-too-many-or-few',
        command: name,
        words: parsed.positionals,
        usage: usageOf(command),
      })
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
    const why =
      thrown instanceof Error ? (thrown.message.split('. ')[0] ?? '').replace(/\.$/, '') : String(thrown)
    return err({ code: 'command-misused', said: why, usage: usageOf(command) })
  }
}

/** Of two values nobody knows which was meant, and the second would win without a word. */
function givenTwice(
  tokens: readonly { readonly kind: string; readonly name?: string; readonly rawName?: string }[],
  { options }: Command,
): string | null {
  const named = tokens.flatMap(({ kind, name = '' }) => (kind === 'option' ? [name] : []))
  const once = (name: string) => {
    const option = { ...everywhere, ...options }[name]
    return option?.type === 'string' && option.multiple !== true
  }
  const twice = named.find((name, at) => once(name) && named.indexOf(name) !== at)
  return twice === undefined ? null : `--${twice}`
}

function usageOf(command: Command): string {
  return `${command.words.join(' ')} ${command.usage}`.trim()
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
  return err({
    code: 'option-not-a-number',
    option: `--${option}`,
    given: text,
    least,
    most,
    field: `--${option}`,
  })
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
    ? err({
        code: 'option-not-one-of',
        option: `--${option}`,
        given: text,
        choices: words,
        field: `--${option}`,
      })
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

/** What has to be there and was not given. */
export function missingOption(option: string): AppError {
  return { code: 'option-missing', option, field: option }
}

export function exitCodeOf(error: AppError): ExitCode {
  const kind = kindOf(error)
  if (machineCannot.includes(kind)) return 3
  return badInput.includes(kind) ? 2 : 1
}

export interface OpenedSetup extends Pick<Composition, 'app' | 'ports'> {
  readonly setup: Setup
}

/** By the first word after the command's own; fails where the app cannot be built, or no setup has this name. */
export async function openSetup({
  args,
  compose,
}: Pick<Context, 'args' | 'compose'>): Promise<Result<OpenedSetup, AppError>> {
  const composed = await compose()
  if (!composed.ok) return composed
  const { app, ports } = composed.value
  const setup = app.setups.byName(args.positionals[0] ?? '')
  return setup.ok ? ok({ app, ports, setup: setup.value }) : setup
}
