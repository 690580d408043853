/** What an administrator is told while a tenant is changed: what is being made, what was made, and what was not even tried. */
import { describe, expect, it } from 'vitest'
import type { ChangeEntry } from '../../../src/domain/entra/apply/change-entry.schema.ts'
import type { Change } from '../../../src/domain/entra/plan/change.schema.ts'
import { RegistrationAct } from '../../../src/main/services/entra/registration-act.ts'
import { now, uuid } from '../../kit/contoso.ts'

const target = { object: 'application', id: null } as const
const common = { target, checks: [], step: null }
const notes: Change = { kind: 'set-notes', before: null, after: 'x', ...common }
const audience: Change = { kind: 'set-audience', before: 'a', after: 'b', ...common }
const owner: Change = { kind: 'add-owner', before: null, after: { id: uuid(1), name: 'kim' }, ...common }
const entry = (change: Change) => ({ change }) as ChangeEntry
const refused = {
  code: 'change-refused',
  change: 'set-audience',
  status: 400,
  said: 'Request_BadRequest',
} as const

const session = {
  who: { username: 'kim@contoso.com', objectId: uuid(1), tenantId: uuid(2), name: null, mail: null },
  door: { name: 'own', clientId: uuid(3) },
  rights: ['User.Read'],
} as const

function applying(changes: readonly Change[] = [notes, audience, owner]) {
  let told = 0
  const about = { id: uuid(8), kind: 'apply', purpose: 'apply', startedAt: now } as const
  const act = new RegistrationAct(about, changes, () => (told += 1))
  return { act, states: () => act.view.changes.map(({ state }) => state).join(' '), told: () => told }
}

describe('changes under way', () => {
  it('are told one after another, with who is signed in', () => {
    const { act, states, told } = applying()
    act.signedIn(session)
    expect(act.view).toMatchObject({
      phase: 'working',
      actor: { who: 'kim@contoso.com', door: 'own', rights: ['User.Read'] },
    })
    act.heard(notes)
    expect(states()).toBe('doing to-go to-go')
    act.heard(audience)
    act.phase('waiting')
    expect(act.view.phase).toBe('waiting')
    expect(states()).toBe('done doing to-go')
    act.end(null, [entry(notes), entry(audience), entry(owner)])
    expect(act.view.state).toBe('done')
    expect(states()).toBe('done done done')
    expect(told()).toBe(5)
  })

  it('end at the first that fails: it is told apart from what came before and after it', () => {
    const { act, states } = applying()
    act.heard(notes)
    act.heard(audience)
    act.end(refused, [entry(notes)])
    expect(act.view).toMatchObject({ state: 'failed', error: refused })
    expect(states()).toBe('done failed not-tried')
  })

  it('one that was made and is not seen everywhere yet was made all the same', () => {
    const { act, states } = applying()
    act.heard(notes)
    act.end({ code: 'change-not-seen', change: 'set-notes' }, [entry(notes)])
    expect(states()).toBe('done not-tried not-tried')
  })

  it('say which were agreed to and are not needed any more', () => {
    const { act, states } = applying()
    act.heard(owner)
    act.end(null, [entry(owner)], [notes, audience])
    expect(states()).toBe('already already done')
  })

  it('show what an act that broke off has left to be put right first', () => {
    const { act } = applying([notes])
    const orphan: Change = {
      kind: 'remove-secret',
      before: { keyId: uuid(5), displayName: 'lost', endsAt: null },
      after: null,
      ...common,
    }
    act.heard(orphan)
    act.heard(notes)
    expect(act.view.changes.map(({ change, state }) => `${change.kind} ${state}`)).toEqual([
      'remove-secret done',
      'set-notes doing',
    ])
  })
})

describe('a person presses Stop', () => {
  it('and what is being written is finished: nobody would know whether it was made', () => {
    const { act } = applying()
    act.signedIn(session)
    act.heard(notes)
    act.stop()
    expect(act.stopping()).toBe(true)
    expect(act.signal.aborted).toBe(false)
    act.end({ code: 'change-stopped' }, [entry(notes)])
    expect(act.view.state).toBe('stopped')
    expect(act.isRunning).toBe(false)
  })

  it.each([
    ['during the sign-in', () => undefined],
    [
      'while a change waits to be tried again',
      (act: RegistrationAct) => {
        act.signedIn(session)
        act.heard(notes)
        act.phase('waiting')
      },
    ],
  ] as const)('%s, and nothing is waited for', (_, before) => {
    const { act } = applying()
    before(act)
    act.stop()
    expect(act.signal.aborted).toBe(true)
  })

  it('during a reading, and is not told of an error', () => {
    const { act } = applying([])
    act.stop()
    act.end({ code: 'sign-in-cancelled-here' })
    expect(act.view).toMatchObject({ state: 'stopped', error: null })
  })
})
