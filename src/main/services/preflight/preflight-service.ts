/** Makes the plan for the product's own server, and takes in what the script has found there. */
import { largestAttachment } from '../../../domain/attachment/attachment.schema.ts'
import { judgePreflight, type HostVerdict } from '../../../domain/preflight/judge-preflight.ts'
import {
  preflightPlanFormat,
  targetsOf,
  type PreflightPlan,
  type PreflightResult,
} from '../../../domain/preflight/preflight.schema.ts'
import { takePreflight } from '../../../domain/preflight/take-preflight.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { needed, transportFor } from '../../../domain/recipe/conditions.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import { mostKeptFindings, type StepEvent } from '../../../domain/step/step-event.schema.ts'
import { oneLine } from '../../../domain/text/escape.ts'
import type { AttachmentService } from '../checklist/attachment-service.ts'
import type { StepService } from '../checklist/step-service.ts'
import type { OpenSetup, SetupDesk } from '../desk/setup-desk.ts'
import type { SetupStore } from '../desk/stores.port.ts'
import type { Files, ZipWriter } from '../surroundings/files.port.ts'
import type { Clock, Ids } from '../surroundings/surroundings.port.ts'

export interface PreflightTaken {
  readonly setup: string
  readonly at: string
  readonly machine: PreflightResult['machine']
  readonly java: PreflightResult['java']
  readonly hosts: readonly HostVerdict[]
  /** The step whose evidence the file is; null where the checklist has none of the product consultant's. */
  readonly evidenceOf: string | null
  /** As the script reported it; null where the checklist has no such step, or does not need it. */
  readonly moved: { readonly step: string; readonly to: 'done' | 'blocked' } | null
}

interface PreflightPorts {
  readonly setups: SetupStore
  readonly files: Files
  readonly clock: Clock
  readonly ids: Ids
  readonly desk: SetupDesk
  readonly attachments: Pick<AttachmentService, 'attach'>
  readonly steps: Pick<StepService, 'reported'>
  readonly zip: ZipWriter
  /** Path of Test-ProductServer.ps1. */
  readonly productServerScript: string
}

export class PreflightService {
  readonly #ports: PreflightPorts

  constructor(ports: PreflightPorts) {
    this.#ports = ports
  }

  async plan(setupId: string): Promise<Result<PreflightPlan, AppError>> {
    const connected = await this.#ports.desk.connect(setupId)
    return connected.ok ? ok(this.#planOf(connected.value)) : connected
  }

  /** Plan and script, for the pack of whoever looks after the product; of a practice setup as well. */
  async pack(opened: OpenSetup): Promise<Result<{ name: string; content: string }[], AppError>> {
    const script = await this.#ports.files.readText(this.#ports.productServerScript, 1024 * 1024)
    if (!script.ok) return script
    const plan = this.#planOf({ ...opened, cloud: opened.setup.cloud })
    return ok([
      { name: 'preflight/preflight.json', content: `${JSON.stringify(plan, null, 2)}\n` },
      // the mark tells Windows PowerShell that it is UTF-8
      { name: 'preflight/Test-ProductServer.ps1', content: `\ufeff${script.value.replace(/^\ufeff/, '')}` },
    ])
  }

  /** The same as one zip file, for a person who is to run it. */
  async writeZip(setupId: string, file: string): Promise<Result<null, AppError>> {
    const { desk, files, zip } = this.#ports
    const opened = desk.open(setupId)
    if (!opened.ok) return opened
    const pack = await this.pack(opened.value)
    return pack.ok ? files.write(file, zip.pack(pack.value)) : pack
  }

  async take(setupId: string, file: string): Promise<Result<PreflightTaken, AppError>> {
    const { desk, setups, files, clock } = this.#ports
    const opened = desk.open(setupId)
    if (!opened.ok) return opened
    const { setup } = opened.value
    const bytes = await files.readBytes(file, largestAttachment)
    if (!bytes.ok) return bytes
    const known = `preflight-taken:${setupId}`
    const now = clock.now().toISOString()
    const taken = takePreflight(bytes.value, { file, setup, newest: setups.getSetting(known), now })
    if (!taken.ok) return taken
    const { finishedAt, machine, java } = taken.value
    const hosts = judgePreflight(taken.value, now)
    const needed = desk.checklist(opened.value).steps.filter(({ state }) => state !== 'not-needed')
    const own = needed.find(({ script }) => script === 'product-server')
    const step = own ?? needed.find(({ role }) => role === 'product-consultant')
    const kept = step === undefined ? ok(null) : await this.#keep(setupId, step.id, file)
    if (!kept.ok) return kept
    const moved = own === undefined ? null : { step: own.id, to: movedTo(hosts) }
    if (moved !== null) {
      const who = oneLine(`${machine.account} (${machine.name})`)
      const reported = this.#ports.steps.reported(
        setupId,
        [moved.step],
        who,
        eventsOf(hosts, { who, at: finishedAt }),
        moved.to,
      )
      if (!reported.ok) return reported
    }
    // Last: what failed before can be imported again.
    setups.setSetting(known, finishedAt)
    return ok({
      setup: setup.name,
      at: finishedAt,
      machine,
      java,
      hosts,
      evidenceOf: step?.id ?? null,
      moved,
    })
  }

  /** The same file a second time is evidence already. */
  async #keep(setupId: string, step: string, file: string): Promise<Result<null, AppError>> {
    const kept = await this.#ports.attachments.attach(setupId, step, file)
    return kept.ok || kept.error.code === 'attachment-already' ? ok(null) : err(kept.error)
  }

  #planOf({ setup, recipe, cloud }: OpenSetup & Pick<OpenSetup['setup'], 'cloud'>): PreflightPlan {
    const transport = transportFor(recipe, setup.answers)
    const permissions = needed(recipe.permissions, setup.answers, recipe)
    return {
      format: preflightPlanFormat,
      version: 1,
      id: this.#ports.ids.uuid(),
      setup: setup.id,
      title: `${setup.name}: ${recipe.name}`.slice(0, 200),
      targets: targetsOf(cloud, {
        smtp: transport.startsWith('smtp'),
        graph: transport.startsWith('graph'),
        ews: permissions.some(({ value }) => value === 'full_access_as_app'),
      }),
      timeoutSeconds: 10,
    }
  }
}

/** A result without a single host has proven nothing. */
function movedTo(hosts: readonly HostVerdict[]): 'done' | 'blocked' {
  return hosts.length > 0 && hosts.every(({ good }) => good) ? 'done' : 'blocked'
}

function eventsOf(
  hosts: readonly HostVerdict[],
  { who, at }: { readonly who: string; readonly at: string },
): StepEvent[] {
  const findings = hosts
    .flatMap((one) => one.findings)
    .filter(({ effect }) => effect === 'blocks')
    .map(({ code, facts }) => ({ code, facts: kept(facts) }))
    .slice(0, mostKeptFindings)
  return [
    { code: 'reported-by-script', who, at },
    ...(findings.length === 0 ? [] : [{ code: 'server-check-failed' as const, findings }]),
  ]
}

/** Texts of a machine we know nothing of, as long as a record holds them. */
function kept(facts: object): Record<string, string | number | null> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, fact]: [string, unknown]) => [
      name,
      typeof fact === 'string' ? oneLine(fact).slice(0, 500) : typeof fact === 'number' ? fact : null,
    ]),
  )
}
