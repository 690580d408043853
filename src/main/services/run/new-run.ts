/** A run and its probes as they are journaled before anything is sent. */
import type { RunPlanView } from '../../../contract/run-views.schema.ts'
import { messageIdFor } from '../../../domain/run/probe-mail.ts'
import { untried, type Probe, type Run } from '../../../domain/run/run.schema.ts'
import type { Clock, Ids, Surroundings } from '../surroundings/surroundings.port.ts'
import type { RunStore } from '../desk/run-store.port.ts'
import { leaseOwner } from './run-recovery.ts'
import { nextTurn } from './turns.ts'

interface NewRunPorts {
  readonly runs: RunStore
  readonly clock: Clock
  readonly ids: Ids
  readonly surroundings: Surroundings
}

/** So many are journaled at a stretch: some ten milliseconds. */
const probesAtOnce = 250

export function newRun(
  { clock, ids, surroundings }: Pick<NewRunPorts, 'clock' | 'ids' | 'surroundings'>,
  setupId: string,
  to: string,
): Run {
  return {
    id: ids.uuid(),
    setupId,
    state: 'running',
    startedAt: clock.now().toISOString(),
    finishedAt: null,
    startedBy: surroundings.user,
    importedAt: null,
    to,
  }
}

/**
 * Journals what the run is going to try, in parts, so that a window does not stand still for ten thousand mailboxes.
 * The run was begun and is this process's own; it is complete when this resolves. Throws StoreFailure.
 */
export async function journalPlan(
  { runs, ids, surroundings }: NewRunPorts,
  run: Run,
  chosen: RunPlanView['probes'],
): Promise<Probe[]> {
  const codes = new Set<string>()
  const holder = leaseOwner(surroundings)
  const probes: Probe[] = []
  for (let from = 0; from < chosen.length; from += probesAtOnce) {
    const part = chosen
      .slice(from, from + probesAtOnce)
      .map((planned, index) => plannedProbe(run, from + index + 1, planned, ids, codes))
    runs.addProbes(part, holder)
    for (const probe of part) probes.push(probe)
    await nextTurn()
  }
  runs.completePlan(run.id, holder)
  return probes
}

function plannedProbe(
  run: Run,
  seq: number,
  planned: RunPlanView['probes'][number],
  ids: Ids,
  codes: Set<string>,
): Probe {
  const id = ids.uuid()
  return {
    id,
    runId: run.id,
    seq,
    check: planned.check,
    transport: planned.transport,
    mailboxId: planned.mailboxId,
    mailbox: planned.mailbox,
    from: planned.from,
    to: run.to,
    expected: planned.expected,
    messageId: messageIdFor(id, planned.from),
    code: freshCode(ids, codes),
    ...untried,
  }
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
