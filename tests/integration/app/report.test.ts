/** Handing over from the command line: every format, a change that is found out, nothing secret in a support bundle. */
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { randomUUID } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import os from 'node:os'
import path from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { BrowserPdfPrinter } from '../../../src/main/adapters/system/browser-pdf-printer.ts'
import { findBrowser } from '../../../src/main/adapters/system/find-browser.ts'
import { sha256 } from '../../../src/main/adapters/system/node-system.ts'
import { ReportDocumentSchema, type ReportDocument } from '../../../src/documents/report/report-document.ts'
import { seal } from '../../../src/domain/report/integrity.ts'
import { summarise } from '../../../src/domain/run/summarise.ts'
import { readPdf } from '../../pdf-text.ts'
import { cliHere } from './in-process.ts'

const name = 'Practice Enterprise Automation Platform'
const root = mkdtempSync(path.join(os.tmpdir(), 'sendproof-report-'))
const data = path.join(root, 'data')
let out: string
const aFile = {
  step: 'consent',
  name: 'grant.pdf',
  size: 1,
  sha256: 'a'.repeat(64),
  who: 'eve',
  at: '2026-01-01T00:00:00.000Z',
}

beforeAll(async () => {
  const demo = await cliHere(
    data,
    'demo',
    '--recipe',
    'eap',
    '--mailboxes',
    '2',
    '--out',
    path.join(root, 'demo'),
  )
  expect(demo.code, demo.err + demo.out).toBe(0)
})
beforeEach(() => {
  out = mkdtempSync(path.join(root, 'out-'))
})
afterAll(() => rmSync(root, { recursive: true, force: true, maxRetries: 5 }))

async function written(format: string): Promise<string> {
  const file = path.join(out, `report.${format}`)
  const ended = await cliHere(data, 'report', name, '--format', format, '--out', file)
  expect(ended.code, ended.err).toBe(0)
  return file
}

const check = (file: string, dataFolder = data) => cliHere(dataFolder, 'report', '--check', file)

/** Changes the store behind the program's back and puts it right again. */
async function tampered(change: string, undo: string, look: () => Promise<void>): Promise<void> {
  const run = (sql: string) => {
    const db = new DatabaseSync(path.join(data, 'sendproof.db'))
    db.exec(sql)
    db.close()
  }
  run(change)
  try {
    await look()
  } finally {
    run(undo)
  }
}

describe('a report', () => {
  test.each(['html', 'json'])('as %s is unchanged, then changed after one word', async (format) => {
    const file = await written(format)
    expect(await check(file)).toMatchObject({
      code: 0,
      out: expect.stringContaining('says the same') as string,
    })
    writeFileSync(file, readFileSync(file, 'utf8').replace('proven', 'Proven'))
    expect(await check(file)).toMatchObject({ code: 1, out: expect.stringContaining('CHANGED') as string })
  })

  test('is checked on a computer that never saw its run, and says what could not be compared', async () => {
    const ended = await check(await written('json'), path.join(root, 'elsewhere'))
    expect(ended).toMatchObject({ code: 0 })
    expect(ended.out).toContain('could not be compared')
  })

  test('does not fit a journal that was changed in the store', async () => {
    const file = await written('html')
    await tampered(
      `UPDATE journal SET kind = 'x' || kind WHERE seq = (SELECT max(seq) FROM journal)`,
      `UPDATE journal SET kind = substr(kind, 2) WHERE seq = (SELECT max(seq) FROM journal)`,
      async () => {
        const ended = await check(file)
        expect(ended.code).toBe(1)
        expect(ended.out).toContain('The journal of run')
      },
    )
    expect((await check(file)).code).toBe(0)
  })

  test('does not fit a result that was changed in the store without a word in the journal', async () => {
    const file = await written('json')
    await tampered(
      `UPDATE probes SET reply = reply || '!'`,
      `UPDATE probes SET reply = substr(reply, 1, length(reply) - 1)`,
      async () => {
        const ended = await check(file)
        expect(ended.code).toBe(1)
        expect(ended.out).toContain('is not recorded as this report shows it')
      },
    )
  })

  test.each([
    ['csv', 'A PDF or CSV file cannot be checked by itself'],
    ['txt', 'not a report'],
  ])('a .%s file is none that can be checked', async (format, words) => {
    const file = format === 'csv' ? await written('csv') : path.join(out, 'notes.txt')
    if (format !== 'csv') writeFileSync(file, 'hello')
    const ended = await check(file)
    expect(ended.code).toBe(2)
    expect(ended.out).toContain(words)
  })
})

