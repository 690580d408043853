/** Puts back what a result of Set-Entra.ps1 says was changed: newest first, each by the change its own run wrote down. */
import type { Cloud } from '../../cloud/cloud.schema.ts'
import { rightsFor } from '../plan/change-table.ts'
import type { EntraPlan } from '../plan/entra-plan.schema.ts'
import type { ScriptResult, Scripted } from './script-result.schema.ts'

export interface ScriptUndo {
  /** Null where nothing can be put back. */
  readonly plan: EntraPlan | null
  /** Changes that were made and that nothing takes back: a credential that was removed. */
  readonly final: readonly Scripted[]
}

export interface UndoFor {
  readonly setup: EntraPlan['setup']
  readonly tenantName: string | null
  readonly cloud: Cloud['kind']
  /** Where its Graph answers, with the version. */
  readonly graph: string
  /** Null while nobody has entered it: then the one the result knows counts. */
  readonly clientId: string | null
  /** ISO time. */
  readonly now: string
}

export function undoScript(result: ScriptResult, about: UndoFor): ScriptUndo {
  const { changes, connected, objects, tenantId } = result
  // What failed half-way wrote down how it is taken back as well.
  const made = changes.toReversed()
  const undo = made.flatMap(({ revert }) =>
    // Taken back, a step is not done: its result must not be counted as if it were.
    revert === null ? [] : [{ ...revert, checks: [], step: null }],
  )
  const { setup, tenantName, cloud, graph, clientId, now } = about
  const known = guid.test(objects?.appId ?? '') ? (objects?.appId ?? null) : null
  return {
    plan:
      undo.length === 0
        ? null
        : {
            format: 'sendproof-entra-plan',
            schema: 1,
            setup,
            tenant: { id: tenantId, name: tenantName, cloud, graph },
            clientId: clientId ?? known,
            madeAt: now,
            madeBy: (connected?.account ?? '').slice(0, 256),
            changes: undo,
            left: [],
            rights: rightsFor(undo),
          },
    final: made.filter(({ outcome, revert }) => outcome === 'done' && revert === null),
  }
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
