import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { Desk } from '../app/cli.ts'
import { cliHere, cliReading, composedHere } from '../app/in-process.ts'

interface Told {
  changes: { change: { kind: string; after: unknown }; state: string; who: string; at: string }[]
  already: unknown[]
  stopped: unknown
  view: { clean: boolean } | null
}

async function emptyTenant(recipe: string, ...words: string[]) {
  const desk = new Desk()
  onTestFinished(() => desk.close())
  const cli = (...more: string[]) => cliHere(desk.folder, ...more)
  const made = await cli('setup', 'create', '--recipe', recipe, '--name', 'C', '--practice', ...words)
  expect(made.err).not.toContain('error')
  expect(made.code).toBe(0)
  await cli('mailbox', 'import', 'C', '--practice')
  return { desk, cli }
}

describe('an administrator applies a plan', () => {
  it('from nothing, once: then the tenant matches, a second plan is empty, and all of it can be undone', async () => {
    const { desk, cli } = await emptyTenant('eap')
    const applied = await cli('apply', 'C', '--yes', '--json')
    const told = JSON.parse(applied.out) as Told
    expect(told.stopped).toBeNull()
    expect(told.changes.map(({ change, state }) => `${change.kind} ${state}`)).toEqual([
      'create-application done',
      'add-owner done',
      'create-service-principal done',
      'create-grant done',
      'add-secret done',
    ])
    expect(JSON.parse((await cli('plan', 'C', '--json')).out)).toMatchObject({ changes: [] })
    expect(told.view?.clean).toBe(true)
    const written = `${applied.out}${applied.err}${everythingWritten(desk.folder)}`
    expect(written).toContain('create-application')
    expect(written).not.toContain(await secretOf(desk))
    expect(written).not.toMatch(/eyJ[\w-]{20,}\.eyJ/)

    const undone = await cli('revert', 'C', '--yes', '--json')
    expect(JSON.parse(undone.out)).toMatchObject({ stopped: null, changedSince: [], final: [] })
    const plan = JSON.parse((await cli('plan', 'C', '--json')).out) as { changes: { kind: string }[] }
    expect(plan.changes.map(({ kind }) => kind)).toEqual(told.changes.map(({ change }) => change.kind))
    expect(JSON.parse((await cli('credential', 'list', 'C', '--json')).out)).toEqual([])
  })

  it('only after the tenant was named', async () => {
    const { desk, cli } = await emptyTenant('eap')
    const refused = await cliReading('Fabrikam\n', desk.folder, 'apply', 'C')
    expect(refused.code).toBe(2)
    expect(refused.err).toContain('Nothing was changed')
    const plan = JSON.parse((await cli('plan', 'C', '--json')).out) as {
      tenant: { name: string }
      changes: unknown[]
    }
    expect(plan.changes.length).toBeGreaterThan(3)
    const agreed = await cliReading(`${plan.tenant.name}\n`, desk.folder, 'apply', 'C')
    expect(agreed.code).toBe(0)
  })
})

/** The secret that was just made, as the vault knows it. */
async function secretOf(desk: Desk): Promise<string> {
  const composed = await composedHere(desk.folder)
  const { app } = composed
  const setup = app.setups.byName('C')
  const secret = setup.ok ? await app.credentials.secretOf(setup.value.id) : null
  await composed.close()
  if (secret?.ok !== true || secret.value === null) throw new Error('no secret is kept')
  return secret.value
}

/** Every file of the data folder: store, journal, log, sealed vault and the practice tenant. */
function everythingWritten(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile())
    .map((file) => readFileSync(file, 'latin1'))
    .join('\n')
}
