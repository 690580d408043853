/** An administrator elsewhere, with the role and without Sendproof, carries a plan out by Set-Entra.ps1. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { graphUrl } from '../../src/domain/cloud/cloud.ts'
import { parseClouds } from '../../src/domain/cloud/parse-clouds.ts'
import type { EntraPlan } from '../../src/domain/entra/plan/entra-plan.schema.ts'
import type { ScriptTaken } from '../../src/main/services/entra/script-result-service.ts'
import { everyChange, hostile } from './every-change.ts'
import { PracticeGraph, writes } from './practice-graph.ts'
import { root } from '../../tools/run.ts'
import { modules, patient, powershell, quoted, scripts } from './practice-powershell.ts'

const shipped = parseClouds(parse(readFileSync(path.join(root, 'assets/clouds.yaml'), 'utf8')))
const clouds = shipped.ok ? shipped.value : []

const reverts = (plan: EntraPlan, practice: PracticeGraph, result: string): EntraPlan => ({
  ...plan,
  changes: (practice.result(result)?.changes ?? []).flatMap(({ revert }) => revert ?? []).toReversed(),
})

describe.skipIf(powershell === undefined)('Set-Entra.ps1', patient, () => {
  const practice = new PracticeGraph()
  let plan: EntraPlan
  beforeAll(async () => {
    await practice.start('generic-graph-app', '--answer', 'credential=certificate')
    plan = await practice.plan('plan.json')
  })
  afterAll(() => practice.close())

  it('says what is missing before anybody signs in, and reads nothing of another tenant', async () => {
    const separator = '[IO.Path]::PathSeparator'
    const ran = await practice.run(
      [
        `$all = $env:PSModulePath`,
        `$env:PSModulePath = ($all -split ${separator} | Where-Object { $_ -ne ${quoted(modules)} }) -join ${separator}`,
        practice.call('plan.json', 'missing.json'),
        `Write-Host "exit $LASTEXITCODE"`,
        '$env:PSModulePath = $all',
        practice.call('plan.json', 'lacking.json'),
        `Write-Host "exit $LASTEXITCODE"`,
        "$ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'",
        practice.call('plan.json', 'constrained.json'),
      ].join('\n'),
      { tenantId: '99999999-2222-4333-8444-555555555555' },
    )
    expect(ran.errors).toBe('')
    const said = (name: string) => practice.result(name)?.troubles.map(({ code }) => code)
    expect([...ran.out.matchAll(/^exit (\d)$/gm)].map(([, code]) => code)).toEqual(['3', '3'])
    expect(said('missing.json')).toEqual(['module-missing'])
    expect(said('lacking.json')).toEqual(['wrong-tenant'])
    expect(said('constrained.json')).toEqual(['constrained-language'])
    expect(ran.calls).toEqual([])
    const taken = await practice.cli('entra', 'take', 'C', practice.file('lacking.json'))
    expect(taken.code).toBe(2)
    expect(taken.err).toContain('the sign-in was to another tenant')
  })

  it('names an owner in the Graph of the plan’s own cloud, not in the worldwide one', async () => {
    expect(clouds.map(({ kind }) => kind)).toEqual(['global', 'gcc-high', 'dod', 'china'])
    const named: readonly [plan: object, environment: string, root: string][] = [
      ...clouds.map((cloud): [object, string, string] => {
        const graph = graphUrl(cloud, '')
        return [{ cloud: cloud.kind, graph }, 'Global', graph]
      }),
      [{ cloud: 'custom', graph: 'https://graph.example.com/v1.0' }, 'Own', 'https://graph.example.com/v1.0'],
      // of a Sendproof that did not write it down yet
      [{ cloud: 'gcc-high' }, 'USGov', 'https://graph.microsoft.us/v1.0'],
      [{ cloud: 'dod' }, 'USGovDoD', 'https://dod-graph.microsoft.us/v1.0'],
      [{ cloud: 'china' }, 'China', 'https://microsoftgraph.chinacloudapi.cn/v1.0'],
      [{ cloud: 'custom' }, 'Own', 'https://graph.own.example/v1.0'],
    ]
    const parts = ['Plan', 'EntraSession', 'EntraReading', 'EntraChanges']
    const asked = named.map(([tenant, environment]) => [
      `$plan = ConvertFrom-Json ${quoted(JSON.stringify({ tenant }))}`,
      `$script:Graph = Get-GraphRoot $plan ${quoted(environment)}`,
      `$change = ConvertFrom-Json '{"after":{"id":"o"},"target":{"object":"application","id":"a"}}'`,
      `Write-Host (& $script:Kinds['add-owner'].request $change $null).body['@odata.id']`,
    ])
    const ran = await practice.run(
      [
        ...parts.map((part) => `. ${quoted(path.join(scripts, 'parts', `${part}.ps1`))}`),
        `function Get-MgEnvironment { param($Name) @{ GraphEndpoint = 'https://graph.' + $Name.ToLower() + '.example/' } }`,
        ...asked.flat(),
      ].join('\n'),
    )
    expect(ran.errors).toBe('')
    expect(ran.out.trim().split(/\r?\n/)).toEqual(named.map(([, , graph]) => `${graph}/directoryObjects/o`))
  })

  it('comes in a pack, shows first, goes on where its window was closed, is taken in as a report, and undoes itself', async () => {
    const pack = (name: string) => path.join(practice.file('pack'), name)
    const packed = await practice.cli(
      ...['handoff', 'C', '--role', 'entra-admin', '--plan', practice.file('plan.json')],
      ...['--out', practice.file('pack')],
    )
    expect(packed.code, packed.err).toBe(0)
    const kinds = plan.changes.map(({ kind }) => kind)
    expect(kinds).toEqual([
      'create-application',
      'add-owner',
      'create-service-principal',
      'add-role',
      'add-certificate',
    ])
    const page = readFileSync(pack('index.html'), 'utf8')
    expect(page).toContain('All of it by one script')
    expect(page).toContain('Certificates &amp; secrets')
    const inPack = readFileSync(pack('script/entra-plan.json'), 'utf8')
    expect(inPack).not.toContain('PRIVATE')
    writeFileSync(practice.file('pack.json'), inPack)

    const script = pack('script/Set-Entra.ps1')
    const killed = await practice.run(
      [
        practice.call('pack.json', 'preview.json', '-Preview', script),
        practice.call('pack.json', 'result.json', '', script),
      ].join('\n'),
      { kill: { write: 1, when: 'after' } },
    )
    expect(practice.result('preview.json')?.changes.map(({ outcome }) => outcome)).toEqual(
      kinds.map(() => 'would-change'),
    )
    // the preview wrote nothing, and the run was ended at its first write
    expect(practice.result('result.json')).toBeUndefined()
    expect(writes(killed.calls)).toEqual(['POST /graph/v1.0/applications'])
    expect((await practice.cli('entra', 'take', 'C', practice.file('preview.json'))).err).toContain(
      'nothing was changed',
    )
    // a directory whose replicas lag behind, and a Graph that asks for pauses, one of them at a write
    await practice.shell.tenant.admin.setFault('directory-lag', true)
    const again = await practice.set('pack.json', 'result.json', '', { busy: [1, 4, 5] })
    await practice.shell.tenant.admin.setFault('directory-lag', false)
    expect(again.code, again.out + again.errors).toBe(0)
    expect(writes(again.calls)).not.toContain('POST /graph/v1.0/applications')
    expect(again.result?.changes.map(({ outcome, earlier }) => [outcome, earlier])).toEqual(
      kinds.map((_, index) => ['done', index === 0]),
    )
    expect(readdirSync(practice.folder).filter((name) => name.endsWith('.journal'))).toEqual([])

    const taken = await practice.cli('entra', 'take', 'C', practice.file('result.json'), '--json')
    expect(taken.code, taken.err).toBe(0)
    const { moved, clientId, evidenceOf, reportedBy } = taken.json<ScriptTaken>()
    expect(moved).toContain('consent')
    expect({ clientId, reportedBy }).toEqual({
      clientId: again.result?.objects?.appId,
      reportedBy: 'admin@contoso.example',
    })
    expect(evidenceOf).not.toBeNull()
    const status = await practice.cli('setup', 'status', 'C', '--json')
    expect(status.out).toContain('reported-by-script')
    expect(status.out).not.toContain('read-from-tenant')
    // what was uploaded there belongs to the key that never left this PC
    expect(await practice.cli('credential', 'prove', 'C')).toMatchObject({ code: 0 })
    expect((await practice.cli('plan', 'C', '--json')).json<EntraPlan>().changes).toEqual([])

    const undo = reverts(plan, practice, 'result.json')
    practice.write('undo.json', undo, undo.changes)
    const undone = await practice.set('undo.json', 'undone.json')
    expect(undone.code, undone.out + undone.errors).toBe(0)
    expect(undone.result?.changes.map(({ kind, outcome }) => [kind, outcome])).toEqual([
      ['remove-certificate', 'done'],
      ['remove-role', 'done'],
      ['delete-service-principal', 'done'],
      ['remove-owner', 'done'],
      ['delete-application', 'done'],
    ])
    expect((await practice.cli('audit', 'C')).out).toContain('No registration')

    // what was deleted is kept for 30 days, and comes back
    const back = reverts(plan, practice, 'undone.json')
    const restored = back.changes.filter(({ kind }) => kind.startsWith('restore-'))
    practice.write('back.json', back, restored)
    const brought = await practice.set('back.json', 'brought.json')
    expect(brought.result?.changes.map(({ kind, outcome }) => [kind, outcome])).toEqual([
      ['restore-application', 'done'],
      ['restore-service-principal', 'done'],
    ])
  })
})

describe.skipIf(powershell === undefined)('Every kind of change, by script', patient, () => {
  const practice = new PracticeGraph()
  let every: Awaited<ReturnType<typeof everyChange>>
  beforeAll(async () => {
    await practice.start('eap', '--prepared')
    every = await everyChange(practice)
  })
  afterAll(async () => {
    await every.close()
    await practice.close()
  })

  it('is made, is left alone the second time, and leaves the tenant as it was when it is taken back', async () => {
    const { plan, changes, removeSecret, addSecret, rows } = every
    practice.write('all.json', plan, changes)
    const stale = changes.map((one) =>
      one.kind === 'set-notes' ? { ...one, before: 'what nobody ever wrote', after: 'new' } : one,
    )
    practice.write('stale.json', plan, stale)
    const before = await rows()
    const ran = await practice.run(
      [
        practice.call('stale.json', 'stale-result.json'),
        'Write-Host "exit $LASTEXITCODE"',
        practice.call('all.json', 'done.json'),
        'Write-Host "exit $LASTEXITCODE"',
        practice.call('all.json', 'twice.json'),
        'Write-Host "exit $LASTEXITCODE"',
      ].join('\n'),
    )
    const outcomes = (name: string) =>
      practice
        .result(name)
        ?.changes.map(({ kind, outcome, trouble }) => [kind, outcome, trouble?.code ?? null])
    // somebody has changed the first one since the plan was made: nothing at all is changed
    expect(outcomes('stale-result.json')).toEqual(
      changes.map(({ kind }, index) =>
        index === 0 ? [kind, 'failed', 'changed-since'] : [kind, 'not-tried', 'earlier-failed'],
      ),
    )
    expect(outcomes('done.json'), ran.out).toEqual(changes.map(({ kind }) => [kind, 'done', null]))
    expect(outcomes('twice.json')).toEqual(changes.map(({ kind }) => [kind, 'already', null]))
    expect([...ran.out.matchAll(/^exit (\d)$/gm)].map(([, code]) => code)).toEqual(['1', '0', '0'])
    expect(writes(ran.calls)).toHaveLength(changes.length)
    const between = await rows()
    expect(between.registration.notes).toBe(hostile)

    const undo = reverts(plan, practice, 'done.json')
    expect(undo.changes).toHaveLength(changes.length)
    practice.write('undo.json', undo, [...undo.changes, removeSecret, addSecret])
    const undone = await practice.set('undo.json', 'undone.json')
    expect(undone.code, undone.out + undone.errors).toBe(1)
    expect(undone.result?.changes.map(({ outcome }) => outcome)).toEqual([
      ...undo.changes.map(() => 'done'),
      'done',
      'left',
    ])
    expect(await rows()).toEqual(before)
    expect(readFileSync(practice.file('done.json'), 'utf8')).not.toMatch(/secretText|eyJ0/)
  })
})
