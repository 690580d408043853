/**
 * The scripts of assets/powershell under a real PowerShell, against a practice tenant on loopback. One process carries
 * out many runs: starting one costs most of a second.
 */
import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Agent, fetch } from 'undici'
import { z } from 'zod'
import {
  type Action,
  ExchangePlanSchema,
  type ReadPlan,
  type SetPlan,
} from '../../src/domain/exchange/plan.schema.ts'
import { ReadResultSchema, SetResultSchema } from '../../src/domain/exchange/result.schema.ts'
import type { PracticeTenant } from '../../src/practice/contract/options.ts'
import { startPracticeTenant } from '../../src/practice/index.ts'
import { findPowerShell } from '../../tools/powershell.ts'
import { root } from '../../tools/run.ts'
import { type Ran, StandingPowerShell } from './standing-powershell.ts'

export const powershell = findPowerShell()
/** Starting a PowerShell takes seconds of computing where many tests share a machine. */
export const patient = { timeout: 300_000 }
export const modules = path.join(root, 'src/practice/powershell')
export const scripts = path.join(root, 'assets/powershell')

/** A plan without its head. */
type Work = Pick<SetPlan, 'actions'> | Pick<ReadPlan, 'read'>

export interface Trouble {
  readonly calls?: readonly {
    kind:
      | 'throttled'
      | 'lost'
      | 'lost-after'
      | 'killed'
      | 'killed-after'
      | 'not-found'
      | 'out-of-scope'
      | 'refused-by-type'
    cmdlet?: string
    about?: string
    after?: number
    times?: number
  }[]
  readonly lacking?: readonly string[]
  readonly tenantId?: string
  readonly dehydrated?: boolean
  readonly orphans?: readonly { mailbox: string; right: 'sendAs' | 'fullAccess'; sid: string }[]
  readonly settings?: {
    readonly licensed?: Readonly<Record<string, boolean>>
    readonly hidden?: Readonly<Record<string, boolean>>
    readonly authenticationPolicies?: readonly { name: string; allowBasicAuthSmtp: boolean }[]
    readonly authenticationPolicyOf?: Readonly<Record<string, string>>
    readonly defaultAuthenticationPolicy?: string | null
  }
  readonly administrators?: Readonly<Record<string, readonly string[]>>
  readonly connectFailure?: string
}

const calls = z.object({
  calls: z.array(
    z.object({
      cmdlet: z.string(),
      parameters: z.record(z.string(), z.unknown()),
      validateOnly: z.boolean(),
    }),
  ),
})

const invoked = z.looseObject({
  objects: z.array(z.object({ values: z.record(z.string(), z.unknown()) })).default([]),
  error: z.string().optional(),
})

/** A PowerShell value in single quotes: every kind of single quote inside it is doubled. */
export const quoted = (text: string) => `'${text.replace(/['\u2018\u2019\u201a\u201b]/g, '$&$&')}'`

function scriptIn(folder: string, script: string): string {
  const file = path.join(folder, `${randomUUID()}.ps1`)
  // with a mark, so that Windows PowerShell reads it as UTF-8 too
  writeFileSync(file, `\ufeff${script}`)
  return file
}

const envIn = (folder: string, more: Record<string, string>) => ({
  ...process.env,
  ...{ POWERSHELL_TELEMETRY_OPTOUT: '1', TMPDIR: folder, NO_COLOR: '1' },
  ...more,
})

/** Runs script text in a process of its own; what it leaves behind lies in the folder. @returns exit code and what was printed */
export function runPowerShell(
  folder: string,
  script: string,
  more: Record<string, string> = {},
): Promise<Ran> {
  const file = scriptIn(folder, script)
  const env = envIn(folder, more)
  return new Promise((resolve) => {
    const args = ['-NoProfile', '-NonInteractive', '-File', file]
    execFile(powershell ?? 'pwsh', args, { env, maxBuffer: 1 << 28 }, (error, out, errors) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : 1, out, errors }),
    )
  })
}

export class PracticePowerShell {
  readonly tenant: PracticeTenant
  readonly folder: string
  readonly #agent: Agent
  #connection: string | undefined
  readonly #standing: StandingPowerShell | undefined
  private constructor(tenant: PracticeTenant, folder: string, standing: boolean) {
    this.tenant = tenant
    this.folder = folder
    this.#agent = new Agent({ connect: { ca: readFileSync(tenant.endpoints.caFile) } })
    if (standing)
      this.#standing = new StandingPowerShell(powershell ?? 'pwsh', folder, envIn(folder, this.#own()))
  }

  /**
   * `stateDir`: of a tenant that is there already, such as a practice setup's own. `standing`: one process carries out all
   * runs with the usual environment; for tests that change nothing of the process itself.
   */
  static async start(o: {
    mailboxes: number
    stateDir?: string
    latencyMs?: number
    standing?: boolean
  }): Promise<PracticePowerShell> {
    const { standing = false, ...asked } = o
    const folder = await mkdtemp(path.join(tmpdir(), 'sendproof-powershell-'))
    const tenant = await startPracticeTenant({
      stateDir: path.join(folder, 'tenant'),
      ...asked,
      prepared: false,
    })
    const session = new PracticePowerShell(tenant, folder, standing)
    session.browserSignedInAs(null)
    return session
  }

