import { describe, expect, it } from 'vitest'
import type { Credential } from '../../../../src/domain/credential/credential.schema.ts'
import type { ChangeEntry } from '../../../../src/domain/entra/apply/change-entry.schema.ts'
import { ownChanges, reversal, within } from '../../../../src/domain/entra/apply/reversals.ts'
import type { CredentialEntry, SignInFacts } from '../../../../src/domain/entra/facts/entra-facts.ts'
import type { Reading } from '../../../../src/domain/entra/facts/reading.ts'
import type { Change } from '../../../../src/domain/entra/plan/change.schema.ts'
import {
  isUnderWay,
  obstacleTo,
  oldCredentials,
  rolloverOf,
} from '../../../../src/domain/entra/rollover/rollover.ts'
import { applicationUse, credentialUse } from '../../../../src/domain/entra/rollover/usage.ts'

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const day = (n: number) => `2026-09-${String(n).padStart(2, '0')}T10:00:00.000Z`
const keyId = uuid(2)
const target = { object: 'application', id: uuid(9) } as const
const facts = { keyId, displayName: 'Mail 7QX2', endsAt: null }

function entry(n: number, change: Change, more: Partial<ChangeEntry> = {}): ChangeEntry {
  return {
    id: uuid(100 + n),
    act: uuid(200 + n),
    purpose: 'rollover',
    change,
    state: 'done',
    at: day(n),
    endedAt: day(n),
    who: 'admin@contoso.example',
    user: 'kim',
    made: { id: keyId, application: uuid(9), client: null, appId: null, kept: uuid(3) },
    requestId: null,
    refused: null,
    reverts: null,
    ...more,
  }
}
const added = entry(1, { kind: 'add-secret', target, before: null, after: facts, checks: [], step: null })
const removed = entry(5, {
  kind: 'remove-secret',
  target,
  before: { ...facts, keyId: uuid(1) },
  after: null,
  checks: [],
  step: null,
})
const proven: Credential = {
  id: uuid(3),
  kind: 'secret',
  hint: 'abc…',
  thumbprint: null,
  expiresAt: null,
  addedAt: day(1),
  addedBy: 'kim',
  provenAt: day(1),
  refused: null,
}
const unproven = { ...proven, provenAt: null }
const refused = { ...proven, refused: { at: day(2), reply: 'AADSTS7000222' } }
const place = (at: string | null) => ({
  place: 'p',
  screen: 'Mail',
  menu: ['Mail'],
  field: 'Secret',
  each: null,
  ticked: at === null ? null : { who: 'kim', at, changed: false },
})
const found = (id: string, more: Partial<CredentialEntry> = {}): CredentialEntry => ({
  keyId: id,
  kind: 'secret',
  displayName: null,
  hint: 'abc',
  startsAt: day(1),
  endsAt: '2027-09-01T00:00:00.000Z',
  ...more,
})
const both = [found(uuid(1)), found(keyId)]

describe('Kim comes back to a rollover after days', () => {
  it.each([
    ['nothing was begun', [], [], [], 'none'],
    [
      'what was begun was taken back',
      [added, { ...added, id: uuid(7), reverts: added.id }],
      [proven],
      [],
      'none',
    ],
    [
      'an apply added one: that is no rollover',
      [{ ...added, purpose: 'apply' as const }],
      [proven],
      [],
      'none',
    ],
    ['not proven', [added], [unproven], [place(day(2))], 'prove'],
    ['refused since', [added], [refused], [place(day(2))], 'prove'],
    ['removed from this PC', [added], [], [place(day(2))], 'prove'],
    ['entered nowhere', [added], [proven], [place(null)], 'enter'],
    [
      'ticked for the old one, before the new one was made',
      [added],
      [proven],
      [place('2026-08-31T10:00:00.000Z')],
      'enter',
    ],
    ['one of two places', [added], [proven], [place(day(2)), place(null)], 'enter'],
    ['everywhere', [added], [proven], [place(day(2))], 'remove'],
    ['the old one is removed', [added, removed], [proven], [place(day(2))], 'done'],
    [
      'a new one after that',
      [added, removed, { ...added, id: uuid(8), at: day(9), endedAt: day(9) }],
      [proven],
      [place(day(2))],
      'enter',
    ],
  ])('%s', (_, entries, credentials, places, stage) => {
    const rollover = rolloverOf(entries, credentials, places)
    expect(rollover.stage).toBe(stage)
    expect(isUnderWay(rollover)).toBe(['prove', 'enter', 'remove'].includes(stage))
  })
})

