/** The report is what a consultant hands over: its verdict must be true, and nothing in it may be dangerous. */
import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { localTime, zoneName } from '../../../src/documents/paper/times.ts'
import { ReportDocumentSchema } from '../../../src/documents/report/report-document.ts'
import { assets } from '../../kit/assets.ts'
import { contosoMailbox, contosoProbe, contosoRun, contosoSetup } from '../../kit/contoso.ts'
import { htmlOf, jsonOf, sampleReport, verdictText } from '../../kit/report.ts'

describe('the verdict', () => {
  test('is proven when every sender’s message has arrived', () => {
    const report = sampleReport()
    expect(report.verdict).toBe('proven')
    expect(verdictText(report)[0]).toBe('Proven: 25 of 25 messages sent and received')
  })
  test('is not proven when one was refused', () => {
    const report = sampleReport({ refused: 1 })
    expect(report).toMatchObject({
      verdict: 'not-proven',
      summary: {
        planned: 25,
        accepted: 24,
        refused: 1,
        received: 24,
        unexpected: 1,
        toArrive: 24,
        tooEarly: 0,
      },
    })
    expect(verdictText(report)[0]).toBe('Not proven: 24 of 25 messages sent and received')
  })
  test('is not proven when a mailbox was added after the run', () => {
    const report = sampleReport({
      input: { mailboxes: [contosoMailbox(1), contosoMailbox(2)], probes: [contosoProbe(1)] },
    })
    expect(report.verdict).toBe('not-proven')
    expect(verdictText(report)[1]).toBe('Not everything was tried; what is left is listed below.')
    expect(report.notTried).toEqual([
      'SMTP, signed in as a person, must be sent and arrive: not tried for 1 mailbox (mailbox2@contoso.example).',
    ])
  })
  test('says that nothing was sent when nothing was', () => {
    expect(sampleReport({ input: { run: null, probes: [] } })).toMatchObject({
      verdict: 'not-run',
      run: null,
      summary: null,
      probes: [],
    })
  })
  test('a second run over the failed ones does not forget what the first has proven', () => {
    const again = contosoProbe(2, { id: '00000000-0000-4000-8000-00000000abcd' })
    const first = [contosoProbe(1), contosoProbe(2, { outcome: 'refused', receipt: 'none' })]
    const report = sampleReport({
      input: { mailboxes: [contosoMailbox(1), contosoMailbox(2)], probes: [again, ...first] },
    })
    expect(report).toMatchObject({ verdict: 'proven', summary: { planned: 2, unexpected: 0 } })
  })
})

describe('as JSON', () => {
  test('it is what the schema in docs describes', () => {
    const schema = JSON.parse(readFileSync(path.join(assets, '../docs/report.schema.json'), 'utf8')) as {
      required: string[]
    }
    const value = JSON.parse(jsonOf(sampleReport({ refused: 2 }))) as Record<string, unknown>
    expect(ReportDocumentSchema.safeParse(value).success).toBe(true)
    expect(Object.keys(value).sort()).toEqual([...schema.required].sort())
  })
})

describe('as HTML', () => {
  const html = htmlOf(sampleReport({ refused: 1, practice: true }))

  test('the verdict stands before everything else, then the cause with the server’s reply and the remedy', () => {
    const order = [
      'Not proven: 24 of 25',
      'What was asked',
      'What did not work (1)',
      '554 5.2.252 SendAsDenied',
      'Add-RecipientPermission sales@contoso.example',
      'Mailboxes (25)',
      'Checklist:',
      'Where the vendor’s manual was not followed',
      'What is never in this report',
    ]
    const places = order.map((words) => html.indexOf(words))
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(places).not.toContain(-1)
  })

  test('it names its time zone and shows local times', () => {
    expect(html).toContain('Europe/Berlin (UTC+01:00)')
    expect(html).toContain('Sat 2026-11-21 14:00:00')
    expect([
      localTime('2026-07-01T22:30:00.000Z', 'Europe/Berlin', 'en'),
      zoneName('2026-07-01T22:30:00.000Z', 'Nowhere/Land'),
    ]).toEqual(['Thu 2026-07-02 00:30:00', 'UTC (UTC+00:00)'])
  })

  test('a rehearsal says that it is one', () => {
    expect(html).toContain('Rehearsal.')
    expect(htmlOf(sampleReport())).not.toContain('Rehearsal.')
  })

  test('it stands alone: no script, no address to fetch, a policy that forbids both', () => {
    expect(html).not.toMatch(/<script|<link|<img|<iframe|\ssrc=|url\(|@import|\son[a-z]+=/i)
    expect(html).toContain("default-src 'none'")
  })

  test('tables name their columns and rows for a screen reader', () => {
    expect(html.match(/<table/g)?.length).toBe(html.match(/<thead>/g)?.length)
    expect(html).not.toMatch(/<th>(?!<)/)
    expect(html.match(/<h1>/g)).toHaveLength(1)
  })
})

const hostile = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '</style><script>',
  "' onmouseover='x",
  '\\22 } body{display:none}',
  '*/}</style>',
  '\u202egnp.exe',
  '\u0000',
]

test.each(hostile)('the hostile name %j stays text, in the body and in the running head', (text) => {
  const html = htmlOf(
    sampleReport({
      setup: contosoSetup({ name: text, tenantName: text }),
      input: {
        version: text,
        run: { ...contosoRun, startedBy: text, to: text },
        mailboxes: [contosoMailbox(1, { address: text })],
        probes: [
          contosoProbe(1, {
            from: text,
            reply: text,
            outcome: 'refused',
            seenSender: `x${text}`,
            code: text,
          }),
        ],
      },
    }),
  )
  const head = html.slice(html.indexOf('<style>') + 7, html.indexOf('</style>'))
  expect(html.split('</style>')).toHaveLength(2)
  expect(html).not.toMatch(/<(?:script|img)|\u202e|\u0000/)
  expect(html.slice(html.indexOf('<body>'))).not.toMatch(/="[^"]*onmouseover/)
  expect(head).not.toContain('display:none}')
})

test('tokens in a reply or a note do not reach the report', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'abcdefABCDEF0123456789-_'), minLength: 30, maxLength: 60 }),
      (token) => {
        const report = sampleReport({
          input: {
            mailboxes: [contosoMailbox(1)],
            probes: [contosoProbe(1, { outcome: 'refused', reply: `535 5.7.3 Bearer ${token}` })],
          },
        })
        expect(htmlOf(report) + jsonOf(report)).not.toContain(token)
      },
    ),
    { numRuns: 10 },
  )
})
