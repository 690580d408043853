/** Hand-over: the pack for a person with a missing role, and the answer that comes back. */
import path from 'node:path'
import type { AcceptedView } from '../../../contract/transfer-views.schema.ts'
import { moveStep } from '../../../domain/checklist/move-step.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { answerForm, handoffPlan, largestAnswer, readAnswer } from '../../../domain/handoff/handoff.ts'
import { handoffRoles, type HandoffRole } from '../../../domain/step/handoff-roles.ts'
import type { Answer, Warned } from '../../../domain/handoff/handoff.schema.ts'
import type { Change, ChangeOf } from '../../../domain/entra/plan/change.schema.ts'
import type { EntraPlan } from '../../../domain/entra/plan/entra-plan.schema.ts'
import type { Setup } from '../../../domain/setup/setup.schema.ts'
import type { CredentialService } from '../credential/credential-service.ts'
import type { CertificateMaker } from '../credential/credential.port.ts'
import type { VaultChoice } from '../sign-in/vault-choice.ts'
import type { ScriptSource } from './script-source.port.ts'
import { handoffHtml } from '../../../documents/handoff/handoff-html.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import { takeIds } from '../../../domain/handoff/reply-ids.ts'
import type { GivenTenant } from '../../../domain/setup/given-tenant.ts'
import { redact } from '../../../domain/text/redact.ts'
import type { Clock, Ids, Surroundings } from '../surroundings/surroundings.port.ts'
import type { Files, ZipWriter } from '../surroundings/files.port.ts'
import type { RecipeSource, SetupStore } from '../desk/stores.port.ts'
import { sayStep } from '../../../words/say-step.ts'
import type { Words } from '../../../words/words.ts'
import type { Announcer } from '../desk/announcer.ts'
import type { OpenSetup, SetupDesk } from '../desk/setup-desk.ts'
import type { TenantResolver } from '../desk/tenant-resolver.ts'
import { cautionsOf, deadlinesOf } from '../setup/recipe-warnings.ts'
import type { ExchangeHandover } from '../exchange/exchange-handover.ts'
import type { PreflightService } from '../preflight/preflight-service.ts'
import { unknownStep } from '../checklist/step-service.ts'

interface HandoffServiceDeps {
  readonly words: Words
  readonly locale: string
  readonly setups: SetupStore
  readonly files: Files
  readonly recipes: Pick<RecipeSource, 'deadlines'>
  readonly clock: Clock
  readonly surroundings: Surroundings
  readonly zip: ZipWriter
  readonly desk: SetupDesk
  readonly resolver: Pick<TenantResolver, 'entered'>
  readonly scripts: ScriptSource
  readonly certificateMaker: CertificateMaker
  readonly ids: Ids
  readonly vaults: VaultChoice
  readonly keeper: Pick<CredentialService, 'setFile'>
  readonly announcer: Announcer
  readonly preflights: Pick<PreflightService, 'pack'>
  readonly exchangeHandover: Pick<ExchangeHandover, 'pack'>
}

/** What of a role is written besides its page. */
export interface HandoffWork {
  /** A plan for Entra ID that a script carries out. */
  readonly entra: EntraPlan | null
  /** Whether the Exchange administrator gets the plan that takes out what the application leaves behind. */
  readonly leftovers: boolean
}

const pageOnly: HandoffWork = { entra: null, leftovers: false }

interface Entry {
  readonly name: string
  readonly content: string | Uint8Array
}

interface HandoffPages {
  pages: { role: HandoffRole; path: string }[]
}

export class HandoffService {
  readonly #deps: HandoffServiceDeps

  constructor(deps: HandoffServiceDeps) {
    this.#deps = deps
  }

  /** One role's pack lies in the folder itself; those of all roles in a folder each. Answers with the pages. */
  async write(
    setupId: string,
    only: HandoffRole | null,
    folder: string,
    work: HandoffWork = pageOnly,
  ): Promise<Result<HandoffPages, AppError>> {
    const pack = await this.#pack(setupId, only, work)
    if (!pack.ok) return pack
    for (const { name, content } of pack.value.entries) {
      const written = await this.#deps.files.write(path.join(folder, name), content)
      if (!written.ok) return written
    }
    return ok({ pages: pack.value.pages.map(({ role, name }) => ({ role, path: path.join(folder, name) })) })
  }

  /** The same as one zip file. Its pages are named as they lie in it. */
  async writeZip(
    setupId: string,
    only: HandoffRole | null,
    file: string,
    work: HandoffWork = pageOnly,
  ): Promise<Result<HandoffPages, AppError>> {
    const pack = await this.#pack(setupId, only, work)
    if (!pack.ok) return pack
    const written = await this.#deps.files.write(file, this.#deps.zip.pack(pack.value.entries))
    if (!written.ok) return written
    return ok({ pages: pack.value.pages.map(({ role, name }) => ({ role, path: name })) })
  }

