import { describe, expect, test } from 'vitest'
import { plainPath } from '../../../src/practice/graph/keys.ts'
import { Replicas } from '../../../src/practice/tenant/replicas.ts'

const after = (looks: number, alternating = false) => new Replicas(() => ({ looks, alternating }))
const now = { id: 'a', name: 'new' }
const old = { id: 'a', name: 'old' }

describe('a change that has not reached everybody', () => {
  test.each([
    ['nothing lags', after(0), undefined, ['new', 'new', 'new']],
    ['what was made is missing for two looks', after(2), undefined, [undefined, undefined, 'new']],
    ['what was changed is old for two looks', after(2), old, ['old', 'old', 'new']],
    ['old and new take turns', after(4, true), old, ['old', 'new', 'old', 'new', 'new']],
  ] as const)('%s', (_, replicas, before, wanted) => {
    replicas.wrote('things', 'a', before)
    expect(wanted.map(() => replicas.see('a', now)?.name)).toEqual(wanted)
  })

  test('what was deleted is still found, alone and in a list, and one look at either counts', () => {
    const replicas = after(2)
    replicas.wrote('things', 'a', old)
    expect(replicas.see('a', undefined)).toEqual(old)
    expect(replicas.seeAll('things', [{ id: 'b' }])).toEqual([{ id: 'b' }, old])
    expect(replicas.seeAll('things', [{ id: 'b' }])).toEqual([{ id: 'b' }])
  })

  test('a list of other things is no look at this one', () => {
    const replicas = after(1)
    replicas.wrote('things', 'a', undefined)
    expect(replicas.seeAll('others', [{ id: 'x' }])).toEqual([{ id: 'x' }])
    expect(replicas.see('a', now)).toBeUndefined()
  })

  test('two changes in a row are one to a replica that has heard of neither', () => {
    const replicas = after(1)
    replicas.wrote('things', 'a', old)
    replicas.wrote('things', 'a', { id: 'a', name: 'between' })
    expect(replicas.see('a', now)).toEqual(old)
    expect(replicas.see('a', now)).toEqual(now)
  })

  test('a write to something not heard of yet meets nothing, a write to something changed meets it', () => {
    const replicas = after(1)
    replicas.wrote('things', 'made', undefined)
    replicas.wrote('things', 'changed', old)
    expect([replicas.knows('made'), replicas.knows('made')]).toEqual([false, true])
    expect([replicas.knows('changed'), replicas.knows('never written')]).toEqual([true, true])
  })
})

test.each([
  ["/graph/v1.0/applications(appId='a-b')", '/graph/v1.0/applications/appId=a-b'],
  ['/graph/v1.0/applications(appId=%27a-b%27)/owners', '/graph/v1.0/applications/appId=a-b/owners'],
  ["/graph/v1.0/applications('a-b')", '/graph/v1.0/applications/a-b'],
  ["/graph/v1.0/applications%28uniqueName='x'%29", '/graph/v1.0/applications/uniqueName=x'],
  ['/graph/v1.0/myorganization/servicePrincipals', '/graph/v1.0/servicePrincipals'],
  ['/graph/v1.0/me/messages', '/graph/v1.0/me/messages'],
  ['/graph/v1.0/me/sendmail', '/graph/v1.0/me/sendMail'],
  ['/graph/beta/users/a@b.example/microsoft.graph.sendMail/', '/graph/beta/users/a@b.example/sendMail'],
  ['/graph/v1.0/users/sendmail', '/graph/v1.0/users/sendmail'],
  ['/T/oauth2/v2.0/token', '/T/oauth2/v2.0/token'],
])('%s is the address %s', (written, plain) => expect(plainPath(written)).toBe(plain))
