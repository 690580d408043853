/** A reader who was not there must see who was let in, what is only too early, and how each thing is known. */
import { describe, expect, test } from 'vitest'
import { verdictText } from '../../../../src/domain/report/verdict-text.ts'
import type { Probe } from '../../../../src/domain/run/run.ts'
import { reportHtml } from '../../../../src/domain/report/report-html.ts'
import type { Report } from '../../../../src/domain/report/report.ts'
import { eap, htmlOf, mailboxOf, probeOf, sampleReport, setupOf, uuid } from '../sample.ts'

const outside = mailboxOf(9, { address: 'payroll@contoso.example', purpose: 'outside', authorisation: null })
const negative = (changes: Partial<Probe>) =>
  probeOf(9, {
    check: 'outside',
    transport: 'graph-app',
    from: outside.address,
    mailbox: outside.address,
    expected: 'refused',
    outcome: 'refused',
    receipt: 'none',
    seenFrom: null,
    seenSender: null,
    ...changes,
  })
const reportOf = (...probes: Probe[]) =>
  sampleReport({ input: { mailboxes: [mailboxOf(1), outside], probes: [probeOf(1), ...probes] } })

describe('mailboxes that must be kept out', () => {
  test('a refusal that came is said in the summary and is green', () => {
    const report = reportOf(negative({}))
    expect(report.verdict).toBe('proven')
    expect(report.sentences[1]).toContain('Microsoft 365 refused it')
    expect(verdictText(report)[0]).toBe('Proven: 2 of 2 attempts ended as planned')
    expect(htmlOf(report)).toContain('<span class="good">✓ refused, as it should be</span>')
  })

  test('a refusal that did not come is the loudest line of the report, before everything that failed otherwise', () => {
    const failed = probeOf(1, { outcome: 'failed', receipt: 'none', stage: 'connect', reply: 'timeout' })
    const report = sampleReport({
      input: {
        mailboxes: [mailboxOf(1), outside],
        probes: [failed, negative({ outcome: 'accepted', receipt: 'received' })],
      },
    })
    const html = htmlOf(report)
    expect(report.verdict).toBe('not-proven')
    expect(report.sentences[1]).toMatch(/^DANGER: 1 mailbox that must be kept out was let in/)
    expect(html.indexOf('DANGER')).toBeLessThan(html.indexOf('class="counts"'))
    expect(html.indexOf('payroll@contoso.example was let in')).toBeLessThan(html.indexOf('timeout'))
  })

  test('an attempt that got no answer proves nothing about who is kept out', () => {
    const report = reportOf(negative({ outcome: 'failed', reply: 'ECONNRESET', stage: 'connect' }))
    expect(report.verdict).toBe('not-proven')
    expect(report.sentences[1]).toContain('not proven that others are kept out')
  })
})

describe('what the recipe asks for and nobody tried', () => {
  const recipe = eap()
  const wantsRefusal = {
    ...recipe,
    verification: {
      ...recipe.verification,
      probes: [
        ...recipe.verification.probes,
        {
          id: 'outside',
          kind: 'graph-app',
          mailbox: 'outside-scope',
          expected: 'refused',
          why: 'Others are kept out.',
        } as const,
      ],
    },
  }

  test('without a mailbox that has to refuse, good sends alone are no proof, and the report says what is missing', () => {
    const report = sampleReport({
      input: { recipe: wantsRefusal, mailboxes: [mailboxOf(1)], probes: [probeOf(1)] },
    })
    expect(report).toMatchObject({ verdict: 'not-proven', summary: { unexpected: 0 } })
    expect(report.sentences).toEqual([
      expect.stringMatching(
        /sent 1 test message .* and it arrived, but not everything that was planned was tried/,
      ),
      'It is not proven that other mailboxes are kept out: none that has to refuse was tried.',
      'Next: try what stands under “What was not tried”.',
    ])
    expect(htmlOf(report)).toContain(
      '<h2>What was not tried (1)</h2><ul><li>Name a mailbox outside the group: the proof of refusal needs one.</li></ul>',
    )
  })

  test('the same mailbox tried another way does not stand for the attempt that is missing', () => {
    const input = { recipe: wantsRefusal, mailboxes: [mailboxOf(1), outside] }
    const half = sampleReport({ input: { ...input, probes: [probeOf(1)] } })
    expect(half.notTried).toEqual([
      'Microsoft Graph, as the application, must be refused: not tried for 1 mailbox (payroll@contoso.example).',
    ])
    expect(sampleReport({ input: { ...input, probes: [probeOf(1), negative({})] } })).toMatchObject({
      verdict: 'proven',
      notTried: [],
    })
  })

  test('a failure in an earlier run from a mailbox that was taken off the list since does not count any more', () => {
    const gone = probeOf(2, { runId: uuid(77), outcome: 'refused', receipt: 'none' })
    const report = sampleReport({
      input: { mailboxes: [mailboxOf(1)], probes: [probeOf(1), gone] },
    })
    expect(report).toMatchObject({ verdict: 'proven', summary: { planned: 1 } })
  })
})

test('a manager reads whole English words', () => {
  expect(sampleReport().sentences[0]).toContain('from all 25 addresses: each test message')
})