  async #pack(
    setupId: string,
    only: HandoffRole | null,
    { entra, leftovers }: HandoffWork,
  ): Promise<Result<{ entries: Entry[]; pages: { role: HandoffRole; name: string }[] }, AppError>> {
    const opened = this.#deps.desk.open(setupId)
    if (!opened.ok) return opened
    const { setup, recipe } = opened.value
    const scripted = entra === null ? ok(null) : await this.#scripted(opened.value, entra, only)
    if (!scripted.ok) return scripted
    const removal = leftovers ? await this.#removal(setupId, only) : ok([])
    if (!removal.ok) return removal
    const checklist = this.#deps.desk.checklist(opened.value)
    const { clock, surroundings, words, locale } = this.#deps
    const now = clock.now().toISOString()
    const warned = warnedOf(this.#deps, opened.value)
    const plans = (only === null ? handoffRoles : [only]).flatMap((role) => {
      const facts = { setup, recipe, checklist, warned, now }
      const plan = handoffPlan(facts, role, (step) => sayStep(words, step))
      return plan === null ? [] : [{ role, plan }]
    })
    if (plans.length === 0)
      return err({ code: 'handoff-empty', setup: setup.name, role: only, field: 'role' })
    const packs = plans.map(({ role, plan }) => {
      const own = only === null ? `${role}/` : ''
      const { timeZone, version } = surroundings
      const script = role === entraRole ? scripted.value : null
      const besides = [...(script?.entries ?? []), ...(role === exchangeRole ? removal.value : [])]
      const page = handoffHtml(
        plan,
        { timeZone, version, script: script?.plan ?? null, leftovers: role === exchangeRole && leftovers },
        { words, locale },
      )
      const form = answerForm(plan, words.handoff.form)
      return {
        role,
        own,
        page: { role, name: `${own}index.html` },
        entries: [
          { name: `${own}plan.json`, content: `${JSON.stringify(plan, null, 2)}\n` },
          { name: `${own}send-back.json`, content: `${JSON.stringify(form, null, 2)}\n` },
          { name: `${own}index.html`, content: page },
          ...besides.map(({ name, content }) => ({ name: `${own}${name}`, content })),
        ],
      }
    })
    // who looks after the product can try from its server whether it gets through
    const consultant = packs.find(({ role }) => role === 'product-consultant')
    const checks = consultant === undefined ? ok([]) : await this.#deps.preflights.pack(opened.value)
    if (!checks.ok) return checks
    const own = checks.value.map((one) => ({ ...one, name: `${consultant?.own ?? ''}${one.name}` }))
    return ok({
      entries: [...packs.flatMap(({ entries }) => entries), ...own],
      pages: packs.map(({ page }) => page),
    })
  }

  /**
   * The script and its plan. The key of a certificate is made and kept here, so that the one who carries the plan out
   * gets its public part and nothing else.
   */
  async #scripted(
    { setup }: OpenSetup,
    plan: EntraPlan,
    only: HandoffRole | null,
  ): Promise<Result<{ plan: EntraPlan; entries: Entry[] } | null, AppError>> {
    if (only !== null && only !== entraRole) return err({ code: 'handoff-plan-other-role', field: '--plan' })
    if (plan.setup.id !== setup.id) return err({ code: 'plan-of-other-setup', setup: plan.setup.name })
    if (plan.tenant.id.toLowerCase() !== setup.tenantId?.toLowerCase())
      return err({ code: 'plan-of-other-tenant', tenant: plan.tenant.name ?? plan.tenant.id })
    if (plan.changes.length === 0) return err({ code: 'handoff-plan-empty', field: '--plan' })
    const files = await this.#deps.scripts.entra()
    if (!files.ok) return files
    const changes: Change[] = []
    for (const change of plan.changes) {
      const withKey = change.kind === 'add-certificate' ? await this.#withKey(setup, change) : ok(change)
      if (!withKey.ok) return withKey
      changes.push(withKey.value)
    }
    const whole = { ...plan, changes }
    return ok({
      plan: whole,
      entries: [
        { name: 'script/entra-plan.json', content: `${JSON.stringify(whole, null, 2)}\n` },
        ...files.value.map(({ name, content }) => ({ name: `script/${name}`, content })),
      ],
    })
  }

  async #removal(setupId: string, only: HandoffRole | null): Promise<Result<Entry[], AppError>> {
    if (only !== null && only !== exchangeRole)
      return err({ code: 'handoff-leftovers-other-role', field: '--leftovers' })
    const packed = await this.#deps.exchangeHandover.pack(setupId, { what: 'remove' })
    return packed.ok
      ? ok(packed.value.map(({ name, content }) => ({ name: `remove-from-exchange/${name}`, content })))
      : packed
  }

  async #withKey(setup: Setup, change: ChangeOf<'add-certificate'>): Promise<Result<Change, AppError>> {
    const { after } = change
    if (after.certificate !== undefined && after.keyId !== null) return ok(change)
    const { certificateMaker, clock, ids, keeper, vaults } = this.#deps
    const vault = await vaults.forSetup(setup)
    if (!vault.ok) return vault
    const now = clock.now()
    const endsAt = after.endsAt === null ? new Date(now.getTime() + yearMs) : new Date(after.endsAt)
    // A common name holds 64 characters; the code tells one certificate from the next.
    const displayName = `${(after.displayName ?? '').slice(0, 50)} ${ids.code()}`.trim()
    const made = await certificateMaker.make(displayName, now, endsAt)
    const pem = Buffer.from(`${made.certificatePem}\n${made.privateKeyPem}`)
    const kept = await keeper.setFile(setup.id, pem, null)
    if (!kept.ok) return kept
    const certificate = { der: made.der, startsAt: made.startsAt, endsAt: made.endsAt }
    return ok({ ...change, after: { ...after, displayName, keyId: ids.uuid(), certificate } })
  }

  /** Everything the answer says is checked before any of it is taken in. */
  async accept(setupId: string, file: string): Promise<Result<AcceptedView, AppError>> {
    const text = await this.#deps.files.readText(file, largestAnswer)
    if (!text.ok) return text
    const answer = readAnswer(text.value)
    if (!answer.ok) return answer
    const opened = this.#deps.desk.open(setupId)
    if (!opened.ok) return opened
    const { cloud } = opened.value.setup
    const named = answer.value.tenantId.trim()
    const tenant = named === '' ? ok(null) : await this.#deps.resolver.entered(cloud, named)
    if (!tenant.ok) return tenant
    const accepted = this.#deps.setups.transaction(() => this.#take(setupId, answer.value, tenant.value))
    if (accepted.ok) this.#deps.announcer.emit('setup.changed', { setup: setupId })
    return accepted
  }

  #take(setupId: string, answer: Answer, tenant: GivenTenant | null): Result<AcceptedView, AppError> {
    const opened = this.#deps.desk.open(setupId)
    if (!opened.ok) return opened
    const { setup, recipe } = opened.value
    if (answer.setup !== setup.id) return err({ code: 'reply-other-setup', setup: setup.name })
    const ids = takeIds(setup, recipe, answer, tenant)
    if (!ids.ok) return ids
    const { steps } = this.#deps.desk.checklist({ ...opened.value, setup: ids.value.setup })
    const at = this.#deps.clock.now().toISOString()
    const moves = []
    for (const { step: id, state, note } of answer.steps) {
      const step = steps.find((one) => one.id === id)
      if (step === undefined)
        return err(
          unknownStep(
            id,
            steps.map((one) => one.id),
          ),
        )
      const to = state === '' ? null : state
      const last = step.history.at(-1)
      const text = redact(note.trim())
      // Nothing to say, or said before: taking the same answer in twice changes nothing.
      if (state === '' && text === '') continue
      const nothingNew = to === null || to === step.state || (to === 'done' && step.state === 'waiting')
      if (nothingNew && (text === '' || text === last?.note)) continue
      const moved = moveStep(step, to, answer.who, 'person', at, text === '' ? null : text)
      if (!moved.ok) return moved
      moves.push({ step, ...moved.value })
    }
    if (ids.value.changed.length > 0) this.#deps.setups.saveSetup(ids.value.setup)
    const open = { ...opened.value, setup: ids.value.setup }
    for (const { step, ...decided } of moves) this.#deps.desk.recordMove(open, step.id, decided)
    return ok({
      who: answer.who,
      ids: ids.value.changed,
      steps: moves.map(({ step, move }) => ({
        step: step.id,
        title: step.title,
        from: move.from,
        to: move.to,
        note: move.note,
      })),
    })
  }
}

const entraRole: HandoffRole = 'entra-admin'
const exchangeRole: HandoffRole = 'exchange-admin'
const yearMs = 365 * 86_400_000

/** What the page of the plan warns of, for a person who never sees that page. */
function warnedOf(ports: Pick<HandoffServiceDeps, 'recipes' | 'clock'>, opened: OpenSetup): Warned {
  return {
    cautions: cautionsOf(opened).map(({ title, text, severity }) => ({ title, text, severity })),
    deadlines: deadlinesOf(ports, opened).map(
      ({ title, what, from, to, announced, sure, source, checkedOn }) => ({
        ...{ title, what, from, to, announced, sure, source, checkedOn },
      }),
    ),
  }
}
