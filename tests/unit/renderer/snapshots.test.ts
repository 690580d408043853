import { describe, expect, it } from 'vitest'
import {
  changedWith,
  identityOf,
  isPartOf,
  keyOf,
  type SnapshotKey,
  type SnapshotPart,
} from '../../../src/renderer/data/snapshot-keys.ts'
import {
  everyAnswer,
  nothingYet,
  readSnapshot,
  reduceSnapshots,
  snapshotOf,
  type SnapshotAction,
  type Snapshots,
} from '../../../src/renderer/data/snapshots.ts'

const setup = '0b7e4a52-6f1e-4c11-9d2b-7d6f0a2f6f01'
const other = '0b7e4a52-6f1e-4c11-9d2b-7d6f0a2f6f02'
const list = keyOf('mailbox.list', { setup })

function after(...actions: readonly SnapshotAction[]): Snapshots {
  return actions.reduce<Snapshots>(reduceSnapshots, new Map())
}

describe('what the page knows', () => {
  it('shows nothing, and that it is loading, before the first answer', () => {
    expect(readSnapshot(new Map(), 'setup.list', null)).toEqual(nothingYet)
  })

  it('drops an answer that a newer request has overtaken, so that a slow reply never turns time back', () => {
    const state = after(
      { type: 'asked', key: list, request: 1 },
      { type: 'asked', key: list, request: 2 },
      { type: 'answered', key: list, request: 2, value: ['new'] },
      { type: 'answered', key: list, request: 1, value: ['old'] },
    )
    expect(readSnapshot(state, 'mailbox.list', { setup }).value).toEqual(['new'])
  })

  it('prefers what an event brought to the answer of a question asked before it', () => {
    const key = keyOf('auth.get', { setup })
    const state = after(
      { type: 'asked', key, request: 1 },
      { type: 'pushed', key, request: 2, value: { state: 'running' } },
      { type: 'answered', key, request: 1, value: { state: 'idle' } },
    )
    expect(readSnapshot(state, 'auth.get', { setup }).value).toEqual({ state: 'running' })
  })

  it('keeps what was on screen while it asks again and when asking fails', () => {
    const error = { code: 'disk', what: 'The store does not answer.' } as const
    const state = after(
      { type: 'asked', key: list, request: 1 },
      { type: 'answered', key: list, request: 1, value: ['kept'] },
      { type: 'asked', key: list, request: 2 },
      { type: 'failed', key: list, request: 2, error },
    )
    expect(readSnapshot(state, 'mailbox.list', { setup })).toMatchObject({
      value: ['kept'],
      error,
      loading: false,
    })
  })

  it('forgets an old failure with the next good answer', () => {
    const state = after(
      { type: 'failed', key: list, request: 1, error: { code: 'busy', what: 'Busy.' } },
      { type: 'answered', key: list, request: 2, value: [] },
    )
    expect(readSnapshot(state, 'mailbox.list', { setup }).error).toBeUndefined()
  })

  it('asks again only for what a changed setup can have changed', () => {
    const keys = {
      mine: list,
      theirs: keyOf('mailbox.list', { setup: other }),
      cards: keyOf('setup.list', null),
      run: keyOf('run.get', { run: other }),
      status: keyOf('app.status', null),
      recipes: keyOf('recipe.list', null),
    }
    expect(outdated(keys, changedWith(setup))).toEqual(['mine', 'cards', 'run'])
    expect(outdated(keys, changedWith(null))).toEqual(['mine', 'theirs', 'cards', 'run'])
  })

  it('finds every answer to one call, whatever it was asked with, and none that is still under way', () => {
    const ask = (id: string) => keyOf('mailbox.list', { setup: id })
    const state = after(
      { type: 'answered', key: ask(setup), request: 1, value: ['mine'] },
      { type: 'answered', key: ask(other), request: 2, value: ['theirs'] },
      { type: 'asked', key: ask('third'), request: 3 },
      { type: 'answered', key: keyOf('auth.get', { setup }), request: 4, value: 'queue' },
    )
    expect(everyAnswer(state, 'mailbox.list')).toEqual([['mine'], ['theirs']])
  })
})

describe('which answer is meant', () => {
  it('two inputs of one call are two answers, and one input of two calls are two as well', () => {
    const state = after(
      { type: 'answered', key: list, request: 1, value: ['mine'] },
      { type: 'answered', key: keyOf('mailbox.list', { setup: other }), request: 2, value: ['theirs'] },
      { type: 'answered', key: keyOf('run.list', { setup }), request: 3, value: ['runs'] },
    )
    expect(readSnapshot(state, 'mailbox.list', { setup }).value).toEqual(['mine'])
    expect(readSnapshot(state, 'mailbox.list', { setup: other }).value).toEqual(['theirs'])
    expect(readSnapshot(state, 'run.list', { setup }).value).toEqual(['runs'])
  })

  it('the order in which the input’s fields were written makes no difference', () => {
    const [one, two] = [
      keyOf('run.compare', { setup, run: other, before: null }),
      keyOf('run.compare', { before: null, run: other, setup }),
    ]
    expect(identityOf(one)).toBe(identityOf(two))
    const state = after({ type: 'answered', key: one, request: 1, value: 'compared' })
    expect(snapshotOf(state, two)?.value).toBe('compared')
  })

  it.each<[string, SnapshotPart, readonly string[]]>([
    ['a call alone', { name: 'run.compare' }, ['first', 'second', 'elsewhere']],
    ['one field', { name: 'run.compare', input: { setup } }, ['first', 'second']],
    ['two fields', { name: 'run.compare', input: { run: 'r2', setup } }, ['second']],
    ['a field that is null', { name: 'run.compare', input: { before: null } }, ['first', 'elsewhere']],
    ['what nobody asked', { name: 'run.compare', input: { run: 'r9' } }, []],
  ])('%s names exactly the answers that were asked with it', (_, part, hit) => {
    const keys = {
      first: keyOf('run.compare', { setup, run: 'r1', before: null }),
      second: keyOf('run.compare', { setup, run: 'r2', before: 'r1' }),
      elsewhere: keyOf('run.compare', { setup: other, run: 'r3', before: null }),
      // The same input of another call, and the same id where it means something else.
      list: keyOf('run.list', { setup }),
      run: keyOf('run.get', { run: setup }),
    }
    expect(outdated(keys, [part])).toEqual(hit)
  })

  it('a name that is no call, and a field that is none of its input’s, do not compile', () => {
    // @ts-expect-error: no such call
    const misspelt: SnapshotPart = { name: 'mailbox.lists' }
    // @ts-expect-error: a call that acts, whose answer is not kept
    const act: SnapshotPart = { name: 'run.start' }
    // @ts-expect-error: the call is asked by the setup's id
    const wrongField: SnapshotPart = { name: 'mailbox.list', input: { mailbox: setup } }
    for (const part of [misspelt, act, wrongField]) expect(isPartOf(part, list)).toBe(false)
  })
})

/** Names of those that are asked again when these parts are out of date. */
function outdated(keys: Readonly<Record<string, SnapshotKey>>, parts: readonly SnapshotPart[]): string[] {
  const known = Object.values(keys).map((key, request): SnapshotAction => ({
    type: 'answered',
    key,
    request,
    value: 0,
  }))
  const state = after(...known, { type: 'outdated', parts })
  return Object.entries(keys).flatMap(([name, key]) => (snapshotOf(state, key)?.stale === true ? [name] : []))
}
