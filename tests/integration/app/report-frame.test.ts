/** What the administrator sees on the Report page and what the auditor gets as a file are one document. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Composition } from '../../../src/cli/frame/compose.ts'
import type { Probe } from '../../../src/domain/run/run.schema.ts'
import { createApp, type App } from '../../../src/main/wiring/app.ts'
import { answerReport, reportAddress } from '../../../src/main/shell/report-frame.ts'
import { wordsFor } from '../../../src/words/words.ts'
import { FixedClock } from '../../fakes/fixed-clock.ts'
import { aMailbox, aProbe, aRun, aSetup } from '../../kit/samples.ts'
import { composedHere } from './in-process.ts'

const words = wordsFor('en').report
const setup = aSetup({ recipeId: 'eap' })
let folder: string
let desk: Composition
let app: App

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sendproof-frame-'))
  desk = await composedHere(folder)
  // a report names the moment it was made: file and frame are asked for at the same one
  app = createApp({ ...desk.ports, clock: new FixedClock() })
  desk.ports.setups.saveSetup(setup)
})
afterEach(async () => {
  await desk.close()
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

const arrived: Partial<Probe> = {
  phase: 'done',
  outcome: 'accepted',
  receipt: 'received',
  startedAt: '2026-11-21T09:00:01.000Z',
  receivedAt: '2026-11-21T09:00:02.000Z',
  tries: 1,
  ms: 400,
}
const refused: Partial<Probe> = {
  phase: 'done',
  outcome: 'refused',
  stage: 'auth',
  reply: '535 5.7.139 <script>Authentication</script> unsuccessful & locked',
  startedAt: '2026-11-21T09:00:01.000Z',
  tries: 1,
  ms: 400,
}

/** A finished run over so many mailboxes, of which the first three were refused. */
function ran(mailboxes: number): string {
  const { ports } = desk
  const run = aRun(setup.id)
  const senders = Array.from({ length: mailboxes }, (_, at) => aMailbox(`sender${at + 1}@contoso.example`))
  ports.mailboxes.saveMailboxes(setup.id, senders)
  ports.runs.beginRun(run)
  ports.runs.takeLease(run.id, 'here', run.startedAt, 30)
  ports.runs.addProbes(
    senders.map(({ id }, at) => aProbe(run.id, at + 1, { mailboxId: id, ...(at < 3 ? refused : arrived) })),
    'here',
  )
  ports.runs.completePlan(run.id, 'here')
  ports.runs.saveRun({ ...run, state: 'finished', finishedAt: '2026-11-21T09:05:00.000Z' }, 'here')
  return run.id
}

async function saved(run: string): Promise<Buffer> {
  const file = path.join(folder, 'report.html')
  expect(await app.reports.write(setup.id, run, 'html', file)).toMatchObject({ ok: true })
  return readFileSync(file)
}

/** What the frame of the Report page gets for its address. */
async function framed(run: string): Promise<Buffer> {
  const answer = await answerReport(
    new Request(reportAddress({ setup: setup.id, run }, 1)),
    async (asked) => {
      const report = await app.reports.page(asked.setup, asked.run)
      return report.ok ? report.value : null
    },
  )
  expect(answer.status).toBe(200)
  return Buffer.from(await answer.arrayBuffer())
}

/** The head, each section, and the foot. */
const pieces = (html: string) => html.split(/(?=<section|<footer>)/)
const rows = (html: string) => html.match(/<tr>.*?<\/tr>/gs) ?? []

/** The text without the one part that is expected in it. */
function without(text: string, part: RegExp): string {
  expect(text.match(part)?.length, `${String(part)} in ${text.slice(0, 200)}`).toBe(1)
  return text.replace(part, '')
}

test.each([0, 4, 200])(
  'a report of %i mailboxes is shown as the very bytes that are saved',
  async (mailboxes) => {
    const run = ran(mailboxes)
    const file = await saved(run)
    expect((await framed(run)).equals(file)).toBe(true)
    expect(file.includes(words.cut.title)).toBe(false)
    // a report of nothing would be equal as well
    const listed = new Set(file.toString('utf8').match(/(?<=class="mono">)sender\d+@contoso\.example/g))
    expect(listed.size).toBe(mailboxes)
  },
)

test('a report too long for the page says what was cut, and is the saved bytes before, between and after the cuts', async () => {
  const run = ran(201)
  const file = pieces((await saved(run)).toString('utf8'))
  const frame = pieces((await framed(run)).toString('utf8'))
  const title = (piece: string) => /<h2>([^<]*)/.exec(piece)?.[1] ?? ''
  expect(frame.map(title)).toEqual(file.map(title))

  const cut = new Set([words.mailboxesTitle(201), words.proof, words.integrity])
  const [head = '', ...whole] = file
  const [shortHead = '', ...short] = frame
  expect(shortHead).toContain(words.cut.title)
  expect(without(shortHead, /<p class="shortened">[^\n]*\n/)).toBe(
    without(head, /<meta name="sendproof-file"[^\n]*\n/),
  )
  for (const [at, piece] of whole.entries()) {
    const shown = short[at] ?? ''
    if (!cut.delete(title(piece))) expect(shown).toBe(piece)
    else if (title(piece) === words.integrity)
      // the file alone carries itself as data, for whoever checks it
      expect(shown).toBe(without(piece, /<div hidden data-sendproof-report="[^"]*"><\/div>/))
    else {
      // three were refused: under the head of the table they keep their rows, to the byte, and the other 198 are told of
      expect(rows(piece)).toHaveLength(1 + 201)
      expect(rows(shown)).toEqual(rows(piece).slice(0, 1 + 3))
      const end = shown.indexOf('</tbody>')
      expect(piece.startsWith(shown.slice(0, end))).toBe(true)
      const told = title(piece) === words.proof ? words.cut.messages(198, true) : words.cut.lists.good(198)
      expect(shown.slice(end)).toContain(told)
    }
  }
  expect([...cut]).toEqual([])
})