describe('a report that was forged with all its fingerprints counted anew, on the PC that holds its run', () => {
  type Facts = Record<string, unknown>
  const resealed = async (change: (report: ReportDocument) => Facts) => {
    const report = ReportDocumentSchema.parse(JSON.parse(readFileSync(await written('json'), 'utf8')))
    const raw = JSON.parse(readFileSync(path.join(out, 'report.json'), 'utf8')) as ReportDocument
    const { runs = raw.integrity?.runs ?? [], ...facts } = change(report)
    const forged = seal(
      { ...raw, ...facts },
      runs as NonNullable<ReportDocument['integrity']>['runs'],
      sha256,
    )
    const file = path.join(out, 'forged.json')
    writeFileSync(file, `${JSON.stringify(forged, null, 2)}\n`)
    return check(file)
  }

  test('passes when nothing was changed', async () => {
    expect(await resealed(() => ({}))).toMatchObject({
      code: 0,
      out: expect.stringContaining('says the same') as string,
    })
  })

  test.each<[string, (report: ReportDocument) => Facts]>([
    ['the verdict', () => ({ verdict: 'not-proven' })],
    ['a sentence', ({ sentences }) => ({ sentences: ['All is well.', ...sentences.slice(1)] })],
    ['the tenant', ({ setup }) => ({ setup: { ...setup, tenantName: 'fabrikam.example' } })],
    ['practice made real', ({ setup }) => ({ setup: { ...setup, practice: false } })],
    [
      'who signed in',
      ({ mailboxes }) => ({
        mailboxes: mailboxes.map((one) =>
          one.authorisedBy === null ? one : { ...one, authorisedBy: 'eve@contoso.example' },
        ),
      }),
    ],
    [
      'a mailbox that was added',
      ({ mailboxes }) => ({
        mailboxes: [
          ...mailboxes,
          ...mailboxes.slice(-1).map((one) => ({ ...one, address: 'ceo@contoso.example' })),
        ],
      }),
    ],
    [
      'an attempt that was left out',
      ({ probes, summary }) => ({
        probes: probes.slice(1),
        summary: summary === null ? null : summarise(probes.slice(1)),
      }),
    ],
    [
      'a step that was never done',
      ({ steps }) => ({
        steps: { ...steps, list: steps.list.map((step) => ({ ...step, state: 'done', history: [] })) },
      }),
    ],
    [
      'who did a step',
      ({ steps }) => ({
        steps: {
          ...steps,
          list: steps.list.map((step) => ({
            ...step,
            history: step.history.map((move) => ({ ...move, who: 'Microsoft' })),
          })),
        },
      }),
    ],
    ['what was changed', ({ changes }) => ({ changes: changes.slice(1) })],
    ['the announced dates', () => ({ deadlines: [] })],
    ['where the manual was not followed', () => ({ departures: [] })],
    ['a file that was never attached', ({ attachments }) => ({ attachments: [...attachments, aFile] })],
    ['the run', ({ run }) => ({ run: run === null ? null : { ...run, to: 'boss@contoso.example' } })],
    ['the run left out', () => ({ run: null, probes: [], summary: null })],
    ['whose setup it is', ({ setup }) => ({ setup: { ...setup, id: randomUUID() } })],
    [
      'the server',
      ({ setup }) => ({
        setup: { ...setup, cloud: { ...setup.cloud, name: 'Microsoft 365', smtp: 'smtp.office365.com:587' } },
      }),
    ],
    [
      'who received it',
      ({ mailboxes }) => ({
        mailboxes: mailboxes.map((one) =>
          one.purpose === 'recipient' ? { ...one, address: 'ceo@contoso.example' } : one,
        ),
      }),
    ],
    [
      'who received it left out',
      ({ mailboxes }) => ({ mailboxes: mailboxes.filter(({ purpose }) => purpose !== 'recipient') }),
    ],
    [
      'trouble that nobody had',
      ({ mailboxes }) => ({ mailboxes: mailboxes.map((one) => ({ ...one, problem: 'It was hacked.' })) }),
    ],
    [
      'until when a step that is done waits',
      ({ steps }) => ({
        steps: {
          ...steps,
          list: steps.list.map((step) => ({ ...step, waitUntil: '2027-01-01T00:00:00.000Z' })),
        },
      }),
    ],
    [
      'an attempt, beside one of a run that is nowhere',
      ({ probes, integrity }) => {
        const elsewhere = randomUUID()
        const [first] = probes
        const all = probes.map((probe): ReportDocument['probes'][number] => ({ ...probe, reply: '250 fine' }))
        if (first !== undefined)
          all.push({ ...first, id: randomUUID(), runId: elsewhere, from: 'x@contoso.example' })
        const head = 'a'.repeat(64)
        return {
          probes: all,
          summary: summarise(all),
          runs: [...(integrity?.runs ?? []), { id: elsewhere, entries: 1, head }],
        }
      },
    ],
  ])('is found when %s is not true', async (_what, change) => {
    const ended = await resealed(change)
    expect(ended.code, ended.out).toBe(1)
    expect(ended.out).toContain('CHANGED.')
  })

  test('is found when the text of the page says what its data does not', async () => {
    const html = readFileSync(await written('html'), 'utf8')
    const blank = `sha256-${'0'.repeat(64)}`
    const open = html.replace(/sha256-[0-9a-f]{64}/, blank).replace('practice tenant', 'real tenant')
    const file = path.join(out, 'forged.html')
    writeFileSync(file, open.replace(blank, `sha256-${sha256(open)}`))
    expect(await check(file)).toMatchObject({
      code: 1,
      out: expect.stringContaining('does not say what its own data says') as string,
    })
  })
})

