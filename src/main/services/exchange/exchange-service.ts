/** Makes plans for the scripts that read and set Exchange, and takes in what they have left. */
import { largestAttachment } from '../../../domain/attachment/attachment.schema.ts'
import { readPlan, setPlan, type PlanHead } from '../../../domain/exchange/build-plan.ts'
import { entraSideKey, readEntraSide } from '../../../domain/exchange/entra-side.schema.ts'
import type { ExchangeFacts } from '../../../domain/exchange/facts.schema.ts'
import { noExtras, type PlanExtras } from '../../../domain/exchange/plan-extras.ts'
import type { LeftOut } from '../../../domain/exchange/plan-application.ts'
import { exchangeEnvironments, type ExchangePlan } from '../../../domain/exchange/plan.schema.ts'
import type { Acted } from '../../../domain/exchange/result.schema.ts'
import { exchangeMoves, exchangeSteps, type ExchangeMove } from '../../../domain/exchange/step-moves.ts'
import { takeResult } from '../../../domain/exchange/take-result.ts'
import { verdicts, type Verdict } from '../../../domain/exchange/verdict.ts'
import { exchangeWanted } from '../../../domain/exchange/wanted.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import type { AttachmentService } from '../checklist/attachment-service.ts'
import type { StepService } from '../checklist/step-service.ts'
import type { ConnectedSetup, SetupDesk } from '../desk/setup-desk.ts'
import type { MailboxStore, SetupStore } from '../desk/stores.port.ts'
import type { Files } from '../surroundings/files.port.ts'
import type { Clock, Ids } from '../surroundings/surroundings.port.ts'

export interface ExchangePlanned {
  /** Null where nothing is to be set. */
  readonly plan: ExchangePlan | null
  readonly left: readonly LeftOut[]
}

export interface ExchangeTaken {
  readonly setup: string
  /** Empty for an application. */
  readonly readBy: string
  readonly at: string
  /** Of a result that was read; empty of one that says what was changed. */
  readonly verdicts: readonly Verdict[]
  /** What each change did; empty of a result that was read. */
  readonly actions: readonly Acted[]
  readonly moved: readonly ExchangeMove[]
  /** The step whose evidence the file is; null: it is too large to keep, or the checklist has no such step. */
  readonly evidenceOf: string | null
  readonly tooLarge: boolean
}

interface ExchangePorts {
  readonly mailboxes: MailboxStore
  readonly setups: SetupStore
  readonly files: Files
  readonly clock: Clock
  readonly ids: Ids
  readonly desk: SetupDesk
  readonly steps: Pick<StepService, 'checked'>
  readonly attachments: Pick<AttachmentService, 'attach'>
}

/** Ten thousand mailboxes with all their rights, with room to spare. */
const largestResult = 256 * 1024 * 1024

export class ExchangeService {
  readonly #ports: ExchangePorts

  constructor(ports: ExchangePorts) {
    this.#ports = ports
  }

  /** `factsFile`: a result that was read; what it shows to be there is not set again. */
  async plan(
    setupId: string,
    kind: 'read' | 'set',
    factsFile: string | null,
    extras: PlanExtras = noExtras,
  ): Promise<Result<ExchangePlanned, AppError>> {
    const connected = await this.#ports.desk.connect(setupId)
    if (!connected.ok) return connected
    const tenantId = tenantOf(connected.value)
    if (tenantId === null) return err({ code: 'admin-without-tenant', field: 'tenantId' })
    const wanted = await this.#wanted(connected.value)
    if (wanted.senders.length === 0) return err({ code: 'exchange-nothing-wanted' })
    let facts: ExchangeFacts | null = null
    if (factsFile !== null) {
      const taken = await this.#result(factsFile, tenantId, null)
      if (!taken.ok) return taken
      facts = taken.value.kind === 'read' ? taken.value.facts : null
      if (facts === null) return err({ code: 'exchange-facts-not-read', file: factsFile })
    }
    const head = this.#head(connected.value, tenantId)
    return ok(
      kind === 'read' ? { plan: readPlan(head, wanted), left: [] } : setPlan(head, wanted, facts, extras),
    )
  }

  async take(setupId: string, file: string): Promise<Result<ExchangeTaken, AppError>> {
    const { desk, setups, steps, clock } = this.#ports
    const connected = await desk.connect(setupId)
    if (!connected.ok) return connected
    const { setup, recipe } = connected.value
    const known = `exchange-taken:${setupId}`
    const taken = await this.#result(file, tenantOf(connected.value), setups.getSetting(known))
    if (!taken.ok) return taken
    const result = taken.value
    const evidence = await this.#keep(connected.value, file)
    if (!evidence.ok) return evidence
    const frame = {
      setup: setup.name,
      readBy: result.connected?.account ?? '',
      at: result.finishedAt,
      ...evidence.value,
    }
    setups.setSetting(known, result.finishedAt)
    if (result.kind === 'set') return ok({ ...frame, verdicts: [], actions: result.actions, moved: [] })
    if (result.facts === null) return err({ code: 'exchange-facts-not-read', file })
    const wanted = await this.#wanted(connected.value)
    const entra = readEntraSide(setups.getSetting(entraSideKey(setupId)))
    const found = verdicts(wanted, result.facts, entra)
    const moved = exchangeMoves(
      found,
      exchangeSteps(recipe, setup.answers),
      desk.checklist(connected.value).steps,
      clock.now().toISOString(),
    )
    const kept = steps.checked(setupId, moved, { who: frame.readBy, at: result.finishedAt })
    return kept.ok ? ok({ ...frame, verdicts: found, actions: [], moved }) : kept
  }

  async #result(file: string, tenantId: string | null, newest: string | null) {
    const bytes = await this.#ports.files.readBytes(file, largestResult)
    return bytes.ok ? takeResult(bytes.value, { file, tenantId, newest }) : bytes
  }

  /** The same file a second time is evidence already. */
  async #keep({ setup, recipe }: ConnectedSetup, file: string) {
    const step = exchangeSteps(recipe, setup.answers)[0]?.id
    if (step === undefined) return ok({ evidenceOf: null, tooLarge: false })
    const fits = await this.#ports.files.readBytes(file, largestAttachment)
    if (!fits.ok) return ok({ evidenceOf: null, tooLarge: true })
    const attached = await this.#ports.attachments.attach(setup.id, step, file)
    if (!attached.ok && attached.error.code !== 'attachment-already') return attached
    return ok({ evidenceOf: step, tooLarge: false })
  }

  async #wanted({ setup, recipe, practice }: ConnectedSetup) {
    const clientId = setup.clientId ?? (await practice?.clientId(recipe.id)) ?? null
    const entra = readEntraSide(this.#ports.setups.getSetting(entraSideKey(setup.id)))
    return exchangeWanted(setup, recipe, this.#ports.mailboxes.listMailboxes(setup.id), clientId, entra)
  }

  #head({ setup, recipe, cloud, practice }: ConnectedSetup, tenantId: string): PlanHead {
    const environment = exchangeEnvironments.find((one) => one === cloud.exchangeEnvironment)
    return {
      id: this.#ports.ids.uuid(),
      title: `${setup.name}: ${recipe.name}`.slice(0, 200),
      connect: {
        tenantId,
        account: practice?.administrator ?? null,
        environment: environment ?? 'O365Default',
        signIn: { by: 'browser' },
        delegatedOrganization: null,
        signingCertificate: null,
      },
    }
  }
}

function tenantOf({ setup, practice }: ConnectedSetup): string | null {
  return practice?.tenantId ?? setup.tenantId
}
