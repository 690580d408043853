/** Runs the demo with one fault switched on and hands over what the person would see. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'vitest'
import { ReportDocumentSchema, type ReportDocument } from '../../../src/documents/report/report-document.ts'
import type { Probe } from '../../../src/domain/run/run.schema.ts'
import { endedAsExpected } from '../../../src/domain/run/probe-outcome.ts'
import { faults, type FaultName } from '../../../src/practice/index.ts'
import { sayReply } from '../../../src/words/say-attempt.ts'
import { wordsFor } from '../../../src/words/words.ts'
import { cliHere } from './in-process.ts'

const scopes = new Map(faults.map(({ name, scope }) => [name, scope]))
const senders = (probes: readonly Probe[]) => new Set(probes.map((probe) => probe.from.toLowerCase()))

export const unexpectedOf = (report: ReportDocument) =>
  report.probes.filter((probe) => !endedAsExpected(probe))

export async function demoWith(
  folder: string,
  recipe: string,
  fault: FaultName,
): Promise<{ code: number; report: ReportDocument; shown: string }> {
  const out = path.join(folder, 'reports')
  const { code, err } = await cliHere(
    path.join(folder, 'data'),
    ...['demo', '--recipe', recipe, '--mailboxes', '3', '--fault', fault, '--out', out, '--json'],
  )
  const file = path.join(out, `${recipe}.json`)
  return { code, shown: err, report: ReportDocumentSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) }
}

/** The demo ends with 1, only what the fault concerns fails, and each failure says why in the words expected. */
export async function expectSaid(
  folder: string,
  recipe: string,
  fault: FaultName,
  words: RegExp = /\w/,
): Promise<void> {
  const { code, report, shown } = await demoWith(folder, recipe, fault)
  const unexpected = unexpectedOf(report)
  expect({ code, shown: code === 1 ? '' : shown }).toEqual({ code: 1, shown: '' })
  expect(report.verdict).toBe('not-proven')
  // A fault of one mailbox must not touch another's proof; the rest hits everyone.
  if (scopes.get(fault) === 'mailbox') expect(senders(unexpected).size).toBe(1)
  else expect(senders(unexpected)).toEqual(senders(report.probes))
  for (const probe of unexpected) {
    if (probe.outcome === 'accepted') continue
    expect(sayReply(wordsFor('en'), probe, 'cli'), 'each failure says why').toMatch(words)
    expect(probe.diagnosis?.candidates[0]?.title, 'each failure has a plain cause').toBeTruthy()
  }
}