test('what was done here after a report was written does not make it a changed one', async () => {
  const file = await written('json')
  const noted = await cliHere(data, 'step', 'set', name, 'sign-in-rules', 'doing', '--note', 'looked')
  expect(noted.code, noted.err).toBe(0)
  expect(await check(file)).toMatchObject({ code: 0 })
})

test('a setup that came out of a file is not proven by the runs in it', async () => {
  const other = path.join(root, 'colleague')
  const file = path.join(out, 'setup.json')
  expect((await cliHere(data, 'setup', 'export', name, '--out', file)).code).toBe(0)
  const taken = await cliHere(other, 'setup', 'import', file)
  expect(taken.code, taken.err).toBe(0)
  // the report of the PC that recorded the run is no forgery here: it just cannot be compared
  const theirs = await check(await written('json'), other)
  expect(theirs).toMatchObject({
    code: 0,
    out: expect.stringContaining('Its run was not recorded on this PC') as string,
  })
  const report = path.join(out, 'imported.json')
  expect((await cliHere(other, 'report', name, '--format', 'json', '--out', report)).code).toBe(0)
  const read = ReportDocumentSchema.parse(JSON.parse(readFileSync(report, 'utf8')))
  expect(read.verdict).toBe('not-proven')
  expect(read.imported).toHaveLength(1)
  expect(read.steps.list.find(({ automation }) => automation === 'verify')?.state).not.toBe('done')
  // nor do the list of setups and the command line take it for one's own
  const cards = JSON.parse((await cliHere(other, 'setup', 'list', '--json')).out) as { lastRun: object }[]
  expect(cards).toMatchObject([{ lastRun: { imported: true } }])
  const status = await cliHere(other, 'setup', 'status', name)
  expect(status.out).toMatch(/Last run .* Imported .* another PC recorded it; it proves nothing here/)
})

describe('as PDF', () => {
  test.runIf(findBrowser() !== null)('it is printed by the browser of this computer', async () => {
    const { pages, texts } = readPdf(readFileSync(await written('pdf')))
    expect(pages).toBeGreaterThan(1)
    expect(texts).toBeGreaterThan(100)
  })

  test('without a browser it says what to install', async () => {
    expect(await new BrowserPdfPrinter(() => null).print('<p>')).toMatchObject({
      ok: false,
      error: { code: 'pdf-without-browser', field: 'format' },
    })
  })

  test('a browser that prints nothing is told as such, with its name', async () => {
    expect(await new BrowserPdfPrinter(() => process.execPath).print('<p>')).toMatchObject({
      ok: false,
      error: { code: 'pdf-not-printed', details: expect.stringContaining(process.execPath) as string },
    })
  })

  test('the browser is looked for in well-known places, and never in a relative folder', () => {
    const machine = (platform: string, env: Record<string, string>, there: string) =>
      findBrowser({ platform, env, exists: (file) => file === there })
    const edge = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'
    expect(machine('win32', { 'ProgramFiles(x86)': 'C:\\Program Files (x86)' }, edge)).toBe(edge)
    expect(machine('linux', { PATH: '/bin:/opt/x' }, '/opt/x/chromium')).toBe('/opt/x/chromium')
    expect(machine('linux', { PATH: '.:bin' }, 'chromium')).toBeNull()
  })
})

