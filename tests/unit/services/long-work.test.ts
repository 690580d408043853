/** Somebody starts 300 sign-ins or a run of thousands and works in another window: the task bar tells how far it is, and the end is said. */
import { expect, test } from 'vitest'
import type { EventPayload } from '../../../src/contract/events.schema.ts'
import { Announcer } from '../../../src/main/services/desk/announcer.ts'
import { LongWork } from '../../../src/main/services/desk/long-work.ts'
import { en } from '../../../src/words/en.ts'
import { contosoProbe, contosoSetup, uuid } from '../../kit/contoso.ts'
import { aRun } from '../../kit/samples.ts'

function watched() {
  const bar: (number | null)[] = []
  const told: string[] = []
  const announcer = new Announcer()
  new LongWork({
    announcer,
    attention: {
      progress: (share) => bar.push(share === null ? null : Math.round(share * 100) / 100),
      tell: ({ title, text }) => told.push(`${title}: ${text}`) > 0,
    },
    setups: { getSetup: (id) => (id === uuid(1) ? contosoSetup() : null) },
    words: en,
  }).follow()
  return { announcer, bar, told }
}

const progress = (
  state: EventPayload<'run.progress'>['run']['state'],
  changed: readonly number[],
  summary: Partial<EventPayload<'run.progress'>['summary']> = {},
): EventPayload<'run.progress'> => ({
  run: aRun(uuid(1), { id: uuid(2), state }),
  summary: {
    ...{ planned: 4, accepted: changed.length, refused: 0, received: 0 },
    ...{ unexpected: 0, toArrive: 4, tooEarly: 0, ...summary },
  },
  revision: 1,
  rate: null,
  secondsLeft: null,
  lookingFor: 0,
  changed: changed.map((n) => contosoProbe(n)),
})

const queue = (
  state: EventPayload<'auth.progress'>['state'],
  states: readonly EventPayload<'auth.progress'>['items'][number]['state'][],
): EventPayload<'auth.progress'> => ({
  setupId: uuid(1),
  state,
  items: states.map((one, n) => ({
    ...{ mailboxId: uuid(100 + n), address: `m${n}@contoso.example`, signInAs: `m${n}@contoso.example` },
    ...{ state: one, error: null },
  })),
})

test('a run fills the bar, and its end is told with the figures of the report', () => {
  const { announcer, bar, told } = watched()
  announcer.emit('run.progress', progress('running', []))
  announcer.emit('run.progress', progress('running', [1, 2]))
  announcer.emit('run.progress', progress('running', [2, 3], { accepted: 3 }))
  announcer.emit('run.progress', progress('finished', [4], { accepted: 4, unexpected: 1 }))
  expect(bar).toEqual([0, 0.5, 0.75, null])
  expect(told).toEqual(['Contoso EAP: The run has ended: 3 of 4 messages as expected.'])
})

test('a run that is taken up again begins where it was', () => {
  const { announcer, bar } = watched()
  announcer.emit('run.progress', progress('running', [], { accepted: 2 }))
  announcer.emit('run.progress', progress('running', [3], { accepted: 3 }))
  expect(bar).toEqual([0.5, 0.75])
})

test('a run that a person pauses or stops leaves the bar and is not told of', () => {
  const { announcer, bar, told } = watched()
  announcer.emit('run.progress', progress('running', [1]))
  announcer.emit('run.progress', progress('stopped', [1]))
  expect([bar.at(-1), told]).toEqual([null, []])
})

test('sign-ins and a run share the bar by what there is of them; a single sign-in is not told of', () => {
  const { announcer, bar, told } = watched()
  announcer.emit('auth.progress', queue('running', ['authorised', 'signing-in', 'waiting', 'waiting']))
  announcer.emit('run.progress', progress('running', [1, 2]))
  announcer.emit('auth.progress', queue('idle', ['authorised', 'authorised', 'failed', 'authorised']))
  expect(bar).toEqual([0.25, 0.38, 0.5])
  expect(told).toEqual(['Contoso EAP: The sign-ins have ended: 3 of 4 signed in.'])
  announcer.emit('auth.progress', queue('running', ['signing-in']))
  announcer.emit('auth.progress', queue('idle', ['authorised']))
  expect(told).toHaveLength(1)
})
