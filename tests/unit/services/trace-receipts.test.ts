/** Where nobody may read the recipient's mailbox, the service itself says what became of a message; late, and in words. */
import { expect, test } from 'vitest'
import type { AppError } from '../../../src/domain/problem/app-error.ts'
import { said } from '../../fakes/said.ts'
import { err, ok, type Result } from '../../../src/domain/result.ts'
import type {
  MessageTrace,
  TraceQuestion,
  TracedMail,
} from '../../../src/main/services/run/message-trace.port.ts'
import type { AccessToken } from '../../../src/main/services/sign-in/token-client.port.ts'
import { TraceReceipts } from '../../../src/main/services/run/trace-receipts.ts'
import { aProbe, globalCloud } from '../../kit/samples.ts'

const signal = new AbortController().signal
const since = new Date('2026-11-21T09:00:00.000Z')
const receivedAt = '2026-11-21T09:01:00.000Z'
const sent = (seq: number) => aProbe('run', seq, { startedAt: '2026-11-21T09:00:30.000Z' })
const aToken: AccessToken = { token: 't', expiresAt: new Date('2026-11-21T10:00:00.000Z'), scopes: [] }

function bench(answer: (question: TraceQuestion) => Result<TracedMail | null, AppError>) {
  const asked: TraceQuestion[] = []
  const state: { token: Result<AccessToken, AppError> } = { token: ok(aToken) }
  const trace: MessageTrace = {
    find: (_cloud, _token, question) => {
      asked.push(question)
      return Promise.resolve(answer(question))
    },
  }
  return {
    asked,
    state,
    receipts: new TraceReceipts({ trace, cloud: globalCloud, token: () => Promise.resolve(state.token) }),
  }
}

test.each([
  ['delivered', 1],
  ['expanded', 1],
  ['filteredAsSpam', 1],
  ['pending', 0],
  ['gettingStatus', 0],
  ['quarantined', 0],
  ['recalled', 0],
  ['unknown', 0],
] as const)('a row that says %s counts as %i arrivals', async (status, arrivals) => {
  const { receipts } = bench(() => ok({ status, receivedAt }))
  const seen = await receipts.look([sent(1)], since, signal)
  expect(seen).toHaveLength(arrivals)
  if (arrivals > 0) expect(seen).toMatchObject([{ by: 'trace', at: receivedAt, returned: null }])
})

test('a row that says failed is a message that came back, not one that arrived', async () => {
  const { receipts } = bench(() => ok({ status: 'failed', receivedAt }))
  expect(await receipts.look([sent(1)], since, signal)).toMatchObject([
    { returned: { status: null, text: expect.stringContaining('failed') as string } },
  ])
})

test('the question names message, sender and recipient, and reaches back before the send: clocks differ', async () => {
  const { receipts, asked } = bench(() => ok(null))
  const probe = sent(1)
  expect(await receipts.look([probe], since, signal)).toEqual([])
  expect(asked).toEqual([
    {
      messageId: probe.messageId,
      sender: probe.from,
      recipient: probe.to,
      since: new Date('2026-11-21T08:00:30.000Z'),
    },
  ])
})

test('with many messages waiting a look asks for three, and the next look for the next: 100 in five minutes are allowed', async () => {
  const { receipts, asked } = bench(() => ok(null))
  const waiting = [1, 2, 3, 4, 5].map(sent)
  await receipts.look(waiting, since, signal)
  expect(asked.map(({ sender }) => sender)).toEqual(waiting.slice(0, 3).map(({ from }) => from))
  await receipts.look(waiting, since, signal)
  expect(new Set(asked.map(({ sender }) => sender)).size).toBe(5)
})

test.each([
  ['network', 'later'],
  ['busy', 'later'],
  ['forbidden', 'off'],
] as const)('an answer that is “%s” makes it ask %s', async (code, look) => {
  const { receipts } = bench(() => err(said(code, 'No.')))
  expect(await receipts.look([sent(1)], since, signal)).toBe(look)
})

test('a sign-in service that cannot be reached for a moment does not end the looking; a refused sign-in does', async () => {
  const { receipts, state, asked } = bench(() => ok({ status: 'delivered', receivedAt }))
  state.token = err(said('network', 'No route.'))
  expect(await receipts.look([sent(1)], since, signal)).toBe('later')
  state.token = err(said('sign-in-failed', 'Refused.'))
  expect(await receipts.look([sent(1)], since, signal)).toBe('off')
  expect(asked).toEqual([])
})

test('what was found before the service got busy is not lost', async () => {
  let answers = 0
  const { receipts } = bench(() => {
    answers += 1
    return answers === 1 ? ok({ status: 'delivered', receivedAt }) : err(said('busy', 'Wait.'))
  })
  expect(await receipts.look([sent(1), sent(2)], since, signal)).toHaveLength(1)
})
