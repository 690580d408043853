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
import type { AttachmentService } from '../checklist/attachment-service.ts'
import type { OpenSetup, SetupDesk } from '../desk/setup-desk.ts'
import type { SetupStore } from '../desk/stores.port.ts'
import type { Files } from '../surroundings/files.port.ts'
import type { Clock, Ids } from '../surroundings/surroundings.port.ts'

export interface PreflightTaken {
  readonly setup: string
  readonly at: string
  readonly machine: PreflightResult['machine']
  readonly java: PreflightResult['java']
  readonly hosts: readonly HostVerdict[]
  /** The step whose evidence the file is; null where the checklist has none of the product consultant's. */
  readonly evidenceOf: string | null
}

interface PreflightPorts {
  readonly setups: SetupStore
  readonly files: Files
  readonly clock: Clock
  readonly ids: Ids
  readonly desk: SetupDesk
  readonly attachments: Pick<AttachmentService, 'attach'>
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

  async take(setupId: string, file: string): Promise<Result<PreflightTaken, AppError>> {
    const { desk, setups, files, attachments, clock } = this.#ports
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
    const step = desk
      .checklist(opened.value)
      .steps.find(({ role, state }) => role === 'product-consultant' && state !== 'not-needed')
    if (step !== undefined) {
      const kept = await attachments.attach(setupId, step.id, file)
      // the same file a second time is evidence already
      if (!kept.ok && kept.error.code !== 'attachment-already') return err(kept.error)
    }
    setups.setSetting(known, finishedAt)
    return ok({
      setup: setup.name,
      at: finishedAt,
      machine,
      java,
      hosts: judgePreflight(taken.value, now),
      evidenceOf: step?.id ?? null,
    })
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
