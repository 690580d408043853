/** What the native question names is what is changed: a page cannot slip another list, another tenant or a silent yes under it. */
import { expect, test } from 'vitest'
import type { RegistrationView } from '../../../src/contract/registration-views.schema.ts'
import { err, ok } from '../../../src/domain/result.ts'
import { createRegistrationHandlers } from '../../../src/main/ipc/registration-handlers.ts'
import type { SetupStore } from '../../../src/main/services/desk/stores.port.ts'
import type { App } from '../../../src/main/wiring/app.ts'
import { wordsFor } from '../../../src/words/words.ts'
import { aSetup } from '../../kit/samples.ts'
import { uuid } from '../../kit/contoso.ts'

const wish = { clientId: null, commandLineTools: false, account: null, browser: false, code: false }
const planned = uuid(1)
const client = '11111111-2222-4333-8444-555555555555'
type Made = RegistrationView['made'][number]

const target = { object: 'application', id: null } as const
const notes = { kind: 'set-notes', target, before: null, after: 'x', checks: [], step: null } as const
const gone = { keyId: null, displayName: 'old', endsAt: null }
const removed = { kind: 'remove-secret', target, before: gone, after: null, checks: [], step: null } as const
const made = (id: string): Made => ({
  id,
  act: uuid(9),
  purpose: 'apply',
  change: { ...notes, checks: [] },
  at: '2026-11-21T14:02:00.000Z',
  who: 'admin@contoso.com',
  undo: { ...notes, before: 'x', after: null, checks: [] },
})

/** `meanwhile`: what happens while the question is open. */
function bench(
  answer: boolean,
  meanwhile: (state: { planned: string; made: Made[] }) => void = () => undefined,
) {
  const setup = { ...aSetup(), tenantName: 'Contoso' }
  const state = { planned, made: [made(uuid(2)), made(uuid(3))] }
  const asked: string[] = []
  const begun: string[] = []
  const current = (id: string) =>
    id === state.planned
      ? ok({
          plan: { tenant: { id: setup.tenantId, name: 'Contoso' } },
          view: { object: { name: 'EAP mail', clientId: client }, changes: [notes, removed] },
        })
      : err({ code: 'plan-gone' })
  const registrations = {
    planned: (_: string, id: string) => current(id),
    apply: (_: string, id: string) => {
      const found = current(id)
      if (found.ok) begun.push(`apply ${id}`)
      return found.ok ? ok(null) : found
    },
    undo: (_: string, only: ReadonlySet<string>) => ok(state.made.filter(({ id }) => only.has(id))),
    revert: (_: string, only: ReadonlySet<string>) => {
      begun.push(`revert ${[...only].join(' ')}`)
      return ok(null)
    },
    view: () => ok({ reading: null }),
  }
  const handlers = createRegistrationHandlers({ registrations } as unknown as App, {
    words: wordsFor('en'),
    setups: { getSetup: () => setup } as unknown as SetupStore,
    confirmation: {
      confirm: async (question) => {
        asked.push(JSON.stringify(question))
        meanwhile(state)
        return answer
      },
    },
  })
  return {
    apply: (id = planned) => handlers['registration.apply']({ setup: setup.id, planned: id, wish }),
    revert: (...entries: string[]) => handlers['registration.revert']({ setup: setup.id, entries, wish }),
    asked,
    begun,
  }
}

test('names tenant, registration and number of changes, and which of them are for good', async () => {
  const { apply, asked, begun } = bench(true)
  expect(await apply()).toEqual(ok({ began: true }))
  for (const part of ['2 changes', 'Contoso', 'EAP mail', client, 'One of them cannot be undone'])
    expect(asked[0]).toContain(part)
  expect(begun).toEqual([`apply ${planned}`])
})

test('a no is a no', async () => {
  const { apply, revert, asked, begun } = bench(false)
  expect(await apply()).toEqual(ok({ began: false }))
  expect(await revert(uuid(2))).toEqual(ok({ began: false }))
  expect(asked).toHaveLength(2)
  expect(begun).toEqual([])
})

test('a list that main has not shown is not even asked about', async () => {
  const { apply, asked, begun } = bench(true)
  expect(await apply(uuid(77))).toMatchObject({ ok: false, error: { code: 'plan-gone' } })
  expect([asked, begun]).toEqual([[], []])
})

test('a list that was replaced while the question was open is not carried out', async () => {
  const { apply, begun } = bench(true, (state) => void (state.planned = uuid(5)))
  expect(await apply()).toMatchObject({ ok: false, error: { code: 'plan-gone' } })
  expect(begun).toEqual([])
})

test('undoes exactly the changes it asked about, and none when they are others by then', async () => {
  const yes = bench(true)
  expect(await yes.revert(uuid(2), uuid(44))).toEqual(ok({ began: true }))
  expect(yes.asked[0]).toContain('Undo 1 change in the tenant Contoso?')
  const late = bench(true, (state) => void state.made.shift())
  expect(await late.revert(uuid(2), uuid(3))).toMatchObject({
    ok: false,
    error: { code: 'setup-changed-meanwhile' },
  })
  expect(late.begun).toEqual([])
})
