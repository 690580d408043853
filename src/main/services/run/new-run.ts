/** A run and its probes as they are journaled before anything is sent. */
import type { RunPlanView } from '../../../contract/views.ts'
import { messageIdFor } from '../../../domain/run/probe-mail.ts'
import { untried, type Probe, type Run } from '../../../domain/run/run.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Ids } from '../../ports/ids.ts'
import type { Surroundings } from '../../ports/surroundings.ts'

interface NewRunPorts {
  readonly clock: Clock
  readonly ids: Ids
  readonly surroundings: Surroundings
}

export function newRun(
  { clock, ids, surroundings }: NewRunPorts,
  setupId: string,
  to: string,
  chosen: RunPlanView['probes'],
): { run: Run; probes: Probe[] } {
  const run: Run = {
    id: ids.uuid(),
    setupId,
    state: 'running',
    startedAt: clock.now().toISOString(),
    finishedAt: null,
    startedBy: surroundings.user,
    to,
  }
  const codes = new Set<string>()
  const probes = chosen.map((planned, index): Probe => {
    const id = ids.uuid()
    return {
      id,
      runId: run.id,
      seq: index + 1,
      check: planned.check,
      transport: planned.transport,
      mailboxId: planned.mailboxId,
      mailbox: planned.mailbox,
      from: planned.from,
      to,
      expected: planned.expected,
      messageId: messageIdFor(id, planned.from),
      code: freshCode(ids, codes),
      ...untried,
    }
  })
  return { run, probes }
}

/** No two messages of a run carry the same six characters: one is what a person types in. */
function freshCode(ids: Ids, used: Set<string>): string {
  for (;;) {
    const code = ids.code()
    if (used.has(code)) continue
    used.add(code)
    return code
  }
}
