/** Consent on Microsoft's own page, where Graph may not grant it: by the browser of this PC, or as a link for somebody else. */
import { diagnose } from '../../../domain/diagnosis/diagnose.ts'
import type { Cloud } from '../../../domain/cloud/cloud.schema.ts'
import type { AdminSettings } from '../../../domain/entra/admin/admin-settings.schema.ts'
import { doorFor } from '../../../domain/entra/admin/doors.ts'
import {
  askedConsent,
  consentLinkDays,
  type AskedConsent,
} from '../../../domain/entra/consent/asked-consent.schema.ts'
import {
  answerIn,
  askedFor,
  consentAnswer,
  consentRequest,
  type ConsentAnswer,
  type ConsentRequest,
} from '../../../domain/entra/consent/consent-request.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import type { StepEvent } from '../../../domain/step/step-event.schema.ts'
import type { StepService } from '../checklist/step-service.ts'
import type { ConnectedSetup, SetupDesk } from '../desk/setup-desk.ts'
import type { RecipeSource, SetupStore } from '../desk/stores.port.ts'
import type { BrowserOpener } from '../surroundings/person.port.ts'
import type { Clock, Ids, Surroundings } from '../surroundings/surroundings.port.ts'
import type { AdminSettingsSource } from './admin-settings.port.ts'
import type { AuditService } from './audit-service.ts'
import type { ConsentLanding } from './consent-landing.port.ts'

export interface ConsentWish {
  /** The person knows that grants can be taken away, and has a reason not to let `apply` grant it. */
  readonly byAddress: boolean
  /** A real browser in a practice tenant too. */
  readonly browser: boolean
  /** Who agrees in a practice tenant; its administrator where nobody is named. */
  readonly account: string | null
  readonly timeoutMs: number
  readonly signal: AbortSignal
}

export interface ConsentOffer extends Pick<ConsentRequest, 'permissions' | 'whole'> {
  /** The step of the plan that consent belongs to; null: there is none. */
  readonly step: string | null
  readonly throughGraph: boolean
  /** When the last link was made whose answer has not come yet. */
  readonly askedAt: string | null
}

export interface Consented {
  readonly setup: string
  readonly answer: ConsentAnswer
  /** The step that is done now; null: the checklist has none, or it was done. */
  readonly moved: string | null
}

export interface ConsentPorts {
  readonly adminSettings: AdminSettingsSource
  readonly landing: ConsentLanding
  readonly browser: BrowserOpener
  readonly setups: SetupStore
  readonly recipes: RecipeSource
  readonly clock: Clock
  readonly ids: Ids
  readonly surroundings: Surroundings
  readonly desk: SetupDesk
  readonly audits: Pick<AuditService, 'wantedFor'>
  readonly steps: Pick<StepService, 'reported'>
}

/** On somebody else's PC nothing listens there: the browser shows the answer in its address bar. */
const nowhere = 'http://localhost'

export class ConsentService {
  readonly #ports: ConsentPorts

  constructor(ports: ConsentPorts) {
    this.#ports = ports
  }

  /** What the page would ask for, and whether Graph could grant it instead; opens nothing. */
  offer(setupId: string): Result<ConsentOffer, AppError> {
    const { desk, adminSettings, audits, setups } = this.#ports
    const opened = desk.open(setupId)
    if (!opened.ok) return opened
    const settings = adminSettings.read()
    if (!settings.ok) return settings
    const { permissions, steps } = audits.wantedFor(opened.value)
    const asked = askedConsent(setups.getSetting(askedKey(setupId)))
    return ok({
      step: steps.consent,
      throughGraph: graphMay(opened.value.setup.cloud, settings.value),
      ...askedFor(permissions),
      askedAt: asked?.at ?? null,
    })
  }

