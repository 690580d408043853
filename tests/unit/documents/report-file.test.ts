/** A report that was handed over is looked at again later: whoever changed a word in it must be found out. */
import { plainText } from '../../../src/domain/text/escape.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sha256 } from '../../../src/main/adapters/system/node-system.ts'
import { canonicalJson } from '../../../src/domain/journal-chain/canonical-json.ts'
import { chainStart, nextLink } from '../../../src/domain/journal-chain/journal-chain.ts'
import { seal } from '../../../src/domain/report/integrity.ts'
import { reportCsv } from '../../../src/documents/report/report-csv.ts'
import { reportHtml } from '../../../src/documents/report/report-html.ts'
import { reportJson } from '../../../src/documents/report/report-json.ts'
import type { ReportDocument } from '../../../src/documents/report/report-document.ts'
import { checkReportText, sealedHtml } from '../../../src/documents/report/report-file.ts'
import { contosoMailbox, contosoProbe, contosoRun, contosoSetup, uuid } from '../../kit/contoso.ts'
import { csvOf, htmlOf, jsonOf, sampleReport } from '../../kit/report.ts'

const hostileName = 'Contoso "&quot;" <b>\u202e\u2028 &amp; \'x\''
const report: ReportDocument = seal(
  sampleReport({ refused: 1, setup: contosoSetup({ name: hostileName }) }),
  [{ id: contosoRun.id, entries: 3, head: 'a'.repeat(64) }],
  sha256,
)
const json = jsonOf(report)
const html = [...sealedHtml(() => reportHtml(report), sha256)].join('')

describe('a report as it was written', () => {
  test.each([
    ['JSON', json],
    ['HTML', html],
  ])('passes as %s, whatever its names hold', (_kind, text) => {
    expect(checkReportText(text, sha256, '0.1.0')).toMatchObject({
      kind: 'unchanged',
      report: { setup: { name: hostileName }, verdict: 'not-proven', integrity: report.integrity },
    })
  })
})

test('a terminal that prints the JSON obeys nothing a server said, and the file says it to the letter', () => {
  const said = '535 a\u009b2Jb\u001b]0;x\u0007\u202e\u{e0041}\u007f'
  const evil = seal({ ...report, probes: report.probes.map((one) => ({ ...one, reply: said })) }, [], sha256)
  const text = jsonOf(evil)
  expect(plainText(text)).toBe(text)
  expect((JSON.parse(text) as ReportDocument).probes[0]?.reply).toBe(said)
})

describe('a change is noticed', () => {
  test.each([
    ['JSON', json],
    ['HTML', html],
  ])('whichever one character of the %s was replaced, added or taken out', (_kind, text) => {
    fc.assert(
      fc.property(
        fc.nat({ max: text.length - 1 }),
        fc.constantFrom('replace', 'add', 'remove'),
        fc.constantFrom('0', 'x', ' ', '"', '\ufeff', '\n'),
        (at, how, character) => {
          const changed =
            how === 'remove'
              ? text.slice(0, at) + text.slice(at + 1)
              : text.slice(0, at) + character + text.slice(how === 'add' ? at : at + 1)
          fc.pre(changed !== text)
          expect(checkReportText(changed, sha256, '0.1.0').kind).not.toBe('unchanged')
        },
      ),
      { numRuns: 150 },
    )
  })

  test('a second member of the same name does not hide behind the first', () => {
    const doubled = json.replace('"verdict": "not-proven"', '"verdict": "proven",\n  "verdict": "not-proven"')
    expect(doubled).not.toBe(json)
    expect(checkReportText(doubled, sha256, '0.1.0').kind).toBe('changed')
  })

  test.each([
    ['its end is cut off', (text: string) => text.slice(0, Math.floor(text.length * 0.9))],
    ['a quote is gone', (text: string) => text.replace('"schema": 1', '"schema: 1')],
    ['a byte became another', (text: string) => text.replace('{', '\ufffd')],
    ['its beginning is cut off', (text: string) => text.slice(Math.floor(text.length * 0.3))],
    ['most of it is cut off', (text: string) => text.slice(Math.floor(text.length * 0.7))],
    ['its last brace is gone', (text: string) => text.replace(/\}\s*$/, '')],
  ])('a JSON report that is none any more is still a changed report: %s', (_what, damage) => {
    expect(checkReportText(damage(json), sha256, '0.1.0').kind).toBe('changed')
  })

  test.each([
    ['the head', /^[\s\S]*?<body/],
    ['the data', /<div hidden data-sendproof-report="[\s\S]*$/],
  ])('a page that has lost %s is still a changed report', (_what, lost) => {
    expect(checkReportText(html.replace(lost, ''), sha256, '0.1.0').kind).toBe('changed')
  })

  test('a member that a schema might skip counts as well', () => {
    const added = json.replace('"schema": 1,', '"schema": 1,\n  "__proto__": {},')
    expect(added).not.toBe(json)
    expect(checkReportText(added, sha256, '0.1.0').kind).toBe('changed')
  })

  test('the head of the journal cannot be exchanged alone', () => {
    expect(checkReportText(json.replace('a'.repeat(64), 'b'.repeat(64)), sha256, '0.1.0').kind).toBe(
      'changed',
    )
  })
})

