/**
 * Runs the very scripts of assets/powershell as child processes. Plan, result and journal lie in a private folder for as
 * long as the run takes; values travel in these files alone, never on the command line and never as script text.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import {
  readCodeLine,
  readStep,
  redactStep,
  type ScriptStep,
} from '../../../domain/exchange/script-step.schema.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import { SetupIdSchema } from '../../../domain/setup/setup.schema.ts'
import { redact } from '../../../domain/text/redact.ts'
import type {
  PowerShell,
  PowerShellHost,
  ScriptEnded,
  ScriptJob,
  ScriptRun,
} from '../../services/exchange/powershell.port.ts'
import type { ZipEntry } from '../../services/surroundings/files.port.ts'
import { readFileIfThere, replaceFile, said, writeError } from '../files/file-writes.ts'
import { findPowerShell } from './find-powershell.ts'

interface ScriptRunnerDeps {
  /** <folder>/<setup>/running/<plan> is the private folder of one run. */
  readonly folder: string
  readonly assetsFolder: string
  readonly platform: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly processId: number
  isProcessAlive(processId: number): boolean
}

/** Characters of what a script says besides its steps. */
const longestSaid = 4_000
const running = 'running'
const files = { plan: 'plan.json', practice: 'practice.json', owner: 'owner.pid' } as const
const resultOf = (preview: boolean) => (preview ? 'exchange-preview.json' : 'exchange-result.json')

export class ScriptRunner implements PowerShell {
  readonly #deps: ScriptRunnerDeps

  constructor(deps: ScriptRunnerDeps) {
    this.#deps = deps
  }

