/** Makes plans for the scripts that read, set and undo in Exchange, and takes in what they have left. */
import { largestAttachment } from '../../../domain/attachment/attachment.schema.ts'
import { environmentOf, readPlan, setPlan, type PlanHead } from '../../../domain/exchange/build-plan.ts'
import { entraSideKey, readEntraSide, type EntraSide } from '../../../domain/exchange/entra-side.schema.ts'
import { exchangeSideKey } from '../../../domain/entra/facts/exchange-side.schema.ts'
import { exchangeSideOf } from '../../../domain/exchange/exchange-side.ts'
import type { ExchangeFacts } from '../../../domain/exchange/facts.schema.ts'
import { inTheBrowser, type PlanSignIn } from '../../../domain/exchange/plan-sign-in.ts'
import { removalPlan } from '../../../domain/exchange/removal-plan.ts'
import { noExtras, type PlanExtras } from '../../../domain/exchange/plan-extras.ts'
import type { LeftOut } from '../../../domain/exchange/plan-application.ts'
import type { ExchangePlan } from '../../../domain/exchange/plan.schema.ts'
import type { Acted, ExchangeResult } from '../../../domain/exchange/result.schema.ts'
import { exchangeMoves, exchangeSteps, type ExchangeMove } from '../../../domain/exchange/step-moves.ts'
import { takeResult } from '../../../domain/exchange/take-result.ts'
import { undoPlan, type UndoPlanned } from '../../../domain/exchange/undo-plan.ts'
import { verdicts, type Verdict } from '../../../domain/exchange/verdict.ts'
import { exchangeWanted, type ExchangeWanted } from '../../../domain/exchange/wanted.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import type { AttachmentService } from '../checklist/attachment-service.ts'
import type { AdminSettingsSource } from '../entra/admin-settings.port.ts'
import type { StepService } from '../checklist/step-service.ts'
import type { Announcer } from '../desk/announcer.ts'
import type { ConnectedSetup, OpenSetup, SetupDesk } from '../desk/setup-desk.ts'
import type { MailboxStore, SetupStore } from '../desk/stores.port.ts'
import type { Files } from '../surroundings/files.port.ts'
import type { Clock, Ids } from '../surroundings/surroundings.port.ts'
import type { ExchangeStore } from '../desk/exchange-store.port.ts'

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
  /** Nothing was changed: it shows what would be, proves nothing and is no evidence. */
  readonly preview: boolean
  readonly moved: readonly ExchangeMove[]
  /** The step whose evidence the file is; null: it is too large to keep, or the checklist has no such step. */
  readonly evidenceOf: string | null
  readonly tooLarge: boolean
}

export interface ReadyToPlan {
  readonly connected: ConnectedSetup
  readonly tenantId: string
  readonly wanted: ExchangeWanted
  readonly head: PlanHead
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
  readonly exchangeStore: ExchangeStore
  readonly announcer: Announcer
  readonly adminSettings: AdminSettingsSource
}

