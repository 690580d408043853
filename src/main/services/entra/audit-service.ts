/** Reads a tenant in an administrator's name, compares it with the recipe and plans the difference. */
import { graphUrl } from '../../../domain/cloud/cloud.ts'
import { audit } from '../../../domain/entra/audit/audit.ts'
import { grantedValues } from '../../../domain/entra/audit/consents.ts'
import { learnedAnswers } from '../../../domain/entra/audit/learned.ts'
import { isClean, type Check } from '../../../domain/entra/audit/check.ts'
import { sidesOf } from '../../../domain/entra/audit/sides.ts'
import type { Sides } from '../../../domain/entra/audit/sides.schema.ts'
import { stepVerdicts, type StepVerdict } from '../../../domain/entra/audit/step-verdicts.ts'
import type { DoorName } from '../../../domain/entra/admin/doors.ts'
import type { EntraFacts } from '../../../domain/entra/facts/entra-facts.ts'
import { entraSideKey, type EntraSide } from '../../../domain/exchange/entra-side.schema.ts'
import { exchangeSideKey, readExchangeSide } from '../../../domain/entra/facts/exchange-side.schema.ts'
import { rightsToRead, type AdminRight } from '../../../domain/entra/facts/rights.ts'
import { buildPlan } from '../../../domain/entra/plan/build-plan.ts'
import { rightsAhead, rightsFor } from '../../../domain/entra/plan/change-table.ts'
import type { EntraPlan } from '../../../domain/entra/plan/entra-plan.schema.ts'
import { wantedOf, type Wanted } from '../../../domain/entra/wanted/wanted.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import type { Setup } from '../../../domain/setup/setup.schema.ts'
import type { StepService } from '../checklist/step-service.ts'
import type { Announcer } from '../desk/announcer.ts'
import type { ConnectedSetup, OpenSetup, SetupDesk } from '../desk/setup-desk.ts'
import type { MailboxStore, RecipeSource, SetupStore } from '../desk/stores.port.ts'
import type { Clock } from '../surroundings/surroundings.port.ts'
import type { AdminSession, AdminSignIn, AdminWish } from './admin-sign-in.ts'
import type { GraphDirectory } from './graph-directory.port.ts'
import { TenantReader } from './tenant-reader.ts'

export interface AuditView {
  readonly setup: string
  readonly tenant: { readonly id: string; readonly name: string | null }
  /** Who read it, through which door and with which rights. */
  readonly readBy: { readonly who: string; readonly door: DoorName; readonly rights: readonly string[] }
  readonly at: string
  readonly clean: boolean
  readonly checks: readonly Check[]
  /** What is wanted and what was found, one for each check and in their order. */
  readonly sides: readonly Sides[]
  /** Steps of the checklist that moved because of it. */
  readonly moved: readonly StepVerdict[]
}

export interface TenantRead {
  readonly connected: ConnectedSetup
  readonly wanted: Wanted
  readonly facts: EntraFacts
  readonly view: AuditView
  readonly session: AdminSession
}

export interface AuditPorts {
  readonly directory: GraphDirectory
  readonly recipes: RecipeSource
  readonly setups: SetupStore
  readonly mailboxes: MailboxStore
  readonly clock: Clock
  readonly desk: SetupDesk
  readonly admins: AdminSignIn
  readonly steps: Pick<StepService, 'checked'>
  readonly announcer: Announcer
}

export class AuditService {
  readonly #ports: AuditPorts

  constructor(ports: AuditPorts) {
    this.#ports = ports
  }

  /** Steps of the checklist follow what was read. */
  async audit(setupId: string, wish: AdminWish): Promise<Result<AuditView, AppError>> {
    const read = await this.#read(setupId, wish, null)
    if (!read.ok) return read
    return this.keep(read.value)
  }

  /** `clientId`: the registration a person says is the one, where only its name was known. */
  async plan(
    setupId: string,
    wish: AdminWish,
    clientId: string | null,
  ): Promise<Result<{ plan: EntraPlan; view: AuditView }, AppError>> {
    const read = await this.#read(setupId, wish, clientId)
    if (!read.ok) return read
    const plan = this.planOf(read.value)
    return plan.ok ? ok({ view: read.value.view, plan: plan.value }) : plan
  }

  /** What would have to change after this reading. */
  planOf({ connected, wanted, facts, view, session }: TenantRead): Result<EntraPlan, AppError> {
    const { unanswered } = wanted
    if (unanswered.length > 0) return err({ code: 'plan-unanswered', questions: unanswered })
    const { setup, cloud } = connected
    const { changes, left } = buildPlan({
      wanted,
      facts,
      checks: view.checks,
      now: view.at,
      reader: { id: session.who.objectId, name: session.who.username },
    })
    return ok({
      format: 'sendproof-entra-plan',
      schema: 1,
      setup: { id: setup.id, name: setup.name },
      tenant: { ...view.tenant, cloud: cloud.kind, graph: graphUrl(cloud, '') },
      clientId: wanted.clientId,
      madeAt: view.at,
      madeBy: view.readBy.who,
      changes,
      left,
      rights: rightsFor(changes),
    })
  }

