/** The window shows the beginning of a long report: nothing bad may fall off its end. */
import { expect, test } from 'vitest'
import { previewOf, ReportPreviewSchema } from '../../../../src/domain/report/report-preview.ts'
import { verdictText } from '../../../../src/domain/report/verdict-text.ts'
import { mailboxOf, probeOf, sampleReport } from '../sample.ts'

const mailboxes = Array.from({ length: 300 }, (_, index) => mailboxOf(index + 1))
const probes = mailboxes.map((_, index) => probeOf(index + 1))
const letIn = probeOf(300, { expected: 'refused', outcome: 'accepted', receipt: 'received' })
const failed = probeOf(299, { outcome: 'failed', receipt: 'none' })

test('a report of hundreds is shown by its beginning, with the count of all', () => {
  const report = sampleReport({ input: { mailboxes, probes } })
  const preview = ReportPreviewSchema.parse(previewOf(report))
  expect(preview.probes.total).toBe(report.probes.length)
  expect(preview.mailboxes.total).toBe(report.mailboxes.length)
  expect(preview.probes.first).toEqual(report.probes.slice(0, preview.probes.first.length))
  expect(preview.probes.first.length).toBeLessThan(100)
  expect(preview.mailboxes.first.length).toBeLessThan(100)
  expect(preview.says).toEqual(verdictText(report))
})

test('what went wrong at the very end of a run is shown all the same, the loudest first', () => {
  const report = sampleReport({ input: { mailboxes, probes: [...probes.slice(0, 298), failed, letIn] } })
  const preview = previewOf(report)
  expect(preview.letIn).toBe(1)
  expect(preview.findings.total).toBe(2)
  expect(preview.findings.first.map(({ id }) => id)).toEqual([letIn.id, failed.id])
})
