/** A message that was taken and then came back is said to have come back, whichever product sent it and whoever signed in. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { ReportDocumentSchema } from '../../../src/documents/report/report-document.ts'
import { assets } from '../../kit/assets.ts'
import { cliHere, composedHere } from './in-process.ts'

const recipes = readdirSync(path.join(assets, 'recipes'))
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => name.slice(0, -'.yaml'.length))

test.each(recipes)(
  '%s is told, for each way it can send, which message came back and why',
  async (recipe) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'sendproof-returned-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
    const words = ['demo', '--recipe', recipe, '--mailboxes', '3', '--fault', 'ndr-unknown-recipient']
    const { code, out } = await cliHere(path.join(folder, 'data'), ...words, '--out', folder, '--json')
    expect(code).toBe(1)
    const { setups } = JSON.parse(out) as { setups: { reports: string[] }[] }
    expect(setups.length).toBeGreaterThan(0)
    for (const { reports } of setups) {
      const html = reports.find((file) => file.endsWith('.html')) ?? ''
      const json = reports.find((file) => file.endsWith('.json')) ?? ''
      const report = ReportDocumentSchema.parse(JSON.parse(readFileSync(json, 'utf8')))
      const failed = report.probes.filter((probe) => probe.receipt === 'returned')
      expect(failed.map(({ returned }) => returned?.status)).toContain('5.1.10')
      // none is left as merely not seen: the report says what became of it
      expect(report.probes.filter((probe) => probe.receipt === 'missing')).toEqual([])
      for (const probe of failed) expect(probe.diagnosis?.candidates[0]?.tag).toBe('recipient_invalid')
      expect(readFileSync(html, 'utf8')).not.toContain('No known error was found')
    }
  },
)

test('a person’s own sign-in reads the report where the registration may read mail, and is not blamed where it may not', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sendproof-returned-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  const data = path.join(folder, 'data')
  const words = ['demo', '--recipe', 'eap', '--mailboxes', '1', '--fault', 'ndr-unknown-recipient']
  await cliHere(data, ...words, '--out', folder)
  const composed = await composedHere(data)
  onTestFinished(() => composed.close())
  const { app, ports } = composed
  const [setup] = app.setups.list().cards
  const [run] = app.runQueries.list(setup?.id ?? '')
  const returned = [...ports.runs.journal(run?.id ?? '')].filter(({ kind }) => kind === 'returned')
  expect(returned.map(({ data: told }) => told)).toMatchObject([{ by: 'non-delivery report' }])
  expect(ports.mailboxes.senders(setup?.id ?? '').map(({ problem }) => problem)).toEqual([null])
})
