/** The verdict in words. No schema in here: the page says the same as the file. */
import { isReading } from '../transport/transports.ts'
import { endedAsExpected } from '../run/probe-outcome.ts'
import { count } from './probe-words.ts'
import type { Report } from './report.ts'

/** The verdict in one line, and one sentence on what it rests on. */
export function verdictText(report: Report): readonly [string, string] {
  const { summary, verdict: kind, run, refusal } = report
  if (kind === 'not-run' || summary === null || run === null)
    return [
      'Not verified yet',
      `No message has been sent so far. ${refusal ?? 'This report shows how far the setup has come.'}`,
    ]
  const onlySends = report.probes.every(
    (probe) => probe.expected === 'accepted' && !isReading(probe.transport),
  )
  const proven = report.probes.filter(endedAsExpected).length
  const result = onlySends
    ? `${proven} of ${count(summary.planned, 'message')} sent and received`
    : `${proven} of ${count(summary.planned, 'attempt')} ended as planned`
  if (kind === 'proven')
    return [
      `Proven: ${result}`,
      onlySends
        ? 'Each one left the way the product will send, with the sign-in it will use, and was found where it should arrive.'
        : 'What must be sent was sent the way the product will send it and found where it should arrive; what must be refused was refused.',
    ]
  const open = summary.planned - proven
  const rest = [
    ...(refusal === null ? [] : [refusal]),
    ...(open > 0
      ? [
          `${count(open, onlySends ? 'message' : 'attempt')} did not end as planned; the causes and what to do follow below.`,
        ]
      : []),
    ...(report.notTried.length > 0 ? ['Not everything was tried; what is left is listed below.'] : []),
  ]
  return [`Not proven: ${result}`, rest.join(' ')]
}