describe('a forgery whose fingerprints were counted anew', () => {
  const blank = `sha256-${'0'.repeat(64)}`
  const resealed = (text: string) => {
    const open = text.replace(/sha256-[0-9a-f]{64}/, blank)
    return open.replace(blank, `sha256-${sha256(open)}`)
  }
  const forged = (change: Partial<ReportDocument>) =>
    jsonOf(seal({ ...report, ...change }, report.integrity?.runs ?? [], sha256))

  test('is found when the page says something else than its data', () => {
    const shown = html.replace('Not proven: 24 of 25', 'Proven: 25 of 25')
    expect(shown).not.toBe(html)
    expect(checkReportText(resealed(shown), sha256, '0.1.0')).toEqual({ kind: 'changed', why: 'text' })
  })

  test.each<[string, Partial<ReportDocument>]>([
    ['a sentence', { sentences: ['It works.', report.sentences[1] ?? '', report.sentences[2] ?? ''] }],
    ['the counts', { summary: report.summary === null ? null : { ...report.summary, unexpected: 0 } }],
    ['the steps', { steps: { ...report.steps, done: report.steps.total } }],
    ['what was not tried', { notTried: [], open: [], sentences: [] }],
  ])('is found when %s does not follow from what it lists', (_what, change) => {
    expect(checkReportText(forged(change), sha256, '0.1.0')).toEqual({ kind: 'changed', why: 'derived' })
  })

  test('that claims another version is not called unchanged', () => {
    const other = forged({ app: { name: 'Sendproof', version: '0.0.9' } })
    const page = [...sealedHtml(() => reportHtml(JSON.parse(other) as ReportDocument), sha256)].join('')
    expect(checkReportText(page, sha256, '0.1.0')).toEqual({ kind: 'no-report', why: 'other-version' })
  })
})

describe('what is no report says so', () => {
  test.each([
    ['a text', 'hello'],
    ['another JSON', '{"app":{"name":"Other"}}'],
    ['a report without a digest', jsonOf(sampleReport())],
    ['the HTML of such a report', htmlOf(sampleReport())],
    ['a CSV', csvOf(report)],
  ])('%s', (_what, text) => {
    expect(checkReportText(text, sha256, '0.1.0').kind).toBe('no-report')
  })
})