describe('what the recipient sees, and how it is known', () => {
  test('the sender in words, and what the receiving side checked', () => {
    const html = htmlOf(
      reportOf(
        probeOf(2, {
          seenFrom: 'orders@contoso.example',
          seenSender: 'grace@contoso.example',
          receiptBy: 'trace',
          authentication: { spf: 'pass', dkim: 'none', dmarc: null },
        }),
      ),
    )
    expect(html).toContain('sent by grace@contoso.example on behalf of orders@contoso.example')
    expect(html).toContain('SPF pass, DKIM none<')
    expect(html).toContain('found in the message trace')
    expect(html).toContain('sent as mailbox1@contoso.example')
  })

  test('a message that came back shows status and reason', () => {
    const html = htmlOf(
      reportOf(
        probeOf(2, {
          receipt: 'returned',
          returned: { at: '2026-11-21T13:00:30.000Z', status: '5.1.10', text: 'Recipient not found' },
        }),
      ),
    )
    expect(html).toContain('accepted, but came back as undeliverable')
    expect(html).toContain('5.1.10')
    expect(html).toContain('Recipient not found')
  })

  test('a folder that was only read has nothing to receive, and its warning is seen', () => {
    const html = htmlOf(
      reportOf(
        probeOf(2, {
          transport: 'graph-read',
          receipt: 'none',
          note: 'The Inbox holds 12 messages that the product would delete.',
          warning: true,
        }),
      ),
    )
    expect(html).toContain('can be read')
    expect(html).toContain('⚠ The Inbox holds 12 messages')
    expect(html).not.toContain('What did not work')
  })
})

test('what may only be too early is said to be so, with the time until it counts', () => {
  const report = reportOf(
    probeOf(2, {
      outcome: 'refused',
      receipt: 'none',
      tooEarly: {
        since: '2026-11-21T12:50:00.000Z',
        because: 'Send As was granted',
        until: '2026-11-21T13:50:00.000Z',
        nextAt: '2026-11-21T13:05:00.000Z',
      },
    }),
  )
  expect(report.sentences[2]).toContain('wait')
  const html = htmlOf(report)
  expect(html).toContain('This may only be too early.')
  expect(html).toContain('Sat 2026-11-21 14:50')
})

test('what ends is listed with its days, and a secret is known by its hint alone', () => {
  const report = sampleReport({
    input: {
      credentials: [
        {
          id: uuid(50),
          kind: 'secret',
          hint: 'abc',
          thumbprint: null,
          expiresAt: '2026-12-01T13:02:00.000Z',
          addedAt: '2026-11-20T08:00:00.000Z',
          addedBy: 'jane',
          provenAt: null,
          refused: null,
        },
      ],
    },
  })
  expect(report.credentials[0]).toMatchObject({ hint: 'abc', daysLeft: 10 })
  expect(htmlOf(report)).toContain('in 10 days')
  expect(report.sentences).toHaveLength(3)
})

test('a change in the tenant says who told of it and that nobody read it back', () => {
  const report = sampleReport({ setup: setupOf() })
  const steps = report.steps.list.filter(({ history }) => history.some(({ to }) => to === 'done'))
  const tenant = steps.filter(
    ({ stage, automation }) =>
      automation === null && ['registration', 'exchange', 'mailboxes'].includes(stage),
  )
  expect(report.changes.map(({ step }) => step).sort()).toEqual(tenant.map(({ id }) => id).sort())
  for (const change of report.changes) expect(['told', 'practice', 'seen']).toContain(change.known)
})

describe('on paper', () => {
  const many = 1_200
  const large = (outcome: (at: number) => Partial<Probe>) =>
    sampleReport({
      input: {
        mailboxes: Array.from({ length: many }, (_, at) => mailboxOf(at + 1)),
        probes: Array.from({ length: many }, (_, at) => probeOf(at + 1, outcome(at))),
      },
    })
  const rows = (html: string) => html.split('<tr>').length
  const paper = (report: Report) => [...reportHtml(report, 'paper')].join('')
  const refused = { outcome: 'refused', receipt: 'none' } as const

  test('a report of some mailboxes has all the rows of the file', () => {
    const report = sampleReport({ refused: 1 })
    expect(paper(report)).toBe(htmlOf(report))
  })

  test('one of many shows each mailbox that is not as planned in full, and names all others', () => {
    const report = large((at) => (at % 400 === 0 ? refused : {}))
    const html = paper(report)
    expect(html).toContain('What did not work (3)')
    for (const at of [1, 401, 801]) expect(html).toContain(`<th scope="row"><span class="mono">mailbox${at}@`)
    expect(html).toContain('Everything as planned: 1197 mailboxes')
    expect(html).toContain('1197 messages more with their Message-ID')
    for (const { address } of report.mailboxes) expect(html).toContain(address)
    expect(rows(html)).toBeLessThan(100)
    expect(rows(htmlOf(report))).toBeGreaterThan(2 * many)
  })

  test('one where everything failed says how many there are that it has no room for', () => {
    const html = paper(large(() => refused))
    expect(html).toContain('What did not work (1200)')
    expect(html).toContain('The other 200 stand in this report as HTML, CSV or JSON.')
    expect(html).toContain('Not as planned either: 200 mailboxes')
  })

  test('one of a setup that was never verified names what it has no room for', () => {
    const report = sampleReport({
      input: { run: null, probes: [], mailboxes: Array.from({ length: many }, (_, at) => mailboxOf(at + 1)) },
    })
    expect(paper(report)).toContain('Nothing was tried: 1200 mailboxes')
  })
})
