import { describe, expect, it } from 'vitest'
import {
  keyOf,
  nothingYet,
  readSnapshot,
  reduceSnapshots,
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
    const known = Object.values(keys).map((key, index): SnapshotAction => ({
      type: 'answered',
      key,
      request: index,
      value: 0,
    }))
    const stale = (state: Snapshots) =>
      Object.entries(keys).flatMap(([name, key]) => (state.get(key)?.stale === true ? [name] : []))
    expect(stale(after(...known, { type: 'changed', setup }))).toEqual(['mine', 'cards', 'run'])
    expect(stale(after(...known, { type: 'changed', setup: null }))).toEqual([
      'mine',
      'theirs',
      'cards',
      'run',
    ])
  })
})