describe('an old credential goes only when the new one is sure', () => {
  const ready = rolloverOf([added], [proven], [place(day(2))])
  it.each([
    ['nothing begun', rolloverOf([], [], []), both, { why: 'not-begun' }],
    ['not on this PC', rolloverOf([added], [], []), both, { why: 'not-held' }],
    ['never proven', rolloverOf([added], [unproven], []), both, { why: 'not-proven' }],
    ['refused since', rolloverOf([added], [refused], []), both, { why: 'not-proven' }],
    ['deleted in the portal', ready, [found(uuid(1))], { why: 'not-valid' }],
    ['expired', ready, [found(uuid(1)), found(keyId, { endsAt: day(2) })], { why: 'not-valid' }],
    ['not valid yet', ready, [found(uuid(1)), found(keyId, { startsAt: day(20) })], { why: 'not-valid' }],
    [
      'a place is missing',
      rolloverOf([added], [proven], [place(day(2)), place(null)]),
      both,
      { why: 'not-entered', places: 1 },
    ],
    ['all is well', ready, both, null],
  ])('%s', (_, rollover, there, obstacle) => {
    expect(obstacleTo(rollover, there, day(3))).toEqual(obstacle)
  })

  it('the new one is never among those to remove, nor one that is to stay', () => {
    const three = [...both, found(uuid(4), { kind: 'certificate' })]
    expect(oldCredentials(ready, three, []).map((one) => one.keyId)).toEqual([uuid(1), uuid(4)])
    expect(oldCredentials(ready, three, [uuid(4)]).map((one) => one.keyId)).toEqual([uuid(1)])
    expect(oldCredentials(rolloverOf([], [], []), three, [])).toEqual([])
  })

  it('once the old one is gone, taking everything back leaves the new one alone', () => {
    const own = ownChanges([added, removed])
    expect(own.map((one) => reversal(one, own).change)).toEqual([null, null])
    const before = ownChanges([added])
    expect(before.map((one) => reversal(one, before).change?.kind)).toEqual(['remove-secret'])
  })

  it('a credential that was removed again is no change of ours that could be taken back', () => {
    const key = removed.change.kind === 'remove-secret' ? removed.change.before.keyId : null
    const first: ChangeEntry = {
      ...added,
      id: uuid(90),
      purpose: 'apply',
      made: added.made === null ? null : { ...added.made, id: key },
    }
    expect(ownChanges([first, added, removed]).map(({ id }) => id)).toEqual([removed.id, added.id])
  })

  it('the last act, or the decommissioning alone, is taken back on its own', () => {
    const off = entry(
      7,
      { kind: 'set-disabled', target, before: false, after: true, checks: [], step: null },
      { purpose: 'decommission' },
    )
    const own = ownChanges([added, removed, off])
    expect(within(own, 'last-act')).toEqual([off])
    expect(within(own, 'decommission')).toEqual([off])
    expect(within(ownChanges([off, removed]), 'last-act')).toEqual([removed])
    expect(within(own, 'everything')).toHaveLength(3)
  })
})

describe('the sign-in logs tell what they tell, and no more', () => {
  const signIn = (at: number, key: string | null, more: Partial<SignInFacts> = {}): SignInFacts => ({
    at: day(at),
    by: key === null ? 'person' : 'application',
    keyId: key,
    failed: false,
    ...more,
  })
  const read = (...value: SignInFacts[]): Reading<SignInFacts[]> => ({
    read: true,
    value,
    evidence: { who: 'admin@contoso.example', at: day(9), requestIds: [] },
  })
  const unread = { why: 'unlicensed', right: null, status: 403, requestId: null, at: day(9) } as const
  it.each([
    ['nobody asked', null, 'not-asked'],
    ['no licence', { read: false as const, unread }, 'unread'],
    ['nothing since then', read(signIn(1, 'old')), 'no-sign-ins'],
    ['the old one since then', read(signIn(4, 'new'), signIn(3, 'old')), 'used'],
    ['the old one, refused: somebody still tries it', read(signIn(3, 'old', { failed: true })), 'used'],
    ['people, of whom no log says the credential', read(signIn(4, 'new'), signIn(3, null)), 'not-told'],
    ['the new one alone', read(signIn(4, 'new')), 'not-used'],
  ])('of the old credential: %s', (_, reading, kind) => {
    expect(credentialUse(reading, ['old'], day(2)).kind).toBe(kind)
  })

  it('of an application: who got in while it is active, who tries once it is not', () => {
    const log = read(signIn(3, 'new'), signIn(4, null, { failed: true }))
    expect(applicationUse(log, day(2), false)).toMatchObject({ people: 0, application: 1, lastAt: day(3) })
    expect(applicationUse(log, day(2), true)).toMatchObject({ people: 1, application: 1, lastAt: day(4) })
    expect(applicationUse(log, day(4), false)).toMatchObject({ kind: 'none' })
    expect(applicationUse({ read: false, unread }, day(2), false)).toEqual({ kind: 'unread', unread })
  })
})
