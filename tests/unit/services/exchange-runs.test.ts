/** One script at a time: what is confirmed is what runs, and stopping never loses what was changed. */
import { describe, expect, it } from 'vitest'
import type { ExchangeRunView } from '../../../src/contract/exchange-views.schema.ts'
import type { ScriptStep } from '../../../src/domain/exchange/script-step.schema.ts'
import { err, ok } from '../../../src/domain/result.ts'
import { Announcer } from '../../../src/main/services/desk/announcer.ts'
import { ExchangeRuns, type PreparedScript } from '../../../src/main/services/exchange/exchange-runs.ts'
import type { PowerShell, ScriptEnded } from '../../../src/main/services/exchange/powershell.port.ts'
import { FixedClock } from '../../fakes/fixed-clock.ts'
import { aSetup } from '../../kit/samples.ts'

const planId = '11111111-2222-4333-8444-555555555555'
const setup = aSetup().id

const nothing: ScriptEnded = { exitCode: null, result: null, said: '', halfWay: false }

/** A PowerShell in the hands of the test: it says what it is told to say, and ends when it is told to end. */
function scripted() {
  const calls: string[] = []
  let hear: (step: ScriptStep) => void = () => undefined
  let end: (ended: ScriptEnded) => void = () => undefined
  const powershell: PowerShell = {
    find: () => ({ kind: 'powershell-7', program: '/pwsh' }),
    async start(_, heard) {
      hear = heard
      const ended = new Promise<ScriptEnded>((resolve) => (end = resolve))
      return ok({
        ended,
        stop: async () => void calls.push('stop'),
        kill: () => void calls.push('kill'),
      })
    },
    unfinished: async () => null,
    discard: async () => void calls.push('discard'),
    scripts: async () => ok([]),
  }
  const announcer = new Announcer()
  const told: ExchangeRunView[] = []
  announcer.subscribe((name, payload) => {
    if (name === 'exchange.progress') told.push(payload as ExchangeRunView)
  })
  const refused = err({ code: 'exchange-result-refused', why: ['wrong-tenant'] } as const)
  const runs = new ExchangeRuns({
    powershell,
    exchange: { ready: async () => err({ code: 'setup-gone' }), take: async () => refused },
    readings: { facts: async () => ok(null), change: async () => err({ code: 'exchange-change-gone' }) },
    clock: new FixedClock(),
    announcer,
  })
  return {
    runs,
    calls,
    told,
    hear: (step: ScriptStep) => hear(step),
    end: (ended: ScriptEnded) => end(ended),
  }
}

const prepared = (errand: PreparedScript['errand']): PreparedScript => ({
  setup,
  errand,
  tenant: 'contoso.example',
  name: 'C',
  practice: true,
  actions: [],
  job: {
    setup,
    script: 'Set-Exchange.ps1',
    planId,
    plan: null,
    preview: errand === 'preview',
    practice: null,
  },
})
const acting: ScriptStep = { event: 'acting', id: 'a', done: 1, total: 9 }

describe('A script that runs', () => {
  it('keeps a second one waiting, in whichever setup', async () => {
    const { runs, end } = scripted()
    const first = await runs.start(prepared('read'))
    expect(await runs.start(prepared('read'))).toMatchObject({ error: { code: 'exchange-busy' } })
    expect([runs.isBusy(), await runs.prepare(setup, { errand: 'read' })]).toMatchObject([
      true,
      { error: { code: 'exchange-busy' } },
    ])
    end(nothing)
    if (first.ok) await first.value.finished
    expect(runs.isBusy()).toBe(false)
  })

  it.each([
    ['a reading at once', 'read', [], ['kill']],
    ['a preview at once, for it changes nothing', 'preview', [acting], ['kill']],
    ['a change that only signs in at once', 'set', [], ['kill']],
    ['a change after the one it is at, and at once when asked again', 'set', [acting], ['stop', 'kill']],
  ] as const)('stops %s', async (_, errand, steps, expected) => {
    const { runs, calls, hear } = scripted()
    await runs.start(prepared(errand))
    for (const step of steps) hear(step)
    await runs.stop(setup)
    if (expected.length > 1) {
      expect(runs.view(setup)).toMatchObject({ state: 'stopping' })
      await runs.stop(setup)
    }
    expect(calls).toEqual(expected)
  })

  it.each([
    ['was stopped', { ...nothing }, true, 'exchange-cancelled', ['kill', 'discard']],
    [
      'was ended among its changes: plan and journal stay',
      { ...nothing, halfWay: true },
      true,
      'exchange-ended-half-way',
      ['kill'],
    ],
    [
      'ended by itself without a result',
      { ...nothing, exitCode: 2 },
      false,
      'exchange-no-result',
      ['discard'],
    ],
    [
      'left a result that is refused',
      { ...nothing, exitCode: 3, result: '/r.json' },
      false,
      'exchange-result-refused',
      ['discard'],
    ],
  ] as const)('says when it %s', async (_, ended, stop, code, calls) => {
    const script = scripted()
    const started = await script.runs.start(prepared('set'))
    if (stop) await script.runs.stop(setup)
    script.end(ended)
    expect(started.ok && (await started.value.finished)).toMatchObject({ error: { code } })
    expect(script.runs.view(setup)).toMatchObject({ state: 'ended', error: { code } })
    expect(script.calls).toEqual(calls)
  })

  it('tells ten thousand changes without telling ten thousand times, and keeps the last of them', async () => {
    const { runs, told, hear, end } = scripted()
    const started = await runs.start(prepared('set'))
    for (let done = 1; done <= 10_000; done += 1)
      hear({ event: 'acted', id: `a${done}`, outcome: 'done', done, total: 10_000 })
    expect(told.length).toBeLessThan(10)
    expect(runs.view(setup)).toMatchObject({ done: 10_000, total: 10_000, earlier: 9_800 })
    expect(runs.view(setup)?.steps).toHaveLength(200)
    end(nothing)
    if (started.ok) await started.value.finished
    expect(told.at(-1)).toMatchObject({ state: 'ended', done: 10_000 })
  })
})
