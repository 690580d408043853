import { describe, expect, it } from 'vitest'
import { isGone, judge, type Verdict } from '../../../../src/domain/entra/apply/judge-refusal.ts'
import type { ChangeKind } from '../../../../src/domain/entra/plan/change.schema.ts'

const exists = 'Request_MultipleObjectsWithSameKeyValue'
const bad = 'Request_BadRequest'
const denied = 'Authorization_RequestDenied'

/** What Graph says, and what is done about it: minutes after a write, and without one. */
const rows: [
  what: string,
  kind: ChangeKind,
  refusal: [status: number, code: string, message: string],
  young: Verdict,
  otherwise: Verdict,
][] = [
  ['too many requests', 'set-notes', [429, 'TooManyRequests', 'Too many requests'], 'wait', 'wait'],
  ['the service is down', 'set-notes', [503, '', ''], 'wait', 'wait'],
  ['somebody else writes', 'remove-secret', [409, 'Directory_ConcurrencyViolation', ''], 'wait', 'wait'],
  ['the service principal exists', 'create-service-principal', [409, exists, ''], 'already', 'already'],
  [
    'the grant exists',
    'create-grant',
    [409, exists, 'Permission entry already exists.'],
    'already',
    'already',
  ],
  [
    'the permission was assigned before',
    'add-role',
    [400, bad, 'Permission being assigned already exists on the object'],
    'already',
    'already',
  ],
  [
    'an owner already',
    'add-owner',
    [
      400,
      bad,
      "One or more added object references already exist for the following modified properties: 'owners'.",
    ],
    'already',
    'already',
  ],
  [
    'the registration is not everywhere yet',
    'add-secret',
    [404, 'Request_ResourceNotFound', ''],
    'wait',
    'stop',
  ],
  [
    'nor behind its service principal',
    'create-service-principal',
    [400, 'NoBackingApplicationObject', ''],
    'wait',
    'stop',
  ],
  ['a reference is not known yet', 'add-role', [400, bad, 'Not a valid reference update.'], 'wait', 'stop'],
  ['not allowed, or not yet', 'create-grant', [403, denied, 'Insufficient privileges'], 'wait', 'stop'],
  ['the quota is full', 'create-application', [403, 'Directory_QuotaExceeded', ''], 'stop', 'stop'],
  [
    'a policy forbids secrets',
    'add-secret',
    [400, 'CredentialTypeNotAllowedAsPerAppPolicy', ''],
    'stop',
    'stop',
  ],
  ['a value is wrong', 'set-redirects', [400, bad, 'Invalid value specified'], 'stop', 'stop'],
  ['what is to go is gone', 'remove-grant', [404, 'Request_ResourceNotFound', ''], 'wait', 'already'],
  [
    'the secret is gone',
    'remove-secret',
    [400, bad, "No password credential found with keyId 'x'."],
    'wait',
    'already',
  ],
]

describe('Microsoft Graph refuses a change', () => {
  it.each(rows)('%s', (_, kind, [status, code, message], young, otherwise) => {
    const refusal = { status, code, message }
    expect([judge(kind, refusal, true), judge(kind, refusal, false)]).toEqual([young, otherwise])
  })

  it('and when the time is up, only what was to be removed may be missing', () => {
    const absent = { status: 404, code: 'Request_ResourceNotFound', message: '' }
    expect([isGone('remove-role', absent), isGone('add-secret', absent)]).toEqual([true, false])
  })
})