  /** `heard` is told what is asked for before the browser opens. */
  async request(
    setupId: string,
    wish: ConsentWish,
    heard: (request: ConsentRequest) => void,
  ): Promise<Result<Consented, AppError>> {
    const { desk, ids, landing, browser } = this.#ports
    const connected = await desk.connect(setupId)
    if (!connected.ok) return connected
    const { cloud, practice } = connected.value
    const offered = this.#offered(connected.value, wish)
    if (!offered.ok) return offered
    const { tenantId, clientId } = offered.value
    const state = ids.uuid()
    const { timeoutMs, signal } = wish
    const opened = await landing.open({ state, timeoutMs, signal })
    if (!opened.ok) return opened
    const { redirectUri, answer, close } = opened.value
    try {
      const asked = { cloud, tenantId, clientId, redirectUri, state }
      const request = consentRequest(this.#ports.audits.wantedFor(connected.value), asked)
      heard(request)
      const hosts = [new URL(cloud.authority).host]
      // An answer may come while the browser is still opening; a robot's refusal comes as an answer too.
      const opening =
        practice !== null && !wish.browser
          ? practice.answer(request.address, wish.account ?? practice.administrator, signal)
          : browser.open(request.address, hosts)
      const failed = opening.then((open) => (open.ok ? answer : open))
      const came = await Promise.race([answer, failed])
      if (!came.ok) return err(this.#explained(connected.value, came.error))
      return this.#take(connected.value, came.value, { state, tenantId })
    } finally {
      close()
    }
  }

  /** A link for somebody else; its state is remembered, so that their answer can be told from any other. */
  async link(setupId: string, byAddress: boolean): Promise<Result<ConsentRequest, AppError>> {
    const { desk, ids, setups, clock, audits } = this.#ports
    const connected = await desk.connect(setupId)
    if (!connected.ok) return connected
    const { cloud } = connected.value
    const offered = this.#offered(connected.value, { byAddress })
    if (!offered.ok) return offered
    const asked: AskedConsent = { ...offered.value, state: ids.uuid(), at: clock.now().toISOString() }
    setups.setSetting(askedKey(setupId), JSON.stringify(asked))
    return ok(consentRequest(audits.wantedFor(connected.value), { cloud, redirectUri: nowhere, ...asked }))
  }

  /**
   * What somebody copied out of their browser. The state proves that it answers the link of this setup; that it came
   * from Microsoft only an audit can prove.
   */
  async answered(setupId: string, text: string): Promise<Result<Consented, AppError>> {
    const { desk, setups, clock } = this.#ports
    const connected = await desk.connect(setupId)
    if (!connected.ok) return connected
    const asked = askedConsent(setups.getSetting(askedKey(setupId)))
    if (asked === null) return err({ code: 'consent-not-asked', setup: connected.value.setup.name })
    const answer = answerIn(text)
    if (answer === null) return err({ code: 'consent-answer-unreadable' })
    if (clock.now().getTime() - Date.parse(asked.at) > consentLinkDays * 86_400_000)
      return err({ code: 'consent-link-expired', days: consentLinkDays })
    const taken = this.#take(connected.value, answer, asked)
    // An answer counts once.
    if (taken.ok) setups.setSetting(askedKey(setupId), '')
    return taken
  }

  /** Through Graph, consent only adds. The page may take away: it is for where Graph may not. */
  #offered(
    { setup, recipe, cloud }: ConnectedSetup,
    { byAddress }: Pick<ConsentWish, 'byAddress'>,
  ): Result<{ tenantId: string; clientId: string }, AppError> {
    const { tenantId, clientId } = setup
    if (tenantId === null || clientId === null) return err({ code: 'sign-in-without-ids', field: 'clientId' })
    const settings = this.#ports.adminSettings.read()
    if (!settings.ok) return settings
    if (graphMay(cloud, settings.value) && !byAddress)
      return err({ code: 'consent-through-graph', setup: setup.name })
    const { permissions } = this.#ports.audits.wantedFor({ setup, recipe })
    return permissions.some(({ stand }) => stand === 'wanted')
      ? ok({ tenantId, clientId })
      : err({ code: 'consent-nothing-to-ask', product: recipe.name })
  }

  #take(
    connected: ConnectedSetup,
    answer: URLSearchParams,
    asked: { readonly state: string; readonly tenantId: string },
  ): Result<Consented, AppError> {
    const { desk, steps, clock, surroundings, audits } = this.#ports
    const { setup } = connected
    const read = consentAnswer(answer, asked)
    if (!read.ok) return err(this.#explained(connected, read.error))
    const wanted = audits.wantedFor(connected).steps.consent
    const step = desk.checklist(connected).steps.find(({ id }) => id === wanted)
    const moves = step !== undefined && step.state !== 'done' && step.state !== 'waiting'
    const at = clock.now().toISOString()
    if (moves) {
      const event: StepEvent = { code: 'consent-answered', at, scopes: [...read.value.scopes] }
      const kept = steps.reported(setup.id, [step.id], surroundings.user, [event])
      if (!kept.ok) return kept
    }
    return ok({ setup: setup.name, answer: read.value, moved: moves ? step.id : null })
  }

  /** A refusal with its likely cause, where the catalogue knows it. */
  #explained({ setup, recipe }: ConnectedSetup, error: AppError): AppError {
    if (error.code !== 'consent-refused' && error.code !== 'sign-in-refused') return error
    if (error.details === undefined) return error
    const { candidates } = diagnose(error.details, this.#ports.recipes.remedies(), {
      surface: 'entra',
      stage: 'sign-in',
      recipe: recipe.id,
      ...(setup.tenantName === null ? {} : { tenantName: setup.tenantName }),
      ...(setup.clientId === null ? {} : { clientId: setup.clientId }),
    })
    const [cause] = candidates
    const remedy = cause?.remedies[0]?.text
    return {
      ...error,
      ...(cause === undefined ? {} : { likely: cause.title }),
      ...(remedy === undefined ? {} : { remedy }),
    }
  }
}

/** Whether an administrator can sign in to Graph here without anybody giving a client id first. */
function graphMay(cloud: Cloud, settings: AdminSettings): boolean {
  return doorFor(cloud, settings, { clientId: null, commandLineTools: false }) !== null
}

function askedKey(setupId: string): string {
  return `consent-asked:${setupId}`
}
