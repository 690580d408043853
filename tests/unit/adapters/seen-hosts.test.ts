/** What the window says of the network is what was met there: a cable that is plugged in proves nothing. */
import { describe, expect, test } from 'vitest'
import { SeenHosts } from '../../../src/main/adapters/network/seen-hosts.ts'
import { Announcer } from '../../../src/main/services/desk/announcer.ts'
import { ReachService } from '../../../src/main/services/sign-in/reach-service.ts'
import type { HttpFetch } from '../../../src/main/services/surroundings/surroundings.port.ts'
import type { Setup } from '../../../src/domain/setup/setup.schema.ts'
import { FixedClock } from '../../fakes/fixed-clock.ts'
import { aSetup, globalCloud } from '../../kit/samples.ts'

const china = { ...globalCloud, name: 'China', authority: 'https://login.partner.microsoftonline.cn' }
const json = () => new Response('{}', { headers: { 'content-type': 'application/json; charset=utf-8' } })
const unresolved = () =>
  Promise.reject(
    Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND', syscall: 'getaddrinfo' }),
  )
const request = { method: 'POST', headers: {} }

function pc(fetch: HttpFetch, setups: readonly Setup[] = []) {
  const announcer = new Announcer()
  const told: string[] = []
  announcer.subscribe((name) => told.push(name))
  const hosts = new SeenHosts({ fetch, clock: new FixedClock() })
  const reach = new ReachService({
    setups: { listSetups: () => [...setups] },
    recipes: { clouds: () => [globalCloud, china] },
    reach: hosts,
    announcer,
  })
  return { hosts, reach, told }
}

describe('Microsoft sign-in', () => {
  test('is not tried until something was tried', () => {
    const { reach } = pc(async () => json())
    expect(reach.hosts()).toEqual([
      { host: 'login.microsoftonline.com', state: 'not-tried', at: null, reason: null },
    ])
  })

  test('is not reachable while its name cannot be resolved, and reachable once it answered', async () => {
    let works = false
    const { reach, told } = pc(async () => (works ? json() : unresolved()))
    expect(await reach.test()).toMatchObject([
      { state: 'not-reachable', reason: { code: 'host-unknown', server: 'login.microsoftonline.com' } },
    ])
    works = true
    expect(await reach.test()).toMatchObject([{ state: 'reachable', reason: null }])
    await reach.test()
    expect(told).toEqual(['app.changed', 'app.changed'])
  })

  test('is known from sign-ins and runs, without a test of its own', async () => {
    const { hosts, reach } = pc(async () => new Response('{"error":"invalid_grant"}', { status: 400 }))
    await hosts.fetch('https://graph.microsoft.com/v1.0/me', request)
    expect(reach.hosts()).toMatchObject([{ state: 'not-tried' }])
    await hosts.fetch('https://login.microsoftonline.com/x/oauth2/v2.0/token', request)
    expect(reach.hosts()).toMatchObject([{ state: 'reachable', at: '2026-11-21T09:00:00.000Z' }])
  })

  test('is not reachable where a hotel’s sign-in page answers in its place', async () => {
    const { reach } = pc(
      async () => new Response('<html>Room number?</html>', { headers: { 'content-type': 'text/html' } }),
    )
    expect(await reach.test()).toMatchObject([{ state: 'not-reachable', reason: { code: 'redirected' } }])
  })

  test('keeps what was seen when a person cancels', async () => {
    const gaveUp = AbortSignal.abort()
    const { hosts, reach } = pc(() => Promise.reject(new DOMException('Aborted', 'AbortError')))
    await expect(
      hosts.fetch('https://login.microsoftonline.com/x', { ...request, signal: gaveUp }),
    ).rejects.toThrow('Aborted')
    expect(reach.hosts()).toMatchObject([{ state: 'not-tried' }])
  })

  test('means the hosts of the real setups, each once; a rehearsal needs none', async () => {
    const practice = { mailboxes: 1, seed: 1, prepared: true, faults: [] }
    const own = { ...globalCloud, authority: 'https://localhost:4443/x' }
    const { reach } = pc(
      async () => json(),
      [aSetup({ cloud: own, practice }), aSetup({ cloud: china }), aSetup(), aSetup()],
    )
    expect(reach.hosts().map(({ host }) => host)).toEqual([
      'login.partner.microsoftonline.cn',
      'login.microsoftonline.com',
    ])
  })
})
