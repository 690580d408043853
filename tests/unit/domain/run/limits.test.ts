/** Exchange refuses a fourth connection and slows a thirty-first message down; Sendproof must not get there. */
import { expect, test } from 'vitest'
import fc from 'fast-check'
import { MailboxLimits, maxMessages, useOf, windowMs, type Use } from '../../../../src/domain/run/limits.ts'
import { maxConnections } from '../../../../src/domain/transport/transports.ts'

const smtp = (mailbox: string): Use => useOf({ mailbox, transport: 'smtp-delegated' })

test('a fourth message waits until a connection is free', () => {
  const limits = new MailboxLimits()
  for (let n = 0; n < 3; n += 1) limits.started(smtp('A@x.example'), 0)
  expect(limits.canStart(smtp('a@x.example'), 10)).toBe(false)
  expect(limits.nextFreeAt(smtp('a@x.example'), 10)).toBeNull()
  limits.finished(smtp('a@x.example'))
  expect(limits.canStart(smtp('a@x.example'), 20)).toBe(true)
})

test('a thirty-first message waits until the first is a minute old', () => {
  const limits = new MailboxLimits()
  for (let n = 0; n < 30; n += 1) {
    limits.started(smtp('a@x.example'), n * 100)
    limits.finished(smtp('a@x.example'))
  }
  expect(limits.nextFreeAt(smtp('a@x.example'), 5000)).toBe(60_000)
  expect([
    limits.canStart(smtp('a@x.example'), 59_999),
    limits.canStart(smtp('a@x.example'), 60_000),
  ]).toEqual([false, true])
})

test('one mailbox does not slow another', () => {
  const limits = new MailboxLimits()
  for (let n = 0; n < 3; n += 1) limits.started(smtp('a@x.example'), 0)
  expect(limits.canStart(smtp('b@x.example'), 0)).toBe(true)
})

test('whatever order messages start and end in, no limit is ever passed and none waits without reason', () => {
  const acts = fc.array(
    fc.tuple(fc.constantFrom('start', 'end'), fc.constantFrom('a', 'b'), fc.integer({ min: 0, max: 4000 })),
    { maxLength: 400 },
  )
  fc.assert(
    fc.property(acts, (list) => {
      const limits = new MailboxLimits()
      const open: Record<string, number> = { a: 0, b: 0 }
      const starts: Record<string, number[]> = { a: [], b: [] }
      let nowMs = 0
      for (const [act, mailbox, later] of list) {
        nowMs += later
        const recent = (starts[mailbox] ?? []).filter((start) => start > nowMs - windowMs)
        const free = (open[mailbox] ?? 0) < maxConnections.smtp && recent.length < maxMessages
        expect(limits.canStart(smtp(mailbox), nowMs)).toBe(free)
        const next = limits.nextFreeAt(smtp(mailbox), nowMs)
        if (next !== null) expect(limits.canStart(smtp(mailbox), next)).toBe(true)
        if (act === 'start' && free) {
          limits.started(smtp(mailbox), nowMs)
          open[mailbox] = (open[mailbox] ?? 0) + 1
          starts[mailbox] = [...recent, nowMs]
        }
        if (act === 'end' && (open[mailbox] ?? 0) > 0) {
          limits.finished(smtp(mailbox))
          open[mailbox] = (open[mailbox] ?? 0) - 1
        }
      }
    }),
  )
})

test('Graph takes four at once, and a look counts as a connection and not as a message', () => {
  const limits = new MailboxLimits()
  const send = useOf({ mailbox: 'A@x.example', transport: 'graph-app' })
  const look = useOf({ mailbox: 'a@x.example', transport: 'graph-read' })
  for (let n = 0; n < 3; n += 1) limits.started(send, 0)
  limits.started(look, 0)
  expect([limits.nextFreeAt(send, 1), limits.nextFreeAt(look, 1)]).toEqual([null, null])
  expect(limits.canStart(smtp('a@x.example'), 1)).toBe(true)
})
