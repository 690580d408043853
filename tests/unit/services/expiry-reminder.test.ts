/** Kim has Sendproof open in the background for weeks: she hears of what is about to expire, once a day, and of nothing else. */
import { expect, test } from 'vitest'
import type { CredentialExpiry } from '../../../src/domain/expiry/expiry-item.ts'
import type { Person } from '../../../src/domain/expiry/people.schema.ts'
import type { Setup } from '../../../src/domain/setup/setup.schema.ts'
import { ExpiryReminder } from '../../../src/main/services/expiry/expiry-reminder.ts'
import { en } from '../../../src/words/en.ts'
import { contosoSetup } from '../../kit/contoso.ts'

const item = (daysLeft: number | null, changes: Partial<CredentialExpiry> = {}): CredentialExpiry => ({
  ...{ id: `c${daysLeft}`, kind: 'secret', hint: 'YQ_…', current: true, product: 'EAP', source: 'person' },
  ...{ setups: ['Contoso EAP'], day: daysLeft === null ? null : '2026-12-05', daysLeft },
  ...changes,
})

function watched(
  items: readonly CredentialExpiry[],
  setup: Setup = contosoSetup(),
  people: Record<string, Person[]> = {},
) {
  const told: string[] = []
  const settings = new Map<string, string>()
  const state = { now: '2026-11-27T09:00:00.000Z', inFront: false }
  const reminder = new ExpiryReminder({
    expiries: { list: () => ({ items: [...items], damaged: [] }), people: () => people },
    attention: {
      progress: () => undefined,
      tell: ({ text }) => {
        if (!state.inFront) told.push(text)
        return !state.inFront
      },
    },
    setups: {
      listSetups: () => [setup],
      getSetting: (name) => settings.get(name) ?? null,
      setSetting: (name, value) => void settings.set(name, value),
    },
    clock: { now: () => new Date(state.now), sleep: () => Promise.resolve() },
    words: en,
  })
  return { told, state, look: () => reminder.look() }
}

test('two things are near: one notification names the first and how many more, and the next comes tomorrow', () => {
  const desk = watched([item(8), item(14)])
  desk.look()
  desk.look()
  expect(desk.told).toEqual([
    'Client secret YQ_…: expires in 8 days (2026-12-05), entered by a person. One more is near.',
  ])
  desk.state.now = '2026-11-28T09:00:00.000Z'
  desk.look()
  expect(desk.told).toHaveLength(2)
})

test('it names who is responsible for the setup, and for no other', () => {
  const kim = { name: 'Kim Lee', address: 'kim@contoso.com' }
  const desk = watched([item(8)], contosoSetup(), {
    'Contoso EAP': [kim],
    Other: [{ name: 'Eve', address: null }],
  })
  desk.look()
  expect(desk.told).toEqual([
    expect.stringMatching(/entered by a person\. Responsible: Kim Lee <kim@contoso\.com>\.$/),
  ])
})

test('what nobody could see because the window was in front is said an hour later', () => {
  const desk = watched([item(3)])
  desk.state.inFront = true
  desk.look()
  desk.state.inFront = false
  desk.look()
  expect(desk.told).toHaveLength(1)
})

test.each([
  ['is fifteen days away', [item(15)], contosoSetup()],
  ['has expired already', [item(-1)], contosoSetup()],
  ['has no date', [item(null)], contosoSetup()],
  [
    'belongs to a rehearsal',
    [item(3)],
    contosoSetup({ practice: { mailboxes: 3, seed: 1, prepared: true, faults: [] } }),
  ],
] as const)('nothing is said of what %s', (_what, items, setup) => {
  const desk = watched(items, setup)
  desk.look()
  expect(desk.told).toEqual([])
})