describe('the chain over a journal', () => {
  const entry = (n: number) => ({
    at: `2026-11-21T13:00:0${n}.000Z`,
    probeId: uuid(n),
    kind: 'accepted',
    data: { stage: 'body', n },
  })
  const head = (entries: readonly ReturnType<typeof entry>[], id = contosoRun.id) =>
    entries.reduce((previous, one) => nextLink(previous, one, sha256), chainStart(id, sha256))

  test('tells a changed, a missing, an exchanged entry and another run', () => {
    const entries = [1, 2, 3].map(entry)
    const other = [
      head([entry(1), { ...entry(2), kind: 'refused' }, entry(3)]),
      head([entry(1), entry(3)]),
      head([entry(2), entry(1), entry(3)]),
      head(entries, uuid(77)),
    ]
    expect(new Set([head(entries), ...other]).size).toBe(5)
    expect(head([1, 2, 3].map(entry))).toBe(head(entries))
  })

  test('two values with the same members give one text, whatever their order', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse())
        expect(canonicalJson(turned)).toBe(canonicalJson(value))
        expect(canonicalJson(JSON.parse(canonicalJson(value)))).toBe(canonicalJson(value))
      }),
    )
  })
})

describe('as CSV', () => {
  /** As RFC 4180 reads it. */
  function parse(csv: string): string[][] {
    const rows: string[][] = [[]]
    let cell = ''
    let quoted = false
    for (let at = 0; at < csv.length; at += 1) {
      const character = csv[at] ?? ''
      if (quoted && character === '"' && csv[at + 1] === '"') {
        cell += '"'
        at += 1
      } else if (character === '"') quoted = !quoted
      else if (!quoted && character === ',') {
        rows.at(-1)?.push(cell)
        cell = ''
      } else if (!quoted && character === '\r' && csv[at + 1] === '\n') {
        rows.at(-1)?.push(cell)
        cell = ''
        rows.push([])
        at += 1
      } else cell += character
    }
    return rows.slice(0, -1)
  }

  test('any reply comes back as people see it, in one row, and never as a formula', () => {
    const nasty = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '"', ',', ';', 'a', ' ') }),
    )
    fc.assert(
      fc.property(nasty, nasty, (reply, note) => {
        const made = sampleReport({
          input: { probes: [contosoProbe(1, { outcome: 'refused', reply, note })] },
        })
        const [probe] = made.probes
        const csv = csvOf(made)
        expect(csv.startsWith('\ufeff')).toBe(true)
        const [heads = [], cells = [], ...more] = parse(csv.slice(1))
        expect(more).toEqual([])
        expect(cells).toHaveLength(heads.length)
        const read = cells[heads.indexOf('reply')] ?? ''
        const seen = plainText(probe?.reply ?? '')
        expect([seen, `'${seen}`]).toContain(read)
        for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@\t\r]/)
      }),
      { numRuns: 60 },
    )
  })

  test('every row names the digest of its report', () => {
    const rows = parse(csvOf(report).slice(1))
    expect(rows.slice(1).every((cells) => cells.at(-1) === report.integrity?.content)).toBe(true)
    expect(rows.slice(1).every((cells) => cells.at(-2) === 'a'.repeat(64))).toBe(true)
  })
})

describe('a report of many mailboxes is made in parts', () => {
  const many = (amount: number) =>
    seal(
      sampleReport({
        input: {
          mailboxes: Array.from({ length: amount }, (_, at) => contosoMailbox(at + 1)),
          probes: Array.from({ length: amount }, (_, at) =>
            contosoProbe(at + 1, at % 7 === 0 ? { outcome: 'refused', receipt: 'none' } : {}),
          ),
        },
      }),
      [{ id: contosoRun.id, entries: 3, head: 'a'.repeat(64) }],
      sha256,
    )
  const ways: [string, (report: ReportDocument) => Iterable<string>][] = [
    ['JSON', reportJson],
    ['CSV', reportCsv],
    ['HTML', (report) => sealedHtml(() => reportHtml(report), sha256)],
  ]
  const longest = (parts: Iterable<string>) => Math.max(...Iterator.from(parts).map(({ length }) => length))

  test.each(ways)('as %s, and none of them grows with their number', (_kind, make) => {
    const [few, plenty] = [longest(make(many(20))), longest(make(many(800)))]
    // the numbers in them have more digits
    expect(plenty).toBeLessThan(few * 1.1)
  })

  test.each(ways.filter(([kind]) => kind !== 'CSV'))('as %s it is found unchanged', (_kind, make) => {
    expect(checkReportText([...make(many(800))].join(''), sha256, '0.1.0').kind).toBe('unchanged')
  })
})