  async close(): Promise<void> {
    await this.#standing?.close()
    await this.#agent.close()
    await this.tenant.close()
    await rm(this.folder, { recursive: true, force: true })
  }

  get #url() {
    return new URL('/exchange-admin', this.tenant.endpoints.admin.url).toString()
  }

  /** null: as whoever the plan asks for. */
  browserSignedInAs(account: string | null): void {
    const { caFile, admin } = this.tenant.endpoints
    const known = { url: this.#url, caFile, key: admin.key, account: account ?? '' }
    writeFileSync(path.join(this.folder, 'practice.json'), JSON.stringify(known))
  }

  async #ask(route: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${this.#url}/${route}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${this.tenant.endpoints.admin.key}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      dispatcher: this.#agent,
    })
    return response.json()
  }

  /** What goes wrong in Exchange from now on; the list of calls starts anew. */
  async trouble(trouble: Trouble = {}): Promise<void> {
    await this.#ask('trouble', trouble)
  }

  async calls(): Promise<z.output<typeof calls>['calls']> {
    return calls.parse(await this.#ask('calls')).calls
  }

  /** One call of a cmdlet, without a PowerShell. @returns the properties of what it shows */
  async invoke(cmdlet: string, parameters: object): Promise<Record<string, unknown>[]> {
    this.#connection ??= z
      .looseObject({ connectionId: z.string() })
      .parse(await this.#ask('connect', {})).connectionId
    const body = { connectionId: this.#connection, cmdlet, parameters, validateOnly: false }
    const { objects, error } = invoked.parse(await this.#ask('invoke', body))
    if (error !== undefined) throw new Error(`${cmdlet}: ${error}`)
    return objects.map(({ values }) => values)
  }

  /** Writes a plan for this tenant. */
  plan(work: Work, other: Partial<SetPlan['connect']> = {}): { plan: string; result: string; name: string } {
    const name = randomUUID()
    const { tenantId, adminUser } = this.tenant.endpoints
    const plan = {
      format: 'sendproof-exchange-plan',
      version: 1,
      kind: 'actions' in work ? 'set' : 'read',
      id: randomUUID(),
      title: 'Practice',
      connect: {
        tenantId,
        account: adminUser,
        environment: 'O365Default',
        signIn: { by: 'browser' },
        delegatedOrganization: null,
        signingCertificate: null,
        ...other,
      },
      retry: { tries: 3, waitSeconds: 0 },
      ...work,
    }
    const file = path.join(this.folder, `${name}.plan.json`)
    writeFileSync(file, JSON.stringify(ExchangePlanSchema.parse(plan)))
    return { plan: file, result: path.join(this.folder, `${name}.result.json`), name }
  }

  #own() {
    return { PRACTICE_EXCHANGE: path.join(this.folder, 'practice.json'), PSModulePath: modules }
  }

  /** Runs script text, in a process of its own where environment or modules are others than usual. */
  run(script: string, o: { env?: Record<string, string>; modulePath?: string } = {}): Promise<Ran> {
    const standing = this.#standing
    if (standing !== undefined && o.env === undefined && o.modulePath === undefined && !standing.isBusy())
      return standing.run(scriptIn(this.folder, `${script}\nexit 0\n`))
    return runPowerShell(this.folder, script, {
      ...this.#own(),
      ...(o.modulePath === undefined ? {} : { PSModulePath: o.modulePath }),
      ...o.env,
    })
  }

  call(
    script: 'Read-Exchange.ps1' | 'Set-Exchange.ps1',
    p: { plan: string; result: string },
    more = '',
  ): string {
    return `& ${quoted(path.join(scripts, script))} -Plan ${quoted(p.plan)} -Result ${quoted(p.result)} -Output Json ${more}`
  }

  /** As `trouble`, from inside a script that carries out several runs. */
  rehearse(trouble: Trouble): string {
    const json = quoted(JSON.stringify(trouble))
    return `$null = & (Import-Module ExchangeOnlineManagement -PassThru -DisableNameChecking) { param($Json) Send-Practice '/trouble' (ConvertFrom-Json $Json) } ${json}`
  }

  /** Carries out actions. */
  async set(actions: readonly Action[], o: SetOptions = {}) {
    const plan = this.plan({ actions: [...actions] }, o.connect)
    const ran = await this.run(
      `${this.call('Set-Exchange.ps1', plan, o.preview === true ? '-Preview' : '')}; exit $LASTEXITCODE`,
      o,
    )
    return { ...ran, ...plan, result: readSet(plan.result), resultFile: plan.result }
  }

  async read(read: ReadPlan['read'], o: Omit<SetOptions, 'preview'> = {}) {
    const plan = this.plan({ read }, o.connect)
    const ran = await this.run(`${this.call('Read-Exchange.ps1', plan)}; exit $LASTEXITCODE`, o)
    const result = existsSync(plan.result) ? ReadResultSchema.parse(readJson(plan.result)) : undefined
    return { ...ran, result }
  }
}
interface SetOptions {
  readonly preview?: boolean
  readonly connect?: Partial<SetPlan['connect']>
  readonly env?: Record<string, string>
  readonly modulePath?: string
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8').replace(/^\ufeff/, ''))
export const readSet = (file: string) =>
  existsSync(file) ? SetResultSchema.parse(readJson(file)) : undefined
