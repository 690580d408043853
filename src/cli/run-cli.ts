/** Finds the command, runs it, says how it ended. */
import type { AppError } from '../domain/problem/app-error.ts'
import { ok, type Result } from '../domain/result.ts'
import { asFailure } from '../main/services/surroundings/store-failure.port.ts'
import { exitCodeOf, missingOption, parseArguments, type Command, type ExitCode } from './frame/command.ts'
import { errorLine, plainIo, type Io } from './frame/io.ts'
import type { Composition } from './frame/compose.ts'
import { applyCommands } from './commands/apply.ts'
import { decommissionCommands } from './commands/decommission.ts'
import { rolloverCommands } from './commands/rollover.ts'
import { auditCommands } from './commands/audit.ts'
import { credentialCommands } from './commands/credential.ts'
import { demoCommand } from './commands/demo.ts'
import { diagnoseCommand } from './commands/diagnose.ts'
import { expiryCommand, expiryPeopleCommand } from './commands/expiry.ts'
import { consentCommands } from './commands/consent.ts'
import { entraTakeCommands } from './commands/entra-take.ts'
import { exchangeCommands } from './commands/exchange.ts'
import { exchangeRunCommands } from './commands/exchange-run.ts'
import { preflightCommands } from './commands/preflight.ts'
import { fieldSheetCommand } from './commands/fieldsheet.ts'
import { handoffCommands } from './commands/handoff.ts'
import { invitationCommands } from './commands/invitation.ts'
import { mailboxCommands } from './commands/mailbox.ts'
import { passwordResetCommand } from './commands/password-reset.ts'
import { practiceCommand } from './commands/practice.ts'
import { recipeCommands } from './commands/recipe.ts'
import { reportCommand } from './commands/report.ts'
import { setupCommands } from './commands/setup.ts'
import { setupChangeCommand } from './commands/setup-change.ts'
import { setupTransferCommands } from './commands/setup-transfer.ts'
import { supportCommand } from './commands/support.ts'
import { taskCommand } from './commands/task.ts'
import { stepAttachmentCommands } from './commands/step-attachments.ts'
import { stepCommands } from './commands/step.ts'
import { verifyCommand, verifyCommands } from './commands/verify.ts'
import { isLanguage, languages, wordsFor, type Words } from '../words/words.ts'
import os from 'node:os'
import path from 'node:path'

export const commands: readonly Command[] = [
  demoCommand,
  practiceCommand,
  ...recipeCommands,
  ...setupCommands,
  setupChangeCommand,
  ...setupTransferCommands,
  ...stepCommands,
  ...stepAttachmentCommands,
  ...auditCommands,
  ...applyCommands,
  ...consentCommands,
  ...entraTakeCommands,
  ...rolloverCommands,
  ...decommissionCommands,
  ...exchangeCommands,
  ...exchangeRunCommands,
  ...preflightCommands,
  fieldSheetCommand,
  ...handoffCommands,
  ...mailboxCommands,
  passwordResetCommand,
  ...invitationCommands,
  ...credentialCommands,
  expiryCommand,
  expiryPeopleCommand,
  ...verifyCommands,
  verifyCommand,
  reportCommand,
  taskCommand,
  supportCommand,
  diagnoseCommand,
]

export interface CliSurroundings {
  readonly assetsFolder: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly version: string
  /** How to start this program again, for tasks that run unattended. */
  readonly program?: readonly string[]
}

/** True when the words start with a command: then there is no window to open. */
export function isCliCall(words: readonly string[]): boolean {
  return (
    words[0] === 'help' || words[0] === '--help' || commands.some((command) => command.words[0] === words[0])
  )
}

/** The longest that fits: “expiry people” is no “expiry” of a setup called people, wherever it stands in the list. */
function commandOf(words: readonly string[]): Command | undefined {
  return commands
    .filter((command) => command.words.every((word, index) => words[index] === word))
    .toSorted((a, b) => b.words.length - a.words.length)[0]
}

