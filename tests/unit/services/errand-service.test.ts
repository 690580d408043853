/** What a person agreed to is what is carried out: nothing still in use goes by mistake, and nothing goes that was kept. */
import { describe, expect, it } from 'vitest'
import type { ErrandView, PreparedView } from '../../../src/contract/errand-views.schema.ts'
import { RegistrationView } from '../../../src/contract/registration-views.schema.ts'
import type { Change } from '../../../src/domain/entra/plan/change.schema.ts'
import type { ApplicationUse, CredentialUse } from '../../../src/domain/entra/rollover/usage.ts'
import { ok } from '../../../src/domain/result.ts'
import { Announcer } from '../../../src/main/services/desk/announcer.ts'
import { ErrandService } from '../../../src/main/services/entra/errand-service.ts'
import { RegistrationBoard } from '../../../src/main/services/entra/registration-board.ts'
import { aSetup } from '../../kit/samples.ts'
import { now, uuid } from '../../kit/contoso.ts'

const wish = { clientId: null, commandLineTools: false, account: null, browser: false, code: false }
const target = { object: 'application', id: uuid(5) } as const
const remove = (keyId: string): Change => ({
  kind: 'remove-secret',
  target,
  before: { keyId, displayName: 'old', endsAt: null },
  ...{ after: null, checks: [], step: null },
})
const off: Change = { kind: 'set-disabled', target, before: false, after: true, checks: [], step: null }
const tenant = { id: uuid(6), name: 'Contoso' }

interface Tenant {
  readonly credential?: CredentialUse
  readonly application?: ApplicationUse
}

/** One setup whose tenant answers at once; what is carried out in it is in `made`. */
function bench({ credential = { kind: 'not-asked' }, application = { kind: 'not-asked' } }: Tenant = {}) {
  const setup = aSetup()
  const announcer = new Announcer()
  const made: string[] = []
  let ids = 100
  const surroundings = {
    setups: { getSetup: () => setup, getSetting: () => null, setSetting: () => undefined },
    changes: { listChanges: () => [] },
    clock: { now: () => new Date(now) },
    ids: { uuid: () => uuid((ids += 1)) },
    desk: { open: () => ok({ setup }) },
    log: { warn: (event: string) => made.push(event) },
    announcer,
  }
  const board = new RegistrationBoard(
    surroundings as unknown as ConstructorParameters<typeof RegistrationBoard>[0],
  )
  const carried = (what: string, changes: readonly Change[]) => {
    made.push(`${what} ${changes.map((one) => keyOf(one)).join(' ')}`)
    return Promise.resolve(ok({ entries: [], stopped: null }))
  }
  const standing = { stage: 'active', application: null, servicePrincipal: null, grants: 2, roles: 0 }
  const errands = new ErrandService({
    ...surroundings,
    board,
    rollovers: {
      previewFinish: () =>
        Promise.resolve(ok({ tenant, removals: [remove(aa), remove(bb)], use: credential })),
      finish: (_: string, changes: readonly Change[]) => carried('finish', changes),
    },
    decommissions: {
      look: (_: string, step: string | null) =>
        Promise.resolve(
          ok({ tenant, standing, use: application, leftovers: [], changes: step === null ? [] : [off] }),
        ),
      carryOut: (_: string, step: string, changes: readonly Change[]) => carried(step, changes),
    },
  } as unknown as ConstructorParameters<typeof ErrandService>[0])
  /** Resolves with what the page is shown when it has ended. */
  const ended = (begin: () => unknown) =>
    new Promise<RegistrationView>((resolve) => {
      const stop = announcer.subscribe((name, payload) => {
        if (name !== 'registration.progress') return
        const view = RegistrationView.parse(payload)
        if (view.act?.state === 'running') return
        stop()
        resolve(view)
      })
      begin()
    })
  const previewed = async (errand: ErrandView): Promise<PreparedView> => {
    const { prepared } = await ended(() => errands.prepare(setup.id, wish, errand))
    if (prepared === null) throw new Error('nothing was prepared')
    return prepared
  }
  return { setup, board, errands, made, ended, previewed }
}

