import { describe, expect, it, onTestFinished } from 'vitest'
import type { Cloud } from '../../../src/domain/cloud/cloud.schema.ts'
import { GraphMessageTrace } from '../../../src/main/adapters/graph/graph-message-trace.ts'
import { createUndiciFetch } from '../../../src/main/adapters/system/undici-fetch.ts'
import { FixedClock } from '../../fakes/fixed-clock.ts'
import { globalCloud } from '../../kit/samples.ts'
import { graphError, ScriptedHttpServer, type HttpAnswer } from '../../fakes/scripted-http-server.ts'
import { plainly } from '../../fakes/plainly.ts'

const question = {
  messageId: "<o'brien@sendproof>",
  sender: 'anna@contoso.example',
  recipient: 'bob@fabrikam.example',
  since: new Date('2026-11-21T08:30:00Z'),
}

async function traced(answer: HttpAnswer, cloud: Partial<Cloud> = {}, since = question.since) {
  const server = await ScriptedHttpServer.start(() => answer)
  onTestFinished(() => server.stop())
  const result = await new GraphMessageTrace({ fetch: createUndiciFetch(), clock: new FixedClock() }).find(
    { ...globalCloud, graph: server.address, ...cloud },
    't',
    { ...question, since },
    new AbortController().signal,
  )
  return { result, server }
}

const row = (status: string, receivedDateTime: string) => ({ status, receivedDateTime, size: 4711 })

describe('what the service says became of a message', () => {
  it('is the newest row for this sender, recipient and Message-ID', async () => {
    const value = [row('pending', '2026-11-21T08:59:00Z'), row('delivered', '2026-11-21T09:00:00Z')]
    const { result, server } = await traced({ status: 200, body: { value } })
    expect(result).toEqual({
      ok: true,
      value: { status: 'delivered', receivedAt: '2026-11-21T09:00:00Z' },
    })
    expect(server.requests[0]?.url).toBe(
      "/v1.0/admin/exchange/tracing/messageTraces?$filter=messageId eq '<o''brien@sendproof>' and senderAddress eq 'anna@contoso.example' and recipientAddress eq 'bob@fabrikam.example' and receivedDateTime ge 2026-11-21T08:30:00Z and receivedDateTime le 2026-11-21T09:00:01Z",
    )
  })

  it('is nothing yet while there is no row, and unknown for a word nobody documented', async () => {
    expect((await traced({ status: 200, body: { value: [] } })).result).toEqual({ ok: true, value: null })
    const odd = await traced({ status: 200, body: { value: [row('teleported', '2026-11-21T09:00:00Z')] } })
    expect(odd.result).toMatchObject({ ok: true, value: { status: 'unknown' } })
  })

  it('is asked for ten days at most, because more is refused', async () => {
    const { server } = await traced(
      { status: 200, body: { value: [] } },
      {},
      new Date('2026-08-01T00:00:00Z'),
    )
    expect(server.requests[0]?.url).toContain('receivedDateTime ge 2026-11-11T09:00:00Z')
  })

  it('is not asked where the cloud has no message trace, and the rights are named where they lack', async () => {
    const elsewhere = await traced({ status: 200, body: { value: [] } }, { kind: 'china', name: 'China' })
    expect(elsewhere.result).toMatchObject({ ok: false, error: { code: 'trace-not-here' } })
    expect(!elsewhere.result.ok && plainly(elsewhere.result.error).what).toContain('not available in China')
    expect(elsewhere.server.requests).toEqual([])
    const denied = await traced({ status: 403, body: graphError('Authorization_RequestDenied') })
    expect(denied.result).toMatchObject({ ok: false, error: { code: 'graph-forbidden' } })
  })
})
