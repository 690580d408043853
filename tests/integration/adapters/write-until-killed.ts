/** Run as a process of its own: journals one probe after another, and says each one only when the store has it. */
import { aProbe } from '../../kit/samples.ts'
import { openStore } from '../../../src/main/adapters/sqlite/open-store.ts'
import { SystemClock } from '../../../src/main/adapters/system/node-system.ts'
import { writeSync } from 'node:fs'
import { plainly } from '../../fakes/plainly.ts'

const [file = '', runId = '', first = '1', last = '1000000'] = process.argv.slice(2)
const opened = openStore(file, new SystemClock())
if (!opened.ok) throw new Error(plainly(opened.error).what)
for (let seq = Number(first); seq <= Number(last); seq += 1) {
  const probe = aProbe(runId, seq, { phase: 'handing-over' })
  opened.value.runs.saveProbe(probe, {
    at: '2026-11-21T09:00:00.000Z',
    probeId: probe.id,
    kind: 'handing-over',
    data: { seq },
  })
  // Synchronous: what was said is out of this process before the next write begins.
  writeSync(1, `${seq} ${probe.id}\n`)
}
opened.value.close()