describe('unattended', () => {
  test('verify writes HTML and JSON with the time in their names, and both belong together', async () => {
    const folder = path.join(out, 'nightly')
    const ended = await cliHere(data, 'verify', name, '--report', folder)
    expect(ended.code, ended.err).toBe(0)
    const files = readdirSync(folder).sort()
    expect(files).toHaveLength(2)
    expect(files[0]).toMatch(/^Practice Enterprise Automation Platform \d{4}-\d\d-\d\d \d{6}Z\.html$/)
    const digests = await Promise.all(
      files.map(async (file) => {
        const checked = await cliHere(data, 'report', '--check', path.join(folder, file), '--json')
        return (JSON.parse(checked.out) as { report: { digest: string } }).report.digest
      }),
    )
    expect(digests[0]).toBe(digests[1])
  })

  test('task writes a file that verifies this setup in this data folder', async () => {
    const file = path.join(out, 'task.xml')
    const ended = await cliHere(data, 'task', name, '--out', file, '--at', '05:15', '--days', 'fri', '--json')
    expect(ended.code, ended.err).toBe(0)
    const xml = readFileSync(file, 'utf16le')
    expect(xml).toContain('<Friday />')
    expect(xml).toContain(`verify --report ${out} --data ${data} -- &quot;${name}&quot;`)
    expect((JSON.parse(ended.out) as { command: string }).command).toContain('schtasks /Create')
    expect((await cliHere(data, 'task', name, '--out', file, '--at', '25:00')).code).toBe(2)
  })
})

describe('the support bundle', () => {
  test('holds what was shown, and none of the secrets that somebody left lying about', async () => {
    const canaries = [
      'Zx9~8Q~planted.client.secret.value.0123456789ab',
      `eyJ${'a'.repeat(30)}.${'b'.repeat(30)}.${'c'.repeat(30)}`,
      'Hunter2Hunter2',
    ]
    mkdirSync(path.join(data, 'logs'), { recursive: true })
    appendFileSync(
      path.join(data, 'logs', 'sendproof.log'),
      `{"event":"odd","facts":{"client_secret":"${canaries[0]}","header":"Bearer ${canaries[1]}","line":"password=${canaries[2]}"}}\n`,
    )
    const noted = await cliHere(
      data,
      'step',
      'set',
      name,
      'sign-in-rules',
      'doing',
      '--note',
      `password: ${canaries[2]}`,
    )
    expect(noted.code, noted.err).toBe(0)
    expect(noted.code, noted.err).toBe(0)
    const file = path.join(out, 'support.zip')
    const ended = await cliHere(data, 'support', name, '--out', file, '--show')
    expect(ended.code, ended.err).toBe(0)
    const zip = unzipSync(new Uint8Array(readFileSync(file)))
    expect(Object.keys(zip)).toEqual(
      expect.arrayContaining(['README.txt', 'journal.txt', 'transcripts.txt', 'log.txt', 'setup.json']),
    )
    for (const [entry, bytes] of Object.entries(zip)) {
      const text = strFromU8(bytes)
      for (const canary of canaries) expect(text, entry).not.toContain(canary)
      expect(ended.out).toContain(text)
    }
    expect(strFromU8(zip['log.txt'] ?? new Uint8Array())).toContain('"event":"odd"')
  })

  test('with pseudonyms nobody’s address leaves the house', async () => {
    const ended = await cliHere(data, 'support', name, '--show', '--pseudonyms')
    expect(ended.out).toContain('address-1@domain-1.invalid')
    expect(ended.out).not.toMatch(/contoso\.example/i)
  })

  test('is not saved blindly: without a file it is only shown, without either it is refused', async () => {
    expect((await cliHere(data, 'support', name)).code).toBe(2)
    expect((await cliHere(data, 'support', '--show')).code).toBe(0)
  })
})

test('the hand-over pack fits in one zip, the same bytes for the same content', async () => {
  const file = path.join(out, 'pack.zip')
  expect((await cliHere(data, 'handoff', name, '--zip', file)).code).toBe(0)
  const names = Object.keys(unzipSync(new Uint8Array(readFileSync(file))))
  expect(names).toEqual([...names].sort())
  expect(names).toContain('entra-admin/send-back.json')
  expect((await cliHere(data, 'handoff', name)).code).toBe(2)
})
