/** Somebody who wants back what was there before: exactly that, newest first, and nothing that was not theirs. */
import { describe, expect, it } from 'vitest'
import type { Action } from '../../../../src/domain/exchange/plan.schema.ts'
import { SetPlanSchema } from '../../../../src/domain/exchange/plan.schema.ts'
import type { Acted } from '../../../../src/domain/exchange/result.schema.ts'
import { readStep, redactStep } from '../../../../src/domain/exchange/script-step.schema.ts'
import { isUndone, undoes, undoPlan, type SetResult } from '../../../../src/domain/exchange/undo-plan.ts'
import { anna, appId, objectId } from '../../../kit/exchange.ts'

const head = {
  id: objectId,
  title: 'Contoso',
  connect: {
    tenantId: appId,
    account: null,
    environment: 'O365Default',
    signIn: { by: 'browser' },
    delegatedOrganization: null,
    signingCertificate: null,
  },
} as const

const back = (value: 'on' | 'off' | 'inherit'): Action => ({
  kind: 'mailbox-smtp-auth',
  id: 'undo smtp-1',
  needs: ['smtp-1'],
  mailbox: { address: anna, id: null },
  value,
})

function acted(changes: Partial<Extract<Acted, { kind: 'mailbox-smtp-auth' }>> = {}): Acted {
  return {
    kind: 'mailbox-smtp-auth',
    id: 'smtp-1',
    outcome: 'done',
    before: 'inherit',
    after: 'on',
    earlier: false,
    undo: [back('inherit')],
    commands: [],
    warnings: [],
    trouble: null,
    at: '2026-11-20T10:00:00.000Z',
    ...changes,
  }
}

function result(actions: Acted[], changes: Partial<SetResult> = {}): SetResult {
  return {
    format: 'sendproof-exchange-result',
    version: 1,
    kind: 'set',
    preview: false,
    planId: appId,
    planDigest: '0'.repeat(64),
    startedAt: '2026-11-20T10:00:00.000Z',
    finishedAt: '2026-11-20T10:01:00.000Z',
    ended: 'complete',
    host: {
      powershell: '7.6.9',
      edition: 'Core',
      system: 'Windows',
      module: '3.10.1',
      modules: [],
      languageMode: 'FullLanguage',
      executionPolicy: 'RemoteSigned',
      culture: 'en-US',
    },
    connected: null,
    troubles: [],
    actions,
    ...changes,
  }
}

describe('Undoing a change', () => {
  it('takes the newest back first, under ids of its own, as a plan the script accepts', () => {
    const { plan, final } = undoPlan(
      head,
      result([acted({ undo: [back('off')] }), acted({ undo: [back('on'), back('inherit')] })]),
    )
    expect(plan?.actions).toMatchObject([{ value: 'on' }, { value: 'inherit' }, { value: 'off' }])
    expect(SetPlanSchema.parse(plan).actions.map(({ needs }) => needs)).toEqual([[], [], []])
    expect(final).toEqual([])
  })

  it('finds nothing to undo in a preview, in what was there already, and in what failed without a trace', () => {
    const preview = result([acted({ outcome: 'would-change' })], { preview: true })
    const already = result([acted({ outcome: 'already', undo: [] }), acted({ outcome: 'failed', undo: [] })])
    expect([undoPlan(head, preview).plan, undoPlan(head, already).plan]).toEqual([null, null])
    expect(undoPlan(head, already).final).toEqual([])
  })

  it('undoes what failed half-way as well, and names what no script takes back', () => {
    const half = result([acted({ outcome: 'failed' })])
    expect(undoPlan(head, half).plan?.actions).toHaveLength(1)
    const made = acted({ undo: [] })
    expect(undoPlan(head, result([made])).final).toEqual([made])
  })

  it('knows by the results alone which change was put back, and not by a half of it', () => {
    const change = result([acted()])
    const ids = undoPlan(head, change).plan?.actions.map(({ id }) => id) ?? []
    const undoing = (outcome: Acted['outcome']) =>
      result(
        ids.map((id) => acted({ id, outcome })),
        { planId: objectId },
      )
    expect(isUndone(change, [undoing('done')])).toBe(true)
    expect(isUndone(change, [undoing('already')])).toBe(true)
    expect(isUndone(change, [undoing('failed')])).toBe(false)
    expect(isUndone(change, [change])).toBe(false)
    expect([undoes(undoing('done'), null), undoes(change, null)]).toEqual([true, false])
  })
})

describe('What a script says while it runs', () => {
  it.each([
    ['a step', '{"event":"acting","id":"smtp-1","done":1,"total":3}', { event: 'acting', done: 1 }],
    ['a word of the module', 'WARNING: something', null],
    ['a line that was cut off', '{"event":"acting","id":', null],
    ['a step of another version', '{"event":"dancing"}', null],
    ['an outcome nobody knows', '{"event":"acted","id":"a","outcome":"perhaps","done":1,"total":1}', null],
  ])('reads %s', (_, line, step) => {
    if (step === null) expect(readStep(line)).toBeNull()
    else expect(readStep(line)).toMatchObject(step)
  })

  it('shows no secret that an error text carries', () => {
    const step = readStep(
      JSON.stringify({
        event: 'trouble',
        trouble: {
          code: 'refused',
          facts: { message: 'client_secret=abc8Q~defghijklmnop', files: ['password: hunter2'] },
          error: {
            type: 'E',
            id: 'E',
            cmdlet: 'Get-Mailbox',
            message: 'client_secret=abc8Q~defghijklmnop',
            requestId: null,
          },
        },
      }),
    )
    expect(step).not.toBeNull()
    const shown = JSON.stringify(step === null ? null : redactStep(step))
    expect(shown).not.toMatch(/abc8Q|hunter2/)
    expect(shown).toContain('"code":"refused"')
  })
})