/** Ten thousand mailboxes are 9 MB; one with rights on every other is several times that. */
const largestResult = 64 * 1024 * 1024

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
    signIn: PlanSignIn = inTheBrowser,
  ): Promise<Result<ExchangePlanned, AppError>> {
    const ready = await this.ready(setupId, signIn)
    if (!ready.ok) return ready
    const { wanted, head, tenantId } = ready.value
    const facts = factsFile === null ? ok(null) : await this.#facts(factsFile, tenantId)
    if (!facts.ok) return facts
    return ok(
      kind === 'read'
        ? { plan: readPlan(head, wanted), left: [] }
        : setPlan(head, wanted, facts.value, extras),
    )
  }

  /** The plan that takes out what the setup asked for, as far as a reading shows it. */
  async remove(
    setupId: string,
    factsFile: string,
    signIn: PlanSignIn = inTheBrowser,
  ): Promise<Result<ExchangePlanned, AppError>> {
    const ready = await this.ready(setupId, signIn)
    if (!ready.ok) return ready
    const { wanted, head, tenantId } = ready.value
    const facts = await this.#facts(factsFile, tenantId)
    return facts.ok ? ok(removalPlan(head, wanted, facts.value)) : facts
  }

  /** The plan that puts back what the result of a change says was made. */
  async undo(
    setupId: string,
    file: string,
    signIn: PlanSignIn = inTheBrowser,
  ): Promise<Result<UndoPlanned, AppError>> {
    const ready = await this.ready(setupId, signIn)
    if (!ready.ok) return ready
    const taken = await this.#result(file, ready.value.tenantId, null)
    if (!taken.ok) return taken
    const { result } = taken.value
    if (result.kind !== 'set' || result.preview) return err({ code: 'exchange-changes-not-set', file })
    return ok(undoPlan(ready.value.head, result))
  }

  /** What every plan of this setup begins with. Fails where nothing could be planned. */
  async ready(setupId: string, signIn: PlanSignIn = inTheBrowser): Promise<Result<ReadyToPlan, AppError>> {
    const connected = await this.#ports.desk.connect(setupId)
    if (!connected.ok) return connected
    if (signIn.signIn.by === 'device') {
      const allowed = this.#codeAllowed(connected.value)
      if (!allowed.ok) return allowed
      if (!allowed.value) return err({ code: 'admin-code-not-allowed' })
    }
    const tenantId = tenantOf(connected.value)
    if (tenantId === null) return err({ code: 'admin-without-tenant', field: 'tenantId' })
    const wanted = await this.wanted(connected.value)
    if (wanted.senders.length === 0) return err({ code: 'exchange-nothing-wanted' })
    const { cloud } = connected.value
    const environment = environmentOf(cloud)
    if (environment === null) return err({ code: 'exchange-environment-unknown', cloud: cloud.name })
    return ok({
      connected: connected.value,
      tenantId,
      wanted,
      head: this.#head(connected.value, tenantId, environment, signIn),
    })
  }

  async take(setupId: string, file: string): Promise<Result<ExchangeTaken, AppError>> {
    const { desk, setups, steps, clock, exchangeStore, announcer } = this.#ports
    const connected = await desk.connect(setupId)
    if (!connected.ok) return connected
    const { setup, recipe } = connected.value
    const known = takenSetting(setupId)
    const taken = await this.#result(file, tenantOf(connected.value), setups.getSetting(known))
    if (!taken.ok) return taken
    const { result, bytes } = taken.value
    const frame = {
      setup: setup.name,
      readBy: result.connected?.account ?? '',
      at: result.finishedAt,
      preview: result.kind === 'set' && result.preview,
    }
    if (result.kind === 'set' && result.preview) {
      const kept = await exchangeStore.keep(setupId, 'preview', bytes)
      if (!kept.ok) return kept
      announcer.emit('setup.changed', { setup: setupId })
      const none = { evidenceOf: null, tooLarge: false }
      return ok({ ...frame, ...none, verdicts: [], actions: result.actions, moved: [] })
    }
    if (result.kind === 'read' && result.facts === null) return err({ code: 'exchange-facts-not-read', file })
    // What puts a change back is kept before anything else can go wrong with it.
    const stored =
      result.kind === 'set'
        ? await exchangeStore.keepChange(setupId, result, bytes)
        : await exchangeStore.keep(setupId, 'reading', bytes)
    if (!stored.ok) return stored
    await exchangeStore.forget(setupId, 'preview')
    setups.setSetting(known, result.finishedAt)
    announcer.emit('setup.changed', { setup: setupId })
    const evidence = await this.#keep(connected.value, file)
    if (!evidence.ok) return evidence
    const whole = { ...frame, ...evidence.value }
    if (result.kind === 'set' || result.facts === null)
      return ok({
        ...whole,
        verdicts: [],
        actions: result.kind === 'set' ? result.actions : [],
        moved: [],
      })
    // What is read in Entra ID is judged by this as well.
    const side = exchangeSideOf(result.facts, result.finishedAt)
    setups.setSetting(exchangeSideKey(setupId), JSON.stringify(side))
    const wanted = await this.wanted(connected.value)
    const entra = this.entraSide(setupId)
    const found = verdicts(wanted, result.facts, entra)
    const moved = exchangeMoves(
      // a step about roles is judged by the roles, also while a consent makes up for them
      verdicts(wanted, result.facts, entra === null ? null : { ...entra, consents: null }),
      exchangeSteps(recipe, setup.answers),
      desk.checklist(connected.value).steps,
      clock.now().toISOString(),
    )
    const kept = steps.checked(setupId, moved, { who: frame.readBy, at: result.finishedAt })
    return kept.ok ? ok({ ...whole, verdicts: found, actions: [], moved }) : kept
  }

  async wanted({ setup, recipe, practice }: OpenSetup & Pick<ConnectedSetup, 'practice'>) {
    const clientId = setup.clientId ?? (await practice?.clientId(recipe.id)) ?? null
    const { mailboxes } = this.#ports
    return exchangeWanted(
      setup,
      recipe,
      mailboxes.listMailboxes(setup.id),
      clientId,
      this.entraSide(setup.id),
    )
  }

  /**
   * Whether a code may be shown that is typed in on another device. Settings that cannot be read allow none, and are named
   * to whoever asks for one: reading Exchange in another way does not depend on them.
   */
  async signsInByCode(setupId: string): Promise<Result<boolean, AppError>> {
    const connected = await this.#ports.desk.connect(setupId)
    if (!connected.ok) return connected
    const allowed = this.#codeAllowed(connected.value)
    return ok(allowed.ok && allowed.value)
  }

  /** What an audit kept of Microsoft Entra ID; null: there was none. */
  entraSide(setupId: string): EntraSide | null {
    return readEntraSide(this.#ports.setups.getSetting(entraSideKey(setupId)))
  }

  /** Switched on in the same file as for Microsoft Entra; nothing real is at stake in a practice tenant. */
  #codeAllowed({ practice }: Pick<ConnectedSetup, 'practice'>): Result<boolean, AppError> {
    if (practice !== null) return ok(true)
    const settings = this.#ports.adminSettings.read()
    return settings.ok ? ok(settings.value.deviceCode) : settings
  }

  async #facts(file: string, tenantId: string): Promise<Result<ExchangeFacts, AppError>> {
    const taken = await this.#result(file, tenantId, null)
    if (!taken.ok) return taken
    const { result } = taken.value
    return result.kind === 'read' && result.facts !== null
      ? ok(result.facts)
      : err({ code: 'exchange-facts-not-read', file })
  }

  async #result(
    file: string,
    tenantId: string | null,
    newest: string | null,
  ): Promise<Result<{ result: ExchangeResult; bytes: Uint8Array }, AppError>> {
    const bytes = await this.#ports.files.readBytes(file, largestResult)
    if (!bytes.ok) return bytes
    const now = this.#ports.clock.now().toISOString()
    const result = takeResult(bytes.value, { file, tenantId, newest, now })
    return result.ok ? ok({ result: result.value, bytes: bytes.value }) : result
  }

  /** The same file a second time is evidence already. */
  async #keep({ setup, recipe }: ConnectedSetup, file: string) {
    const step = exchangeSteps(recipe, setup.answers)[0]?.id
    if (step === undefined) return ok({ evidenceOf: null, tooLarge: false })
    const fits = await this.#ports.files.readBytes(file, largestAttachment)
    if (!fits.ok) return ok({ evidenceOf: null, tooLarge: true })
    const attached = await this.#ports.attachments.attach(setup.id, step, file)
    if (attached.ok || attached.error.code === 'attachment-already')
      return ok({ evidenceOf: step, tooLarge: false })
    // Read often enough, the setup has no room left for evidence; what was read counts all the same.
    if (attached.error.code === 'attachments-too-large') return ok({ evidenceOf: null, tooLarge: true })
    return attached
  }

  #head(
    { setup, recipe, practice }: ConnectedSetup,
    tenantId: string,
    environment: PlanHead['connect']['environment'],
    { signIn, delegatedOrganization, account }: PlanSignIn,
  ): PlanHead {
    const byPerson = signIn.by === 'browser' || signIn.by === 'device'
    return {
      id: this.#ports.ids.uuid(),
      title: `${setup.name}: ${recipe.name}`.slice(0, 200),
      connect: {
        tenantId,
        // a partner comes with an account of their own
        account: byPerson
          ? (account ?? (delegatedOrganization === null ? (practice?.administrator ?? null) : null))
          : null,
        environment,
        signIn,
        delegatedOrganization,
        signingCertificate: null,
      },
    }
  }
}

/** When the newest result that is known was finished: an older one would turn time back. */
export const takenSetting = (setupId: string) => `exchange-taken:${setupId}`

function tenantOf({ setup, practice }: ConnectedSetup): string | null {
  return practice?.tenantId ?? setup.tenantId
}
