/** Takes in what Set-Entra.ps1 did elsewhere: as somebody's report, never as what was read from the tenant. */
import { graphUrl } from '../../../domain/cloud/cloud.ts'
import { reportedSteps, takeScriptResult } from '../../../domain/entra/script/take-script-result.ts'
import type { ScriptResult, Scripted } from '../../../domain/entra/script/script-result.schema.ts'
import { undoScript, type ScriptUndo } from '../../../domain/entra/script/undo-script.ts'
import { takeIds } from '../../../domain/handoff/reply-ids.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import type { Setup } from '../../../domain/setup/setup.schema.ts'
import { oneLine } from '../../../domain/text/escape.ts'
import type { AttachmentService } from '../checklist/attachment-service.ts'
import type { StepService } from '../checklist/step-service.ts'
import type { ConnectedSetup, SetupDesk } from '../desk/setup-desk.ts'
import type { SetupStore } from '../desk/stores.port.ts'
import type { Files } from '../surroundings/files.port.ts'
import type { Clock } from '../surroundings/surroundings.port.ts'

export interface ScriptTaken {
  readonly setup: string
  readonly reportedBy: string
  readonly at: string
  readonly ended: 'complete' | 'failed' | 'stopped'
  readonly changes: readonly Scripted[]
  /** Steps that are done now, as reported. */
  readonly moved: readonly string[]
  /** The client id that only the result knew; null: it was known. */
  readonly clientId: string | null
  /** The step whose evidence the file is; null: the checklist has none of its steps. */
  readonly evidenceOf: string | null
}

export interface ScriptResultPorts {
  readonly setups: SetupStore
  readonly files: Files
  readonly clock: Clock
  readonly desk: SetupDesk
  readonly steps: Pick<StepService, 'reported'>
  readonly attachments: Pick<AttachmentService, 'attach'>
}

/** Two hundred changes with everything that reverts them, many times over; also what evidence may be at most. */
const largestResult = 8_000_000

export class ScriptResultService {
  readonly #ports: ScriptResultPorts

  constructor(ports: ScriptResultPorts) {
    this.#ports = ports
  }

  /** The plan that puts back what the result says was changed; nothing is imported by it. */
  async undo(setupId: string, file: string): Promise<Result<ScriptUndo, AppError>> {
    const { desk, files, clock } = this.#ports
    const connected = await desk.connect(setupId)
    if (!connected.ok) return connected
    const { setup, practice, cloud } = connected.value
    const bytes = await files.readBytes(file, largestResult)
    if (!bytes.ok) return bytes
    const now = clock.now().toISOString()
    // An older result is undone as well: what has changed since, the script leaves as it is.
    const tenantId = practice?.tenantId ?? setup.tenantId
    const taken = takeScriptResult(bytes.value, { file, setup, tenantId, newest: null, now })
    if (!taken.ok) return taken
    const { id, name, tenantName, clientId } = setup
    const about = { setup: { id, name }, tenantName, clientId, now }
    return ok(undoScript(taken.value, { ...about, cloud: cloud.kind, graph: graphUrl(cloud, '') }))
  }

  async take(setupId: string, file: string): Promise<Result<ScriptTaken, AppError>> {
    const { desk, setups, steps, files, clock } = this.#ports
    const connected = await desk.connect(setupId)
    if (!connected.ok) return connected
    const { setup, practice } = connected.value
    const known = `script-result-taken:${setupId}`
    const bytes = await files.readBytes(file, largestResult)
    if (!bytes.ok) return bytes
    const taken = takeScriptResult(bytes.value, {
      file,
      setup,
      tenantId: practice?.tenantId ?? setup.tenantId,
      newest: this.#newest(connected.value, setups.getSetting(known)),
      now: clock.now().toISOString(),
    })
    if (!taken.ok) return taken
    const result = taken.value
    const { ended, finishedAt, changes, connected: who } = result
    if (ended === 'refused' || who === null) return err({ code: 'script-result-refused', why: [] })
    const withIds = this.#ids(connected.value, result)
    if (!withIds.ok) return withIds
    const list = desk.checklist(connected.value).steps
    const reported = reportedSteps(result)
    const first = list.find(({ id }) => changes.some(({ step }) => step === id))?.id ?? null
    if (first !== null) {
      const attached = await this.#ports.attachments.attach(setupId, first, file)
      if (!attached.ok && attached.error.code !== 'attachment-already') return attached
    }
    const clientId = setup.clientId === null ? withIds.value.clientId : null
    if (withIds.value !== setup) setups.saveSetup(withIds.value)
    setups.setSetting(known, finishedAt)
    const account = oneLine(who.account)
    const moved = list
      .filter(({ id, state }) => reported.includes(id) && open.includes(state))
      .map(({ id }) => id)
    const event = { code: 'reported-by-script', who: account, at: finishedAt } as const
    const kept = steps.reported(setupId, moved, account, [event])
    if (!kept.ok) return kept
    return ok({
      setup: setup.name,
      reportedBy: account,
      at: finishedAt,
      ended,
      changes,
      moved,
      clientId,
      evidenceOf: first,
    })
  }

  /** The tenant may have been read since the script ran: then its result says nothing new. */
  #newest(connected: ConnectedSetup, taken: string | null): string | null {
    const { steps } = this.#ports.desk.checklist(connected)
    const read = steps.flatMap(({ history }) =>
      history.flatMap(({ events }) =>
        (events ?? []).flatMap((event) => (event.code === 'read-from-tenant' ? [event.at] : [])),
      ),
    )
    const all = [...read, ...(taken === null ? [] : [taken])]
    return all.reduce<string | null>(
      (newest, at) => (newest === null || Date.parse(at) > Date.parse(newest) ? at : newest),
      null,
    )
  }

  /** Ids fill a gap and never replace what is known. */
  #ids({ setup, recipe }: ConnectedSetup, { objects }: ScriptResult): Result<Setup, AppError> {
    const found = objects?.appId ?? null
    if (found === null) return ok(setup)
    if (setup.clientId !== null && setup.clientId.toLowerCase() !== found.toLowerCase())
      return err({ code: 'script-result-other-registration', found: oneLine(found), known: setup.clientId })
    // Of a reply's ids a practice setup takes none; the script has made this one in its practice tenant.
    const reply = { clientId: found, enterpriseObjectId: objects?.client ?? '' }
    const ids = takeIds({ ...setup, practice: null }, recipe, reply, null)
    if (!ids.ok) return ids
    return ok(ids.value.changed.length === 0 ? setup : { ...ids.value.setup, practice: setup.practice })
  }
}

/** What a report may move: what is done already stays as it is. */
const open: readonly string[] = ['todo', 'doing', 'blocked', 'changed']
