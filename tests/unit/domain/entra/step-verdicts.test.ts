import { describe, expect, it } from 'vitest'
import { audit } from '../../../../src/domain/entra/audit/audit.ts'
import { stepVerdicts } from '../../../../src/domain/entra/audit/step-verdicts.ts'
import type { ShownState } from '../../../../src/domain/checklist/checklist.schema.ts'
import { now } from '../../../kit/contoso.ts'
import { faults } from './faults.ts'
import { factsOf, rightTenant, wantedFor } from './tenant-model.ts'

const wanted = wantedFor('eap')
const tenantWith = (fault: string) => {
  const found = faults[fault]
  if (found === undefined) throw new Error(fault)
  return found.breaks(rightTenant(wanted))
}
const verdictOn = (
  tenant: ReturnType<typeof rightTenant>,
  id: string,
  state: ShownState,
  waitUntil: string | null = null,
) =>
  stepVerdicts(audit(wanted, factsOf(tenant), now), wanted.steps, [{ id, state, waitUntil }], now).map(
    ({ to }) => to,
  )

describe('what an audit says about a step', () => {
  it.each<[string, string, ShownState, string[]]>([
    ['done in the portal, and nobody ticked it here', 'consent', 'todo', ['done']],
    ['somebody is at it', 'consent', 'doing', ['done']],
    ['blocked before, and right by now', 'consent', 'blocked', ['done']],
    ['its values changed since, and the tenant has the new ones', 'web-redirect', 'changed', ['done']],
    ['called done, and it is', 'consent', 'done', []],
    ['waiting for Microsoft: that it is written down does not mean that it works', 'consent', 'waiting', []],
    ['more is to be looked at than can be read', 'sign-in-rules', 'todo', []],
    ['nothing of it can be read', 'service-connection', 'todo', []],
  ])('everything matches: %s', (_, step, state, verdict) => {
    expect(verdictOn(rightTenant(wanted), step, state)).toEqual(verdict)
  })

  it.each<[string, ShownState, string | null, string[]]>([
    ['a person calls it done: both are shown', 'done', null, ['blocked']],
    ['nobody has started: it is only not done yet', 'todo', null, []],
    ['its values changed since: it says so already', 'changed', null, []],
    ['somebody is at it', 'doing', null, []],
    ['Microsoft may still be at it', 'waiting', '2026-11-21T13:05:00.000Z', []],
    ['the wait is over', 'waiting', '2026-11-21T13:00:00.000Z', ['blocked']],
  ])('no consent: %s', (_, state, waitUntil, verdict) => {
    expect(verdictOn(tenantWith('nobody consented'), 'consent', state, waitUntil)).toEqual(verdict)
  })

  it.each(['the secret expires in two weeks', 'the tenant caps the life of secrets'])(
    '%s: what was done stays done',
    (fault) => {
      expect(verdictOn(tenantWith(fault), 'client-secret', 'done')).toEqual([])
    },
  )

  it('what could not be read says nothing about a step', () => {
    const unread = { why: 'forbidden', right: null, status: 403, requestId: null, at: now } as const
    const facts = { ...factsOf(rightTenant(wanted)), grants: { read: false, unread } as const }
    const checks = audit(wanted, facts, now)
    for (const state of ['todo', 'done'] as const)
      expect(stepVerdicts(checks, wanted.steps, [{ id: 'consent', state, waitUntil: null }], now)).toEqual([])
  })
})