  find(): PowerShellHost | null {
    return findPowerShell(this.#deps)
  }

  async start(job: ScriptJob, heard: (step: ScriptStep) => void): Promise<Result<ScriptRun, AppError>> {
    const host = this.find()
    if (host === null) return err({ code: 'powershell-missing' })
    const folder = this.#folderOf(job.setup, job.planId)
    try {
      if (await this.#isRunning(job.setup)) return err({ code: 'exchange-busy', where: 'elsewhere' })
      await this.#clear(job.setup)
      await mkdir(folder, { recursive: true, mode: 0o700 })
      // Of a run that was asked to stop and then ended: this one is to go on.
      await rm(`${path.join(folder, resultOf(job.preview))}.stop`, { force: true })
      await writeFile(path.join(folder, files.owner), String(this.#deps.processId), { mode: 0o600 })
      if (job.plan !== null)
        await replaceFile(path.join(folder, files.plan), `${JSON.stringify(job.plan, null, 2)}\n`)
      // as whoever the plan asks for
      if (job.practice !== null)
        await replaceFile(path.join(folder, files.practice), JSON.stringify({ ...job.practice, account: '' }))
      return ok(await this.#spawn(host, job, folder, heard))
    } catch (error) {
      await rm(path.join(folder, files.owner), { force: true })
      if (error instanceof NotStarted) return err({ code: 'powershell-not-started', details: error.message })
      return err(writeError('file', null, error))
    }
  }

  async unfinished(setup: string): Promise<string | null> {
    if (await this.#isRunning(setup)) return null
    const runs = await this.#runsOf(setup)
    return runs.find((planId) => isHalfWay(this.#folderOf(setup, planId))) ?? null
  }

  async discard(setup: string, planId: string): Promise<void> {
    await rm(this.#folderOf(setup, planId), { recursive: true, force: true, maxRetries: 5 })
  }

  async scripts(): Promise<Result<readonly ZipEntry[], AppError>> {
    const folder = this.#scriptFolder()
    try {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true })
      const names = entries
        .filter((entry) => entry.isFile() && entry.name.endsWith('.ps1'))
        .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
      return ok(
        await Promise.all(
          names.map(async (name) => ({
            name: name.split(path.sep).join('/'),
            content: await readFile(path.join(folder, name)),
          })),
        ),
      )
    } catch (error) {
      return err({ code: 'file-unreadable', path: folder, details: said(error) })
    }
  }

  async #spawn(
    host: PowerShellHost,
    job: ScriptJob,
    folder: string,
    heard: (step: ScriptStep) => void,
  ): Promise<ScriptRun> {
    const result = path.join(folder, resultOf(job.preview))
    const windows = this.#deps.platform === 'win32'
    const child = spawn(host.program, this.#words(host, job, folder, result), {
      cwd: folder,
      env: this.#environment(host, job, folder),
      // Nobody could answer a question: what would ask fails instead of waiting for ever.
      stdio: ['ignore', 'pipe', 'pipe'],
      // On other systems a group of its own, so that it can be ended with all it has started.
      detached: !windows,
      // Hides every window the process opens first. Windows PowerShell signs in with a window of its own, which has to
      // be seen; there only the console is hidden, by -WindowStyle.
      windowsHide: host.kind === 'powershell-7',
    })
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve)
      child.once('error', (error) => reject(new NotStarted(error.message)))
    })
    child.on('error', () => undefined)
    const ended = this.#ended(child, folder, result, heard)
    // The script may outlive this program; as long as it runs, nobody starts another one beside it.
    await writeFile(path.join(folder, files.owner), String(child.pid), { mode: 0o600 })
    return {
      ended,
      stop: () => writeFile(`${result}.stop`, '', { mode: 0o600 }),
      kill: () => killTree(child, this.#deps),
    }
  }

  #words(host: PowerShellHost, job: ScriptJob, folder: string, result: string): string[] {
    const script = path.join(this.#scriptFolder(), job.script)
    return [
      '-NoProfile',
      '-NonInteractive',
      ...(this.#deps.platform === 'win32' ? ['-ExecutionPolicy', 'RemoteSigned'] : []),
      ...(host.kind === 'windows-powershell' ? ['-WindowStyle', 'Hidden'] : []),
      '-File',
      ...(job.practice === null
        ? [script, '-Output', 'Json']
        : [path.join(this.#practiceFolder(), 'Start-Practice.ps1'), '-Script', script]),
      ...['-Plan', path.join(folder, files.plan), '-Result', result],
      ...(job.preview ? ['-Preview'] : []),
    ]
  }

  #environment(host: PowerShellHost, job: ScriptJob, folder: string): NodeJS.ProcessEnv {
    return {
      ...this.#deps.env,
      // A real run knows nothing of a practice tenant, whatever this program was started with.
      PRACTICE_EXCHANGE: undefined,
      POWERSHELL_TELEMETRY_OPTOUT: '1',
      NO_COLOR: '1',
      // Inherited from PowerShell 7 it would lead Windows PowerShell to modules it cannot load; unset, it makes its own.
      ...(host.kind === 'windows-powershell' ? { PSModulePath: undefined } : {}),
      ...(job.practice === null
        ? {}
        : {
            PRACTICE_EXCHANGE: path.join(folder, files.practice),
            // The module leaves what it makes while connecting there. A real sign-in may start the person's browser,
            // which must not have its temporary files in a folder that is removed.
            TMPDIR: folder,
            TEMP: folder,
            TMP: folder,
          }),
    }
  }

  async #ended(
    child: ChildProcess,
    folder: string,
    result: string,
    heard: (step: ScriptStep) => void,
  ): Promise<ScriptEnded> {
    let rest = ''
    const keep = (line: string) => {
      rest = `${rest}${line}\n`.slice(-longestSaid)
    }
    if (child.stdout !== null)
      createInterface({ input: child.stdout }).on('line', (line) => {
        const step = readStep(line) ?? readCodeLine(line)
        if (step === null) keep(line)
        else heard(redactStep(step))
      })
    if (child.stderr !== null) createInterface({ input: child.stderr }).on('line', keep)
    const exitCode = await new Promise<number | null>((resolve) => child.once('close', resolve))
    await rm(path.join(folder, files.owner), { force: true })
    return {
      exitCode,
      result: existsSync(result) ? result : null,
      said: redact(rest.trim()),
      halfWay: existsSync(journalOf(folder)),
    }
  }

  /** What a process left that ended with its script; not what still says how to put something back. */
  async #clear(setup: string): Promise<void> {
    for (const planId of await this.#runsOf(setup)) {
      const folder = this.#folderOf(setup, planId)
      const needed = isHalfWay(folder) || existsSync(path.join(folder, resultOf(false)))
      if (!needed) await this.discard(setup, planId)
    }
  }

  async #isRunning(setup: string): Promise<boolean> {
    for (const planId of await this.#runsOf(setup)) {
      const owner = await readFileIfThere(path.join(this.#folderOf(setup, planId), files.owner))
      if (owner !== null && this.#deps.isProcessAlive(Number(owner))) return true
    }
    return false
  }

  async #runsOf(setup: string): Promise<readonly string[]> {
    try {
      const names = await readdir(path.join(this.#deps.folder, SetupIdSchema.parse(setup), running))
      return names.filter((name) => SetupIdSchema.safeParse(name).success)
    } catch {
      // Nothing ever ran for this setup.
      return []
    }
  }

  /** Both ids are UUIDs: a path is built here and nowhere else. */
  #folderOf(setup: string, planId: string): string {
    return path.join(this.#deps.folder, SetupIdSchema.parse(setup), running, SetupIdSchema.parse(planId))
  }

  /** PowerShell cannot look into the archive of the app; the scripts lie beside it. */
  #unpacked(...parts: readonly string[]): string {
    const app = path.dirname(this.#deps.assetsFolder).replace(/app\.asar$/, 'app.asar.unpacked')
    return path.join(app, ...parts)
  }

  #scriptFolder(): string {
    return this.#unpacked(path.basename(this.#deps.assetsFolder), 'powershell')
  }

  /** As it is kept, or as the build has put it. */
  #practiceFolder(): string {
    const kept = this.#unpacked('src', 'practice', 'powershell')
    return existsSync(kept) ? kept : this.#unpacked('out', 'practice-powershell')
  }
}

class NotStarted extends Error {}

/** Only a run that changes something, and was ended before its result was written, leaves one. */
function journalOf(folder: string): string {
  return path.join(folder, `${resultOf(false)}.journal`)
}

function isHalfWay(folder: string): boolean {
  return existsSync(journalOf(folder)) && existsSync(path.join(folder, files.plan))
}

function killTree(child: ChildProcess, { platform, env }: Pick<ScriptRunnerDeps, 'platform' | 'env'>): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  if (platform === 'win32') {
    // By its whole path: a bare name is looked for in the current folder first.
    const taskkill = path.join(env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'taskkill.exe')
    spawn(taskkill, ['/PID', String(child.pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true }).on(
      'error',
      () => child.kill('SIGKILL'),
    )
    return
  }
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    // It ended at this very moment.
    return
  }
}
