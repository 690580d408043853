/** A message the server took and then could not deliver comes back to its sender: it must not be called sent. */
import { expect, test } from 'vitest'
import type { AppError } from '../../../src/domain/problem/app-error.ts'
import { said } from '../../fakes/said.ts'
import { err, ok, type Result } from '../../../src/domain/result.ts'
import type { MailReader, ReturnedMail } from '../../../src/main/services/run/mail-reader.port.ts'
import type { AccessToken } from '../../../src/main/services/sign-in/token-client.port.ts'
import { ReturnedReports, type ReportReading } from '../../../src/main/services/run/returned-reports.ts'
import { aProbe, globalCloud } from '../../kit/samples.ts'

const signal = new AbortController().signal
const since = new Date('2026-11-21T09:00:00.000Z')
const aToken: AccessToken = { token: 't', expiresAt: new Date('2026-11-21T10:00:00.000Z'), scopes: [] }

const aReport = (changes: Partial<ReturnedMail>): ReturnedMail => ({
  originalMessageId: null,
  probeId: null,
  recipient: null,
  action: 'failed',
  status: '5.1.10',
  diagnostic: '550 5.1.10 RESOLVER.ADR.RecipientNotFound',
  receivedAt: '2026-11-21T09:02:00.000Z',
  subject: 'Undeliverable',
  ...changes,
})

function bench(options: {
  reports?: (mailbox: string | null) => Result<readonly ReturnedMail[], AppError>
  token?: () => Result<AccessToken, AppError>
  readable?: (from: string) => boolean
}) {
  const asked: (string | null)[] = []
  const reader: Pick<MailReader, 'returned'> = {
    returned: (_cloud, _token, mailbox) => {
      asked.push(mailbox)
      return Promise.resolve((options.reports ?? (() => ok([])))(mailbox))
    },
  }
  const source = new ReturnedReports({
    reader: reader as MailReader,
    cloud: globalCloud,
    reading: (probe): ReportReading =>
      options.readable?.(probe.from) === false
        ? null
        : {
            mailbox: probe.mailbox,
            token: () => Promise.resolve(options.token?.() ?? ok(aToken)),
          },
  })
  return { source, asked }
}

test.each([
  [
    'the Message-ID of the original',
    (probe: ReturnType<typeof aProbe>) => ({ originalMessageId: probe.messageId }),
  ],
  ['our header in what was returned', (probe: ReturnType<typeof aProbe>) => ({ probeId: probe.id })],
  [
    'the code in the subject, when headers were cut off',
    (probe: ReturnType<typeof aProbe>) => ({ subject: `Undeliverable: [Sendproof ${probe.code}]` }),
  ],
])('a report is tied to its message by %s', async (_what, named) => {
  const mine = aProbe('run', 1, { code: 'QWE567' })
  const other = aProbe('run', 2, { mailbox: mine.mailbox, code: 'ZZZ234' })
  const { source } = bench({ reports: () => ok([aReport(named(mine))]) })
  expect(await source.look([other, mine], since, signal)).toMatchObject([
    {
      probeId: mine.id,
      by: 'report',
      returned: { status: '5.1.10', text: '550 5.1.10 RESOLVER.ADR.RecipientNotFound' },
    },
  ])
})

test('a notice of delay is no failure, and somebody else’s report is not ours', async () => {
  const probe = aProbe('run', 1)
  const { source } = bench({
    reports: () =>
      ok([
        aReport({ originalMessageId: probe.messageId, action: 'delayed' }),
        aReport({ originalMessageId: '<invoice-4711@contoso.example>' }),
      ]),
  })
  expect(await source.look([probe], since, signal)).toEqual([])
})

test('a mailbox that may not be read is asked once and never again; the others still are', async () => {
  const [shut, open] = [aProbe('run', 1), aProbe('run', 2)]
  const { source, asked } = bench({
    reports: (mailbox) =>
      mailbox === shut.mailbox
        ? err(said('forbidden', 'Access is denied.'))
        : ok([aReport({ originalMessageId: open.messageId })]),
  })
  expect(await source.look([shut, open], since, signal)).toHaveLength(1)
  await source.look([shut, open], since, signal)
  expect(asked.filter((mailbox) => mailbox === shut.mailbox)).toHaveLength(1)
  expect(asked.filter((mailbox) => mailbox === open.mailbox).length).toBeGreaterThan(1)
})

test('a dead network is asked again; when nobody’s mail may be read nobody waits for reports', async () => {
  const probe = aProbe('run', 1)
  const down = bench({ reports: () => err(said('network', 'No route.')) })
  expect(await down.source.look([probe], since, signal)).toEqual([])
  await down.source.look([probe], since, signal)
  expect(down.asked).toHaveLength(2)

  const closed = bench({ readable: () => false })
  expect(await closed.source.look([probe], since, signal)).toBe('off')
  expect(closed.asked).toEqual([])

  const refused = bench({ token: () => err(said('sign-in-failed', 'Consent is missing.')) })
  expect(await refused.source.look([probe], since, signal)).toEqual([])
  expect(await refused.source.look([probe], since, signal)).toBe('off')
})

test('a run over many senders asks eight mailboxes a look and gets round to all of them', async () => {
  const probes = Array.from({ length: 20 }, (_, n) => aProbe('run', n + 1))
  const { source, asked } = bench({})
  await source.look(probes, since, signal)
  expect(asked).toHaveLength(8)
  await source.look(probes, since, signal)
  await source.look(probes, since, signal)
  expect(new Set(asked).size).toBe(20)
})
