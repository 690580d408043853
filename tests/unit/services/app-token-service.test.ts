/** Many senders that start together must not each ask the sign-in service. */
import { expect, test } from 'vitest'
import { err, ok } from '../../../src/domain/result.ts'
import { said } from '../../fakes/said.ts'
import type { Recipe } from '../../../src/domain/recipe/recipe.schema.ts'
import type { AppCredential, TokenClient } from '../../../src/main/services/sign-in/token-client.port.ts'
import { AppTokenService } from '../../../src/main/services/credential/app-token-service.ts'
import type { ConnectedSetup } from '../../../src/main/services/desk/setup-desk.ts'
import { FixedClock } from '../../fakes/fixed-clock.ts'
import { aSetup, globalCloud } from '../../kit/samples.ts'
import { sayProblem } from '../../../src/words/shape/say-problem.ts'
import { wordsFor } from '../../../src/words/words.ts'

function bench() {
  const clock = new FixedClock()
  const asked: string[] = []
  const noted: string[] = []
  const kept: { id: string | null; credential: AppCredential } = {
    id: 'one',
    credential: { kind: 'secret', value: 'first' },
  }
  const state: { open: number; most: number; refuse: false | 'network' | 'sign-in-failed' } = {
    open: 0,
    most: 0,
    refuse: false,
  }
  const tokens: Pick<TokenClient, 'forApp'> = {
    async forApp(_app, credential, scope) {
      state.open += 1
      state.most = Math.max(state.most, state.open)
      await Promise.resolve()
      state.open -= 1
      asked.push(`${credential.kind === 'secret' ? credential.value : 'certificate'} ${scope}`)
      return state.refuse !== false
        ? err(said(state.refuse, 'No token.'))
        : ok({
            token: `token ${asked.length}`,
            expiresAt: new Date(clock.now().getTime() + 3_600_000),
            scopes: [scope],
          })
    },
  }
  const service = new AppTokenService({
    tokens: tokens as TokenClient,
    clock,
    keeper: {
      currentId: () => kept.id,
      open: () => Promise.resolve(ok(kept.credential)),
      noteProven: (setupId, id) => noted.push(`${setupId} ${id} proven`),
      noteRefused: (setupId, id, { code }) => noted.push(`${setupId} ${id} ${code}`),
    },
  })
  const where: ConnectedSetup = {
    setup: aSetup(),
    recipe: {} as Recipe,
    cloud: globalCloud,
    practice: null,
  }
  return { service, where, clock, asked, noted, kept, state }
}

test('fifty senders share one token, and Graph and Exchange have one each', async () => {
  const { service, where, asked, state } = bench()
  const all = await Promise.all(
    Array.from({ length: 50 }, (_, n) => service.appToken(where, n % 2 === 0 ? 'graph' : 'exchange', false)),
  )
  expect(all.every(({ ok: good }) => good)).toBe(true)
  expect(asked.toSorted()).toEqual([
    'first https://graph.microsoft.com/.default',
    'first https://outlook.office.com/.default',
  ])
  expect(state.most).toBe(2)
})

test('a token is renewed five minutes before it ends, not after', async () => {
  const { service, where, asked, clock } = bench()
  await service.appToken(where, 'graph', false)
  clock.advance(54 * 60_000)
  await service.appToken(where, 'graph', false)
  expect(asked).toHaveLength(1)
  clock.advance(60_000)
  await service.appToken(where, 'graph', false)
  expect(asked).toHaveLength(2)
})

test('a replaced credential signs in at once, also when another process replaced it', async () => {
  const { service, where, asked, kept } = bench()
  await service.appToken(where, 'graph', false)
  kept.id = 'two'
  kept.credential = { kind: 'secret', value: 'second' }
  await service.appToken(where, 'graph', false)
  expect(asked.at(-1)).toMatch(/^second /)
})

test('every answer is noted at the credential that earned it, once', async () => {
  const { service, where, noted, kept, state } = bench()
  const { id } = where.setup
  await service.appToken(where, 'graph', false)
  await service.appToken(where, 'graph', false)
  kept.id = 'two'
  state.refuse = 'sign-in-failed'
  await service.appToken(where, 'graph', false)
  expect(noted).toEqual([`${id} one proven`, `${id} two sign-in-failed`])
})

test('what was dropped is asked for again, and a dead network is not remembered', async () => {
  const { service, where, asked, state } = bench()
  await service.appToken(where, 'graph', false)
  service.drop(where.setup.id)
  state.refuse = 'network'
  expect(await service.appToken(where, 'graph', false)).toMatchObject({
    ok: false,
    error: { code: 'network' },
  })
  state.refuse = false
  expect(await service.appToken(where, 'graph', false)).toMatchObject({ ok: true })
  expect(asked).toHaveLength(3)
})

test('five hundred senders with a wrong secret ask once, and again when half a minute has passed', async () => {
  const { service, where, asked, clock, state } = bench()
  state.refuse = 'sign-in-failed'
  const all = await Promise.all(Array.from({ length: 500 }, () => service.appToken(where, 'graph', false)))
  expect(all.every((one) => !one.ok && one.error.code === 'sign-in-failed')).toBe(true)
  expect(asked).toHaveLength(1)
  state.refuse = false
  clock.advance(30_000)
  expect(await service.appToken(where, 'graph', false)).toMatchObject({ ok: true })
})

test('an administrator who has just granted consent starts again and is not shown the old refusal', async () => {
  const { service, where, state } = bench()
  state.refuse = 'sign-in-failed'
  await service.appToken(where, 'graph', false)
  state.refuse = false
  service.drop(where.setup.id)
  expect(await service.appToken(where, 'graph', false)).toMatchObject({ ok: true })
})

test('a token that a server refuses to every sender is renewed once, not once for each', async () => {
  const { service, where, asked, clock } = bench()
  await service.appToken(where, 'graph', false)
  clock.advance(60_000)
  await Promise.all(Array.from({ length: 20 }, () => service.appToken(where, 'graph', true)))
  expect(asked).toHaveLength(2)
})

test('without a credential nobody is asked, and the next step is named', async () => {
  const { service, where, asked, kept } = bench()
  kept.id = null
  const refused = await service.appToken(where, 'graph', false)
  expect(refused).toMatchObject({ ok: false, error: { code: 'credential-none' } })
  expect(refused.ok ? '' : sayProblem(wordsFor('en'), refused.error, 'cli').next).toContain('credential set')
  expect(asked).toEqual([])
})