/** A key as the table names it. */
const keyOf = (change: Change) =>
  change.kind === 'remove-secret' ? (change.before.keyId ?? '').slice(0, 2) : change.kind
const aa = 'aaaaaaaa-0000-4000-8000-000000000001'
const bb = 'bbbbbbbb-0000-4000-8000-000000000002'
const finish: ErrandView = { errand: 'rollover-finish', logs: true }
const used: CredentialUse = { kind: 'used', keyId: aa.toUpperCase(), at: now }

describe('the old credential', () => {
  it.each([
    ['is still used', used, [], false, 'rollover-still-used'],
    ['is still used, and the person knows', used, [], true, 'aa bb'],
    ['is still used and is the one that is kept', used, [aa.toUpperCase()], false, 'bb'],
    ['is not used', { kind: 'not-used', signIns: 3 }, [], false, 'aa bb'],
    ['cannot be told from here', { kind: 'no-sign-ins' }, [bb], false, 'aa'],
  ] as const)('%s', async (_, credential, keep, evenIfUsed, expected) => {
    const { errands, setup, previewed, ended, made } = bench({ credential })
    const { id } = await previewed(finish)
    const agreement = { keep, evenIfUsed }
    const agreed = errands.agreed(setup.id, id, agreement)
    expect(agreed.ok ? agreed.value.changes.map(keyOf).join(' ') : agreed.error.code).toBe(expected)
    if (!agreed.ok) {
      expect(errands.carryOut(setup.id, id, wish, agreement)).toEqual(agreed)
      expect(made).toEqual([])
      return
    }
    const { act } = await ended(() => errands.carryOut(setup.id, id, wish, agreement))
    expect(act).toMatchObject({ state: 'done', kind: 'apply', purpose: 'rollover' })
    expect(made).toEqual([`finish ${expected}`])
    // What was agreed to once is not carried out again.
    expect(errands.agreed(setup.id, id, agreement)).toMatchObject({ error: { code: 'plan-gone' } })
  })
})

describe('an application on its way out', () => {
  const signedIn: ApplicationUse = {
    ...{ kind: 'signed-in', refused: false, people: 1, application: 2, lastAt: now, since: now },
  }
  const agreement = { keep: [], evenIfUsed: false }

  it('is deactivated while it is used, since that shows who still needs it; nothing further goes by mistake', async () => {
    const { errands, setup, previewed } = bench({ application: signedIn })
    const first = await previewed({ errand: 'decommission', step: 'deactivate', logs: true })
    expect(errands.agreed(setup.id, first.id, agreement)).toMatchObject({ ok: true })
    const next = await previewed({ errand: 'decommission', step: 'revoke', logs: true })
    expect(errands.agreed(setup.id, next.id, agreement)).toMatchObject({
      error: { code: 'decommission-still-used', signIns: 3 },
    })
    expect(errands.agreed(setup.id, next.id, { keep: [], evenIfUsed: true })).toMatchObject({ ok: true })
    expect(errands.agreed(setup.id, first.id, agreement)).toMatchObject({ error: { code: 'plan-gone' } })
  })

  it('stands where it was read when the next step is put away, and where it was brought when it is done', async () => {
    const { errands, setup, board, previewed, ended, made } = bench()
    await previewed({ errand: 'decommission', step: 'deactivate', logs: false })
    const closed = await ended(() => board.close(setup.id))
    expect(closed.prepared).toMatchObject({ changes: [], found: { step: null, stage: 'active', grants: 2 } })
    const { id } = await previewed({ errand: 'decommission', step: 'deactivate', logs: false })
    const done = await ended(() => errands.carryOut(setup.id, id, wish, agreement))
    expect(done.prepared).toMatchObject({
      changes: [],
      found: { step: null, stage: 'deactivated', grants: 2 },
    })
    expect(made).toEqual(['deactivate set-disabled'])
  })
})
