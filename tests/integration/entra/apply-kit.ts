/** A setup in a practice tenant of its own, whose directory can be cut off at any call, and started over. */
import { readFileSync } from 'node:fs'
import { Agent } from 'undici'
import { expect, onTestFinished } from 'vitest'
import type { ChangeEntry } from '../../../src/domain/entra/apply/change-entry.schema.ts'
import type { EntraPlan } from '../../../src/domain/entra/plan/entra-plan.schema.ts'
import { HttpGraphDirectory } from '../../../src/main/adapters/entra/graph-directory.ts'
import { HttpDirectoryWriter } from '../../../src/main/adapters/entra/graph-writer.ts'
import { createUndiciFetch } from '../../../src/main/adapters/system/undici-fetch.ts'
import type { ChangeJournal } from '../../../src/main/services/entra/change-journal.port.ts'
import type { TokenClient } from '../../../src/main/services/sign-in/token-client.port.ts'
import type { HttpFetch } from '../../../src/main/services/surroundings/surroundings.port.ts'
import { createApp, type App } from '../../../src/main/wiring/app.ts'
import { ok } from '../../../src/domain/result.ts'
import { AdminSignIn } from '../../../src/main/services/entra/admin-sign-in.ts'
import { Desk } from '../app/cli.ts'
import { cliHere, composedHere } from '../app/in-process.ts'
import { directoryAt, rowsIn } from '../practice/directory-kit.ts'
import type { Tenant } from './tenant-kit.ts'

export const wish = {
  clientId: null,
  commandLineTools: false,
  account: null,
  browser: false,
  showCode: null,
  signal: new AbortController().signal,
}

export interface Bench {
  readonly id: string
  readonly journal: () => ChangeEntry[]
  /** Windows-like restarts: another app over the same store and tenant, whose network ends where `cut` says. */
  app(cut?: Cut): App
  /** What was asked of the directory since the last `app`, in order. */
  readonly calls: string[]
  plan(app?: App): Promise<EntraPlan>
  /** What was changed up to now stays, and nobody knows of it. */
  forget(): void
  /** The tenant as an administrator with every right sees and changes it; its registration is there already. */
  tenant(): Promise<Pick<Tenant, 'graph' | 'application' | 'principal'>>
  /** An empty tenant again, an empty journal, no credential. */
  startOver(): Promise<void>
}

const writeRights = [
  'Application.ReadWrite.All',
  'AppRoleAssignment.ReadWrite.All',
  'DelegatedPermissionGrant.ReadWrite.All',
  'Directory.Read.All',
  'User.Read',
] as const

/** `at`: number of the call, from 0, at which the connection ends for good. answered: it was made, the reply is lost. */
export interface Cut {
  readonly at: number
  readonly answered: boolean
}

export async function bench(recipe: string, ...words: string[]): Promise<Bench> {
  const desk = new Desk()
  onTestFinished(() => desk.close())
  const create = ['setup', 'create', '--recipe', recipe, '--name', 'C', '--practice', '--json', ...words]
  const created = await cliHere(desk.folder, ...create)
  expect(created.code, created.err).toBe(0)
  const { id } = JSON.parse(created.out) as { id: string }
  await cliHere(desk.folder, 'mailbox', 'import', 'C', '--practice')
  const { ports, close } = await withPorts(desk.folder)
  onTestFinished(close)
  const entries = new Map<string, ChangeEntry>()
  const changes: ChangeJournal = {
    listChanges: () => [...entries.values()],
    saveChange: (_, entry) => void entries.set(entry.id, entry),
  }
  const calls: string[] = []
  // One sign-in for all of a kind: signing in is not what is tried here.
  const signedIn = new Map<string, ReturnType<typeof ports.tokens.signIn>>()
  const { tokens: real } = ports
  const tokens: TokenClient = {
    signIn(request) {
      const key = request.scopes.join(' ')
      const known = signedIn.get(key) ?? real.signIn(request)
      signedIn.set(key, known)
      return known
    },
    signInByCode: (request) => real.signInByCode(request),
    silent: (...all) => real.silent(...all),
    forApp: (...all) => real.forApp(...all),
  }
  const app = (cut?: Cut) => {
    calls.length = 0
    const network = createUndiciFetch()
    const fetch: HttpFetch = async (url, init, caFile) => {
      const number = calls.push(`${init.method} ${new URL(url).pathname}`) - 1
      const ended = cut !== undefined && number >= cut.at
      if (ended && !(cut.answered && number === cut.at)) throw new TypeError('fetch failed')
      const response = await network(url, init, caFile)
      if (ended) {
        await response.text()
        throw new TypeError('terminated')
      }
      return response
    }
    const { clock } = ports
    return createApp({
      ...ports,
      tokens,
      changes,
      directory: new HttpGraphDirectory({ fetch, clock }),
      writer: new HttpDirectoryWriter({ fetch, clock }),
    })
  }
  return {
    id,
    journal: () => changes.listChanges(id),
    app,
    calls,
    async plan(by = app()) {
      const previewed = await by.applies.preview(id, wish, null)
      if (!previewed.ok) throw new Error(JSON.stringify(previewed.error))
      return previewed.value.plan
    },
    forget: () => entries.clear(),
    async tenant() {
      const found = ports.setups.getSetup(id)
      const known = ports.recipes.recipe(recipe)
      if (found === null || known === null) throw new Error('no setup')
      const handle = await ports.practice.ensure(found, known)
      if (!handle.ok) throw new Error(JSON.stringify(handle.error))
      const { cloud } = handle.value
      const signed = await new AdminSignIn({ ...ports, tokens }).during(
        { setup: found, recipe: known, cloud, practice: handle.value },
        writeRights,
        wish,
        async ({ caller }) => ok(caller.token),
      )
      if (!signed.ok) throw new Error(JSON.stringify(signed.error))
      const agent = new Agent({ connect: { ca: readFileSync(cloud.caFile ?? '', 'utf8') } })
      onTestFinished(() => agent.close())
      const graph = directoryAt(cloud.graph, agent, signed.value)
      const clientId = found.clientId ?? ''
      const [application] = rowsIn(
        await graph('GET', `/applications?$filter=appId eq '${clientId}'&$select=id`),
      )
      const principal = await graph('GET', `/servicePrincipals(appId='${clientId}')?$select=id`)
      return { graph, application: String(application?.id), principal: String(principal.body.id) }
    },
    async startOver() {
      const by = app()
      const reverted = await by.reverts.revert(id, wish, () => undefined)
      if (!reverted.ok || reverted.value.stopped !== null) throw new Error(JSON.stringify(reverted))
      entries.clear()
    },
  }
}

async function withPorts(folder: string) {
  const composed = await composedHere(folder)
  return { ports: composed.ports, close: () => composed.close() }
}