  /** What “Sendproof administration” has to be allowed to ask for, for the steps ahead of this setup. */
  rightsAhead(setupId: string): Result<AdminRight[], AppError> {
    const opened = this.#ports.desk.open(setupId)
    return opened.ok ? ok(rightsAhead(this.#wanted(opened.value))) : opened
  }

  /** What the recipe wants of Entra ID under the answers of the setup; nothing is read for it. */
  wantedFor(opened: OpenSetup): Wanted {
    return this.#wanted(opened)
  }

  #wanted({ setup, recipe }: OpenSetup): Wanted {
    const { recipes, mailboxes, setups } = this.#ports
    return wantedOf({
      setup,
      recipe,
      mailboxes: mailboxes.listMailboxes(setup.id),
      records: setups.stepRecords(setup.id),
      permissions: recipes.permissions(),
    })
  }

  async #read(
    setupId: string,
    wish: AdminWish,
    clientId: string | null,
  ): Promise<Result<TenantRead, AppError>> {
    const connected = await this.#ports.desk.connect(setupId)
    if (!connected.ok) return connected
    return this.#ports.admins.during(connected.value, rightsToRead, wish, (session) =>
      this.readIn(connected.value, session, clientId),
    )
  }

  /** While a sign-in lasts. `without`: credentials that nobody holds, as if they were gone already. */
  async readIn(
    connected: ConnectedSetup,
    session: AdminSession,
    clientId: string | null,
    without: readonly string[] = [],
  ): Promise<Result<TenantRead, AppError>> {
    const { recipes, clock, directory } = this.#ports
    const { setup, recipe, practice } = connected
    const permissions = recipes.permissions()
    // In a practice tenant the registration is known before a step has said so.
    const known = clientId ?? setup.clientId ?? (await practice?.clientId(recipe.id)) ?? null
    const wanted = this.#wanted({ setup: { ...setup, clientId: known }, recipe })
    const at = clock.now().toISOString()
    const read = await new TenantReader(directory, permissions).read(session.caller, wanted, at)
    const facts = withoutCredentials(read, without)
    const exchange = readExchangeSide(this.#ports.setups.getSetting(exchangeSideKey(setup.id)))
    const checks = audit(wanted, facts, at, exchange)
    const unread = checks.every(({ state }) => state === 'unknown') ? checks[0]?.unread : null
    if (unread !== null && unread !== undefined)
      return err({ code: 'tenant-not-read', why: unread.why, right: unread.right })
    const view: AuditView = {
      setup: setup.name,
      tenant: { id: session.who.tenantId, name: setup.tenantName },
      readBy: { who: session.who.username, door: session.door.name, rights: session.rights },
      at,
      clean: isClean(checks),
      checks,
      sides: checks.map((check) => sidesOf(check, wanted, facts)),
      moved: [],
    }
    return ok({ connected, wanted, facts, view, session })
  }

  /** Fills in what the tenant answers by itself, and moves the steps of the checklist that a reading is about. */
  keep({ connected: before, wanted, facts, view }: TenantRead): Result<AuditView, AppError> {
    const connected = { ...before, setup: this.#learn(before, facts) }
    const { securityDefaults, application, servicePrincipal } = facts
    const [app, principal] = [application, servicePrincipal].map((one) => (one.read ? one.value : null))
    // What is read in Exchange is judged by this as well.
    const side: EntraSide = {
      at: view.at,
      securityDefaults: securityDefaults.read ? securityDefaults.value : null,
      application:
        wanted.clientId !== null && app !== null && principal?.id !== undefined
          ? { clientId: wanted.clientId, objectId: principal.id }
          : null,
      consents: grantedValues(facts),
    }
    this.#ports.setups.setSetting(entraSideKey(connected.setup.id), JSON.stringify(side))
    const { steps } = this.#ports.desk.checklist(connected)
    const moved = stepVerdicts(view.checks, wanted.steps, steps, view.at)
    const kept = this.#ports.steps.checked(connected.setup.id, moved, { who: view.readBy.who, at: view.at })
    return kept.ok ? ok({ ...view, moved }) : kept
  }

  #learn({ setup: before, recipe }: OpenSetup, facts: EntraFacts): Setup {
    const { setups } = this.#ports
    // An apply may have saved the client id since it was opened.
    const setup = setups.getSetup(before.id) ?? before
    const answers = learnedAnswers(recipe, setup.answers, facts)
    if (answers === null) return setup
    const learned = { ...setup, answers }
    setups.saveSetup(learned)
    this.#ports.announcer.emit('setup.changed', { setup: setup.id })
    return learned
  }
}

function withoutCredentials(facts: EntraFacts, without: readonly string[]): EntraFacts {
  const { application } = facts
  if (without.length === 0 || !application.read || application.value === null) return facts
  const credentials = application.value.credentials.filter(({ keyId }) => !without.includes(keyId))
  return { ...facts, application: { ...application, value: { ...application.value, credentials } } }
}
