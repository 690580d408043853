/** A PowerShell on this PC that carries out the scripts for Exchange, one process a script. */
import type { ExchangePlan } from '../../../domain/exchange/plan.schema.ts'
import type { ScriptStep } from '../../../domain/exchange/script-step.schema.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import type { Result } from '../../../domain/result.ts'
import type { ZipEntry } from '../surroundings/files.port.ts'

/** `powershell-7`: pwsh. `windows-powershell`: the 5.1 that comes with Windows. */
export interface PowerShellHost {
  readonly kind: 'powershell-7' | 'windows-powershell'
  /** The program. */
  readonly program: string
}

/** Exchange of a practice tenant, for the module that plays ExchangeOnlineManagement. */
export interface PracticeExchange {
  readonly url: string
  readonly caFile: string
  /** Opens nothing outside the practice tenant. */
  readonly key: string
}

export interface ScriptJob {
  readonly setup: string
  readonly script: 'Read-Exchange.ps1' | 'Set-Exchange.ps1'
  readonly planId: string
  /** Null: the plan of this id that was ended half-way, byte for byte, so that its journal still counts. */
  readonly plan: ExchangePlan | null
  readonly preview: boolean
  /** Null: the real Exchange, with the module that is installed on this PC. */
  readonly practice: PracticeExchange | null
}

export interface ScriptEnded {
  readonly exitCode: number | null
  /** Where its result lies until `discard`; null: it left none. */
  readonly result: string | null
  /** What it printed and is no step, redacted; the last of it. */
  readonly said: string
  /** It was ended in the middle of changes: the plan is kept, and run again it leaves the whole undo. */
  readonly halfWay: boolean
}

export interface ScriptRun {
  readonly ended: Promise<ScriptEnded>
  /** Asks the script to end after the change it is at, with a result. A script that only reads does not hear it. */
  stop(): Promise<void>
  /** Ends the process and all it has started, now. */
  kill(): void
}

export interface PowerShell {
  /** Null: there is none on this PC. Looked for anew each time, so that one installed meanwhile is found. */
  find(): PowerShellHost | null
  /** `heard`: each step, in order, already redacted. Fails with powershell-missing, exchange-busy or a disk's error. */
  start(job: ScriptJob, heard: (step: ScriptStep) => void): Promise<Result<ScriptRun, AppError>>
  /** Id of the plan that was ended half-way in this setup; null: none. */
  unfinished(setup: string): Promise<string | null>
  /** Removes the private files of a run. */
  discard(setup: string, planId: string): Promise<void>
  /** The scripts as files to hand over. */
  scripts(): Promise<Result<readonly ZipEntry[], AppError>>
}
