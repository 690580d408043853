/** Ten thousand mailboxes or one: nobody is overrun, nobody is forgotten, nobody waits without a reason. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maxConnections } from '../../../../src/domain/transport/transports.ts'
import { maxMessages, useOf, windowMs } from '../../../../src/domain/run/limits.ts'
import { Pace } from '../../../../src/domain/run/pace.ts'
import { Schedule } from '../../../../src/domain/run/schedule.ts'

const transports = ['smtp-delegated', 'smtp-app', 'graph-app', 'graph-read', 'imap-read'] as const

test('in whatever order probes come, end and are tried again, no limit is passed and each is handed out', () => {
  const probes = fc.array(
    fc.record({
      mailbox: fc.constantFrom('a@x.example', 'b@x.example', 'c@x.example'),
      transport: fc.constantFrom(...transports),
      takes: fc.integer({ min: 1, max: 40_000 }),
      again: fc.integer({ min: 0, max: 2 }),
    }),
    { maxLength: 120 },
  )
  fc.assert(
    fc.property(probes, (list) => {
      const schedule = new Schedule()
      const tries = new Map(list.map((probe, at) => [String(at), probe.again + 1]))
      for (const [at, probe] of list.entries()) schedule.add({ id: String(at), ...probe })
      const busy: { id: string; until: number }[] = []
      const starts: { mailbox: string; at: number }[] = []
      let now = 1_000
      for (let steps = 0; schedule.left > 0 || busy.length > 0; steps += 1) {
        expect(steps).toBeLessThan(20_000)
        const id = schedule.take(now)
        const probe = id === null ? undefined : list[Number(id)]
        if (id !== null && probe !== undefined) {
          busy.push({ id, until: now + probe.takes })
          const use = useOf(probe)
          const open = busy.filter((one) => {
            const other = useOf(list[Number(one.id)] ?? probe)
            return other.mailbox === use.mailbox && other.service === use.service
          })
          expect(open.length).toBeLessThanOrEqual(maxConnections[use.service])
          if (use.message) {
            starts.push({ mailbox: use.mailbox, at: now })
            const recent = starts.filter((one) => one.mailbox === use.mailbox && one.at > now - windowMs)
            expect(recent.length).toBeLessThanOrEqual(maxMessages)
          }
          continue
        }
        const ends = Math.min(...busy.map((one) => one.until), Infinity)
        const due = schedule.nextAt() ?? Infinity
        now = Math.max(now + 1, Math.min(ends, due))
        for (const done of busy.filter((one) => one.until <= now)) {
          busy.splice(busy.indexOf(done), 1)
          schedule.finished(done.id)
          const left = (tries.get(done.id) ?? 1) - 1
          tries.set(done.id, left)
          const probeDone = list[Number(done.id)]
          if (left > 0 && probeDone !== undefined) schedule.add({ id: done.id, ...probeDone }, now + 500)
        }
      }
      expect([...tries.values()].every((left) => left === 0)).toBe(true)
    }),
    { numRuns: 60 },
  )
})

test('a hundred thousand mailboxes are picked through in time that grows with their number only', () => {
  const schedule = new Schedule()
  // With so many, what grows with the square takes longer than any test is given.
  const count = 100_000
  for (let at = 0; at < count; at += 1)
    schedule.add({ id: String(at), mailbox: `m${at}@x.example`, transport: 'smtp-delegated' })
  let taken = 0
  for (let id = schedule.take(0); id !== null; id = schedule.take(0)) {
    taken += 1
    schedule.finished(id)
  }
  expect(taken).toBe(count)
})

test('what waits for its time can be brought forward, once', () => {
  const schedule = new Schedule()
  const probe = { id: '1', mailbox: 'a@x.example', transport: 'smtp-delegated' } as const
  schedule.add(probe, 60_000)
  expect([schedule.take(59_999), schedule.left, schedule.waiting]).toEqual([null, 1, 1])
  schedule.hasten()
  expect([schedule.take(1), schedule.take(70_000), schedule.left]).toEqual(['1', null, 0])
})

test('throttling halves what runs at once, and it comes back slowly', () => {
  const pace = new Pace(8)
  expect([pace.throttled(), pace.parallel]).toEqual([true, 4])
  for (let at = 0; at < 16; at += 1) pace.good()
  expect(pace.parallel).toBe(5)
  for (let at = 0; at < 6; at += 1) pace.throttled()
  expect([pace.parallel, pace.throttled()]).toEqual([1, false])
})
