/** Set-Entra.ps1 under a real PowerShell: a setup of the command line, its plan, and its practice tenant on loopback. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect } from 'vitest'
import type { Change } from '../../src/domain/entra/plan/change.schema.ts'
import { EntraPlanSchema, type EntraPlan } from '../../src/domain/entra/plan/entra-plan.schema.ts'
import { ScriptResultSchema, type ScriptResult } from '../../src/domain/entra/script/script-result.schema.ts'
import { cliHere } from '../integration/app/in-process.ts'
import { PracticePowerShell, quoted, scripts } from './practice-powershell.ts'

export interface Rehearsed {
  /** Whom the browser signs in; null: an administrator who may do everything. */
  readonly account?: string
  /** Of another tenant, as the sign-in would report it. */
  readonly tenantId?: string
  /** Numbers of the requests that Graph asks to send again. */
  readonly busy?: readonly number[]
  /** Ends the window before or after the request that writes with this number, from 1. */
  readonly kill?: { readonly write: number; readonly when: 'before' | 'after' }
}

export class PracticeGraph {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'sendproof-graph-'))
  #shell: PracticePowerShell | null = null
  #runs = 0

  async close(): Promise<void> {
    await this.#shell?.close()
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 })
  }

  get shell(): PracticePowerShell {
    if (this.#shell === null) throw new Error('not started')
    return this.#shell
  }

  file(name: string): string {
    return path.join(this.folder, name)
  }

  async cli(...words: string[]) {
    const ended = await cliHere(this.file('data'), ...words)
    return { ...ended, json: <T>() => JSON.parse(ended.out) as T }
  }

  /** Of this recipe, as setup C, with its practice tenant running. */
  async start(recipe: string, ...words: string[]): Promise<void> {
    const create = ['setup', 'create', '--recipe', recipe, '--name', 'C', '--practice', '--mailboxes', '2']
    const created = await this.cli(...create, ...words, '--json')
    expect(created.code, created.err).toBe(0)
    const { id } = created.json<{ id: string }>()
    expect(await this.cli('mailbox', 'import', 'C', '--practice')).toMatchObject({ code: 0 })
    const stateDir = path.join(this.file('data'), 'practice', id)
    this.#shell = await PracticePowerShell.start({ mailboxes: 2, stateDir })
  }

  /** What `plan --out` writes, with what the test changes about it. */
  async plan(name: string, change: (plan: EntraPlan) => EntraPlan = (plan) => plan): Promise<EntraPlan> {
    const planned = await this.cli('plan', 'C', '--out', this.file(name))
    expect(planned.code, planned.err).toBe(0)
    const plan = change(EntraPlanSchema.parse(JSON.parse(readFileSync(this.file(name), 'utf8'))))
    writeFileSync(this.file(name), JSON.stringify(plan))
    return plan
  }

  /** One more plan of the same head. */
  write(name: string, plan: EntraPlan, changes: readonly Change[]): void {
    writeFileSync(this.file(name), JSON.stringify(EntraPlanSchema.parse({ ...plan, changes: [...changes] })))
  }

  call(plan: string, result: string, more = '', script = path.join(scripts, 'Set-Entra.ps1')): string {
    return `& ${quoted(script)} -Plan ${quoted(this.file(plan))} -Result ${quoted(this.file(result))} -Output Json -WaitSeconds 0 ${more}`
  }

  /** Script text in one process, with the practice tenant behind Connect-MgGraph. */
  async run(script: string, rehearsed: Rehearsed = {}) {
    const { caFile, admin, authority, adminUser } = this.shell.tenant.endpoints
    this.#runs += 1
    const calls = this.file(`calls-${this.#runs}.txt`)
    const known = this.file(`graph-${this.#runs}.json`)
    const origin = new URL(authority).origin
    writeFileSync(
      known,
      JSON.stringify({ origin, caFile, key: admin.key, account: adminUser, calls, ...rehearsed }),
    )
    const ran = await this.shell.run(script, { env: { PRACTICE_GRAPH: known } })
    const asked = existsSync(calls) ? readFileSync(calls, 'utf8').split(/\r?\n/) : []
    return { ...ran, calls: asked.filter((line) => line !== '' && line !== '\ufeff') }
  }

  /** One call in a process of its own. */
  async set(plan: string, result: string, more = '', rehearsed: Rehearsed = {}) {
    const ran = await this.run(`${this.call(plan, result, more)}; exit $LASTEXITCODE`, rehearsed)
    return { ...ran, result: this.result(result) }
  }

  result(name: string): ScriptResult | undefined {
    if (!existsSync(this.file(name))) return undefined
    return ScriptResultSchema.parse(JSON.parse(readFileSync(this.file(name), 'utf8').replace(/^\ufeff/, '')))
  }
}

export const writes = (calls: readonly string[]) => calls.filter((line) => !/^\ufeff?GET /.test(line))
