/** A rehearsal on a slow PC gets the tries that a real tenant would get: what passes the time is waiting, not the clock. */
import { expect, test } from 'vitest'
import type { Probe } from '../../../src/domain/run/run.schema.ts'
import type { SetupStore } from '../../../src/main/services/desk/stores.port.ts'
import type { ConnectedSetup } from '../../../src/main/services/desk/setup-desk.ts'
import { EarlyWatch } from '../../../src/main/services/run/early-watch.ts'
import type { PracticeHandle } from '../../../src/main/services/desk/practice-host.port.ts'
import type { Surroundings } from '../../../src/main/services/surroundings/surroundings.port.ts'
import { FixedClock } from '../../fakes/fixed-clock.ts'
import { eap } from '../../kit/assets.ts'
import { aProbe, aSetup } from '../../kit/samples.ts'

const hour = 3_600_000
const grantedAt = '2026-11-21T08:30:00.000Z'

function watchOf(where: 'practice' | 'tenant', practiceMinuteMs: number) {
  const clock = new FixedClock('2026-11-21T09:00:00.000Z')
  const setups = {
    stepRecords: () => [
      {
        stepId: 'send-as',
        state: 'done',
        waitUntil: null,
        history: [{ at: grantedAt, who: 'anna', by: 'person', from: 'todo', to: 'done', note: null }],
      },
    ],
  } as Partial<SetupStore> as SetupStore
  const setup = aSetup({ createdAt: '2026-11-21T08:00:00.000Z' })
  const connected: ConnectedSetup = {
    setup,
    recipe: eap(),
    cloud: setup.cloud,
    practice: where === 'practice' ? ({} as PracticeHandle) : null,
  }
  const surroundings = { practiceMinuteMs } as Surroundings
  return { clock, watch: new EarlyWatch({ setups, clock, surroundings, where: connected }) }
}

const refused = (tries: number): Probe =>
  aProbe('run', 1, {
    id: 'probe',
    outcome: 'refused',
    tries,
    diagnosis: {
      candidates: [{ tag: 'send_as_denied', confidence: 0.9, title: '', explanation: '', remedies: [] }],
      questions: [],
    },
  })

/** How often it is tried until it counts as failed, when each try takes so long. */
function triesOf(where: 'practice' | 'tenant', minuteMs: number, tryMs: number): number {
  const { clock, watch } = watchOf(where, minuteMs)
  for (let tries = 1; tries < 100; tries += 1) {
    clock.advance(tryMs)
    const early = watch.of(refused(tries))
    if (early === null) return tries
    clock.advance(Date.parse(early.nextAt) - clock.now().getTime())
  }
  throw new Error('it never counts as failed')
}

test.each([
  ['in no time', 0],
  ['as long as the rehearsal’s whole delay', 120 * 25],
  ['an hour each', hour],
])('tries that take %s change nothing about how many there are in a rehearsal', (_, tryMs) => {
  expect(triesOf('practice', 25, tryMs)).toBe(9)
})

test('a try is announced for later, never for the past, however late it is', () => {
  const { clock, watch } = watchOf('practice', 25)
  for (const [tries, minutes] of [1, 2, 5].entries()) {
    clock.advance(hour)
    const now = clock.now().getTime()
    const early = watch.of(refused(tries + 1))
    expect(Date.parse(early?.nextAt ?? '') - now).toBe(minutes * 25)
    expect(Date.parse(early?.until ?? '')).toBeGreaterThan(Date.parse(early?.nextAt ?? ''))
  }
})

test('a real tenant’s delay passes by the clock', () => {
  expect(triesOf('tenant', 25, 2 * hour)).toBe(1)
  expect(triesOf('tenant', 25, 1_000)).toBeGreaterThan(5)
})
