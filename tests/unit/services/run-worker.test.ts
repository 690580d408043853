/** An administrator with many addresses behind one delegate must not trip Exchange's limits. */
import { expect, test } from 'vitest'
import type { Mailbox } from '../../../src/domain/mailbox/mailbox.schema.ts'
import type { Probe } from '../../../src/domain/run/run.schema.ts'
import type { MailboxStore } from '../../../src/main/services/desk/stores.port.ts'
import type { Sent } from '../../../src/main/services/run/probe-sender.ts'
import type { RunJournal } from '../../../src/main/services/run/run-journal.ts'
import { RunWorker } from '../../../src/main/services/run/run-worker.ts'
import { aMailbox, aProbe, aRun, aSetup } from '../../kit/samples.ts'

/** Time passes only while the worker waits; sends end in the order they began, one a tick. */
class SteppedClock {
  ms = Date.parse('2026-11-21T09:00:00.000Z')
  readonly #open: (() => void)[] = []
  now(): Date {
    return new Date(this.ms)
  }
  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    const first = this.#open.shift()
    if (first === undefined) {
      this.ms += ms
      return
    }
    this.ms += 100
    const woken = new Promise<void>((resolve) =>
      signal?.addEventListener('abort', () => resolve(), { once: true }),
    )
    first()
    await woken
  }
  untilServed(): Promise<void> {
    return new Promise((resolve) => this.#open.push(resolve))
  }
}

interface Watch {
  readonly starts: number[]
  most: number
  open: number
}

interface Course {
  readonly patienceMs: number
  /** `before`: how often the probe was tried already. */
  readonly again: (
    probe: Probe,
    before: number,
  ) => { readonly why: 'too-early' | 'ride-out'; readonly afterMs: number } | null
}

function bench(mailboxes: readonly Mailbox[], probesEach: number, parallel: number, course?: Course) {
  const run = aRun(aSetup().id)
  const probes: Probe[] = mailboxes.flatMap((mailbox, m) =>
    Array.from({ length: probesEach }, (_, n) =>
      aProbe(run.id, m * probesEach + n + 1, {
        mailboxId: mailbox.id,
        mailbox: mailbox.signInAs,
        from: mailbox.address,
      }),
    ),
  )
  const clock = new SteppedClock()
  const watches = new Map<string, Watch>()
  const all: Watch = { starts: [], most: 0, open: 0 }
  const sent: string[] = []
  const sender = {
    async send(_journal: RunJournal, probeId: string): Promise<Sent> {
      const probe = probes.find((one) => one.id === probeId)
      if (probe === undefined) throw new Error('unknown probe')
      const watch = watches.get(probe.mailbox) ?? { starts: [], most: 0, open: 0 }
      watches.set(probe.mailbox, watch)
      for (const one of [watch, all]) {
        one.starts.push(clock.ms)
        one.open += 1
        one.most = Math.max(one.most, one.open)
      }
      await clock.untilServed()
      watch.open -= 1
      all.open -= 1
      const before = sent.filter((id) => id === probeId).length
      sent.push(probeId)
      const again = course?.again(probe, before) ?? null
      return {
        again: again === null ? null : { at: clock.ms + again.afterMs, why: again.why },
        throttled: false,
      }
    },
  }
  const journal = {
    probes: () => probes.values(),
    probe: (id: string) => probes.find((one) => one.id === id),
  } as unknown as RunJournal
  const store = {
    getMailbox: (id: string) => mailboxes.find((mailbox) => mailbox.id === id) ?? null,
  } as unknown as MailboxStore
  const worker = new RunWorker({
    mailboxes: store,
    clock,
    sender,
    journal,
    parallel,
    patienceMs: course?.patienceMs,
  })
  return { worker, probes, sent, watches, all }
}

test('one delegate behind 75 shared addresses: never more than 3 at once, never more than 30 in a minute', async () => {
  const delegate = 'orders@contoso.example'
  const mailboxes = Array.from({ length: 75 }, (_, n) =>
    aMailbox(`shared${n}@contoso.example`, { kind: 'shared', signInAs: delegate }),
  )
  const { worker, sent, watches } = bench(mailboxes, 1, 8)
  await worker.work()
  expect(new Set(sent).size).toBe(75)
  const watch = watches.get(delegate)
  expect(watch?.most).toBe(3)
  const starts = watch?.starts ?? []
  for (const [index, start] of starts.entries()) {
    const before = starts[index - 30]
    if (before !== undefined) expect(start - before).toBeGreaterThanOrEqual(60_000)
  }
})

test('many mailboxes at once: as many as asked for, and each exactly once', async () => {
  const mailboxes = Array.from({ length: 40 }, (_, n) => aMailbox(`user${n}@contoso.example`))
  const { worker, sent, all } = bench(mailboxes, 1, 8)
  await worker.work()
  expect(sent).toHaveLength(40)
  expect(new Set(sent).size).toBe(40)
  expect(all.most).toBe(8)
})

test('a mailbox that has to wait does not hold up the others', async () => {
  const busy = aMailbox('busy@contoso.example')
  const other = aMailbox('other@contoso.example')
  const { worker, probes, sent } = bench([busy, other], 31, 4)
  await worker.work()
  const lastOfOther = sent.findLastIndex(
    (id) => probes.find((probe) => probe.id === id)?.mailbox === other.signInAs && sent.indexOf(id) < 61,
  )
  expect(sent).toHaveLength(62)
  expect(lastOfOther).toBeGreaterThan(0)
})

test('a scheduled task without patience still rides passing trouble out, and waits for nothing that may be too early', async () => {
  const dropped = aMailbox('dropped@contoso.example')
  const early = aMailbox('early@contoso.example')
  const { worker, probes, sent } = bench([dropped, early], 1, 2, {
    patienceMs: 0,
    again: (probe, before) => {
      if (probe.mailbox === early.signInAs) return { why: 'too-early', afterMs: 60_000 }
      return before < 2 ? { why: 'ride-out', afterMs: 5_000 } : null
    },
  })
  await worker.work()
  const timesOf = (address: string) =>
    sent.filter((id) => probes.find((probe) => probe.id === id)?.mailbox === address).length
  expect(timesOf(dropped.signInAs)).toBe(3)
  expect(timesOf(early.signInAs)).toBe(1)
})