/** Those of the language that was asked for; English where it is none of ours. */
export function wordsOf(words: readonly string[]): Words {
  const language = languageOf(words)
  return wordsFor(isLanguage(language) ? language : 'en')
}

export async function runCli(
  words: readonly string[],
  terminal: Io,
  surroundings: CliSurroundings,
): Promise<ExitCode> {
  const io = plainIo(terminal)
  const language = languageOf(words)
  if (!isLanguage(language))
    return fail(io, wordsFor('en'), { code: 'language-unknown', given: language, known: languages })
  const said = wordsFor(language)
  if (words.length === 0 || words[0] === 'help' || words.includes('--help')) {
    io.out(
      help(
        said,
        words.filter((word) => word !== '--help' && word !== 'help'),
      ),
    )
    return words.length === 0 ? 2 : 0
  }
  const command = commandOf(words)
  if (command === undefined) return fail(io, said, unknownCommand(words))
  const args = parseArguments(command, words.slice(command.words.length))
  if (!args.ok) return fail(io, said, args.error)
  // a variable that was empty: the current folder is never what was meant
  if (args.value.text('data')?.trim() === '') return fail(io, said, missingOption('--data'))
  const dataFolder = args.value.text('data') ?? defaultDataFolder(surroundings.env)
  const once: { composed: Result<Composition, AppError> | null } = { composed: null }
  // Loaded here: help and wrong usage are answered without the adapters.
  const composeIn = async (folder: string) => {
    const { compose } = await import('./frame/compose.ts')
    return compose({ ...surroundings, dataFolder: folder, io, language })
  }
  const run = async (): Promise<Result<ExitCode, AppError>> =>
    command.run({
      io,
      words: said,
      args: args.value,
      assetsFolder: surroundings.assetsFolder,
      composeIn,
      compose: async () => (once.composed ??= await composeIn(dataFolder)),
    })
  const close = async (): Promise<Result<null, AppError>> => {
    if (once.composed?.ok === true) await once.composed.value.close()
    return ok(null)
  }
  // closed whatever became of the command; a disk that fails then is said as well, and changes no failure
  const ended = await run().catch(asFailure)
  const code = ended.ok ? ended.value : fail(io, said, ended.error)
  const closed = await close().catch(asFailure)
  if (closed.ok) return code
  const failed = fail(io, said, closed.error)
  return code === 0 ? failed : code
}

/** Before the command is known: help speaks it as well. */
function languageOf(words: readonly string[]): string {
  const at = words.indexOf('--language')
  const joined = words.find((word) => word.startsWith('--language='))
  return (at >= 0 ? words[at + 1] : joined?.slice('--language='.length)) ?? 'en'
}

function fail(io: Io, words: Words, error: AppError): ExitCode {
  io.err(errorLine(words, error))
  return exitCodeOf(error)
}

function unknownCommand(words: readonly string[]): AppError {
  const same = commands
    .filter((command) => command.words[0] === words[0])
    .map((command) => command.words.join(' '))
  return { code: 'command-unknown', words: words.slice(0, 2), alike: same }
}

function help({ cli: { help: said } }: Words, words: readonly string[]): string {
  const summaries: Readonly<Record<string, string>> = said.summaries
  const shown = commands.filter((command) => words.every((word, index) => command.words[index] === word))
  const lines = (shown.length > 0 ? shown : commands).map(
    (command) =>
      `  ${command.words.join(' ')} ${command.usage}`.trimEnd() +
      `\n      ${summaries[command.words.join(' ')] ?? ''}`,
  )
  return `${said.intro}\n\n${lines.join('\n')}\n\n${said.everywhere}`
}

/** Without `--data` the folder the window uses too: Electron's userData for this product name. */
function defaultDataFolder(env: Readonly<Record<string, string | undefined>>): string {
  const home = os.homedir()
  if (process.platform === 'win32')
    return path.join(env.APPDATA ?? path.join(home, 'AppData', 'Roaming'), 'Sendproof')
  if (process.platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'Sendproof')
  return path.join(env.XDG_CONFIG_HOME ?? path.join(home, '.config'), 'Sendproof')
}
