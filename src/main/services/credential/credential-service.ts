/** Credentials of the registration: checked before anything is kept, kept in the vault, replaced, forgotten. */
import { z } from 'zod'
import type {
  CredentialsView,
  CredentialView,
  KeptCredentialView,
} from '../../../contract/credential-views.schema.ts'
import { kindOf, type AppError } from '../../../domain/problem/app-error.ts'
import { certificateFindings } from '../../../domain/credential/certificate.ts'
import { longestReply, type Credential } from '../../../domain/credential/credential.schema.ts'
import { secretHint } from '../../../domain/credential/credential-words.ts'
import { secretPlacesOf } from '../../../domain/field-sheet/field-sheet.ts'
import { registrationFindings } from '../../../domain/credential/registration-findings.ts'
import { endFindings } from '../../../domain/fields/date.ts'
import type { Finding } from '../../../domain/problem/finding.ts'
import { checked } from '../../../domain/fields/checked.ts'
import { checkSecret } from '../../../domain/fields/secret.ts'
import type { Recipe } from '../../../domain/recipe/recipe.schema.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import { needsCredential } from '../../../domain/run/plan-run.ts'
import type { Setup } from '../../../domain/setup/setup.schema.ts'
import { redact } from '../../../domain/text/redact.ts'
import type { CertificateReader, CertificateWithKey } from './credential.port.ts'
import type { Clock, Ids, Surroundings } from '../surroundings/surroundings.port.ts'
import type { CredentialStore } from '../desk/stores.port.ts'
import type { AppCredential } from '../sign-in/token-client.port.ts'
import type { Vault } from '../sign-in/vault.port.ts'
import type { Announcer } from '../desk/announcer.ts'
import type { OpenSetup, SetupDesk } from '../desk/setup-desk.ts'
import { credentialName, type VaultChoice } from '../sign-in/vault-choice.ts'

/** What lies in the vault. */
const Kept = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('secret'), value: z.string() }),
  z.strictObject({ kind: z.literal('certificate'), certificatePem: z.string(), privateKeyPem: z.string() }),
])

export interface CredentialServiceDeps {
  readonly credentials: CredentialStore
  readonly certificates: CertificateReader
  readonly clock: Clock
  readonly ids: Ids
  readonly surroundings: Surroundings
  readonly desk: SetupDesk
  readonly vaults: VaultChoice
  readonly announcer: Announcer
}

export class CredentialService {
  readonly #deps: CredentialServiceDeps

  constructor(deps: CredentialServiceDeps) {
    this.#deps = deps
  }

  /** Newest first. */
  list(setupId: string): Result<CredentialsView, AppError> {
    const opened = this.#deps.desk.open(setupId)
    if (!opened.ok) return opened
    const { setup, recipe } = opened.value
    return ok({
      kinds: [...recipe.credential.kinds],
      why: recipe.credential.why,
      needed: needsCredential(recipe, setup.answers),
      places: secretPlacesOf(recipe, setup),
      credentials: this.#views(setupId),
    })
  }

  async setSecret(
    setupId: string,
    value: string,
    expiresAt: string | null,
    who: string = this.#deps.surroundings.user,
  ): Promise<Result<KeptCredentialView, AppError>> {
    const opened = this.#forKind(setupId, 'secret')
    if (!opened.ok) return opened
    const { setup } = opened.value
    const secret = checkSecret(value, setup)
    if (!secret.ok) return secret
    const end = checked('expires', expiresAt, endFindings(expiresAt, this.#now()))
    if (!end.ok) return end
    const findings = [...secret.findings, ...end.findings]
    const hint = secretHint(secret.value)
    return this.#keep(
      opened.value,
      { kind: 'secret', value: secret.value },
      findings,
      { hint, thumbprint: null, expiresAt },
      who,
    )
  }

  /** PFX or PEM; errors: needs-passphrase, and bad-input for a wrong one. */
  async setFile(
    setupId: string,
    bytes: Uint8Array,
    passphrase: string | null,
    who: string = this.#deps.surroundings.user,
  ): Promise<Result<KeptCredentialView, AppError>> {
    const opened = this.#forKind(setupId, 'certificate')
    if (!opened.ok) return opened
    const read = await this.#deps.certificates.read(bytes, passphrase)
    return read.ok ? this.#keepCertificate(opened.value, read.value, who) : read
  }

  /** What the practice administrator made, for a setup of the practice tenant; `who`: as the history names it. */
  async keepFromPractice(
    setupId: string,
    credential: AppCredential,
    expiresAt: string | null,
    who: string,
  ): Promise<Result<KeptCredentialView, AppError>> {
    if (credential.kind === 'secret') return this.setSecret(setupId, credential.value, expiresAt, who)
    const { certificatePem, privateKeyPem } = credential
    return this.setFile(setupId, Buffer.from(`${certificatePem}\n${privateKeyPem}`), null, who)
  }

  async forget(setupId: string, id: string): Promise<Result<null, AppError>> {
    const opened = this.#deps.desk.open(setupId)
    if (!opened.ok) return opened
    const found = this.find(setupId, id)
    if (!found.ok) return found
    const vault = await this.#deps.vaults.forSetup(opened.value.setup)
    if (!vault.ok) return vault
    const removed = await vault.value.remove(credentialName(setupId, found.value.id))
    if (!removed.ok) return removed
    this.#deps.credentials.removeCredential(found.value.id)
    this.#deps.announcer.emit('setup.changed', { setup: setupId })
    return ok(null)
  }

  /** Id of the credential that signs in: the newest. Null when none is kept. */
  currentId(setupId: string): string | null {
    return this.#deps.credentials.listCredentials(setupId)[0]?.id ?? null
  }

  /** The newest client secret, for “copy secret” of the field sheet: goes to the clipboard, never to the page. */
  async secretOf(setupId: string): Promise<Result<string | null, AppError>> {
    const opened = this.#deps.desk.open(setupId)
    if (!opened.ok) return opened
    const newest = this.#deps.credentials.listCredentials(setupId).find(({ kind }) => kind === 'secret')
    if (newest === undefined) return ok(null)
    const kept = await this.open(opened.value.setup, newest.id)
    if (!kept.ok) return kept
    return ok(kept.value?.kind === 'secret' ? kept.value.value : null)
  }

  async #keepCertificate(
    opened: OpenSetup,
    read: CertificateWithKey,
    who: string,
  ): Promise<Result<KeptCredentialView, AppError>> {
    const { certificatePem, privateKeyPem, facts } = read
    const certificate = checked('certificate', facts, certificateFindings(facts, this.#now()))
    if (!certificate.ok) return certificate
    const { subject: hint, thumbprint, validTo: expiresAt } = facts
    return this.#keep(
      opened,
      { kind: 'certificate', certificatePem, privateKeyPem },
      certificate.findings,
      { hint, thumbprint, expiresAt },
      who,
    )
  }

  /** The vault first: facts without their secret would be a credential that cannot sign in. */
  async #keep(
    { setup, recipe }: OpenSetup,
    secret: AppCredential,
    findings: readonly Finding[],
    facts: Pick<Credential, 'hint' | 'thumbprint' | 'expiresAt'>,
    who: string,
  ): Promise<Result<KeptCredentialView, AppError>> {
    // What cannot work with this registration is said and not refused: the plan may be wrong about it.
    const warnings = [...findings, ...registrationFindings(recipe, setup.answers, secret.kind)]
    const vault = await this.#deps.vaults.forSetup(setup)
    if (!vault.ok) return vault
    const known = await this.#sameAs(setup, vault.value, secret)
    if (known !== null) {
      // Entered once more: what was said about it may have changed, the credential has not.
      const expiresAt = facts.expiresAt ?? known.expiresAt
      this.#save(setup.id, { ...known, expiresAt })
      return ok({ credential: this.view(setup.id, known.id), warnings })
    }
    const id = this.#deps.ids.uuid()
    const name = credentialName(setup.id, id)
    const put = await vault.value.put(name, JSON.stringify(secret))
    if (!put.ok) return put
    try {
      this.#save(setup.id, {
        id,
        kind: secret.kind,
        ...facts,
        addedAt: this.#now(),
        addedBy: who,
        provenAt: null,
        refused: null,
      })
    } catch (thrown) {
      // A store that cannot write leaves nothing behind that nobody could find again.
      await vault.value.remove(name)
      throw thrown
    }
    return ok({ credential: this.view(setup.id, id), warnings })
  }

  /** One that is kept already. What cannot be opened is not the same. */
  async #sameAs(setup: Setup, vault: Vault, secret: AppCredential): Promise<Credential | null> {
    const text = JSON.stringify(secret)
    for (const one of this.#deps.credentials.listCredentials(setup.id)) {
      if (one.kind !== secret.kind) continue
      const kept = await vault.get(credentialName(setup.id, one.id))
      if (kept.ok && kept.value === text) return one
    }
    return null
  }

  /** What the vault holds of one, for who asks for tokens and never for a screen; null when it holds nothing. */
  async open(setup: Setup, id: string): Promise<Result<AppCredential | null, AppError>> {
    const vault = await this.#deps.vaults.forSetup(setup)
    if (!vault.ok) return vault
    const sealed = await vault.value.get(credentialName(setup.id, id))
    if (!sealed.ok) return sealed
    return ok(sealed.value === null ? null : Kept.parse(JSON.parse(sealed.value)))
  }

  #forKind(setupId: string, kind: Credential['kind']): Result<OpenSetup, AppError> {
    const opened = this.#deps.desk.open(setupId)
    if (!opened.ok) return opened
    const { recipe } = opened.value
    return recipe.credential.kinds.includes(kind) ? opened : err(notTaken(recipe, kind))
  }

  /** By its id, or by the first characters of it that name one only. */
  find(setupId: string, id: string): Result<Credential, AppError> {
    const all = this.#deps.credentials.listCredentials(setupId)
    const fitting = id.length < 4 ? [] : all.filter((one) => one.id.startsWith(id.toLowerCase()))
    const [credential] = fitting
    if (credential !== undefined && fitting.length === 1) return ok(credential)
    return err({ code: 'credential-unknown', known: all.map((one) => one.id), field: 'credential' })
  }

  /** A token was obtained with it. */
  noteProven(setupId: string, id: string): void {
    this.#note(setupId, id, (credential) => ({ ...credential, provenAt: this.#now(), refused: null }))
  }

  /** No token, for this reason. A reply that is broken, or a service that is down, says nothing about the credential. */
  noteRefused(setupId: string, id: string, error: AppError): void {
    const { details } = error
    if (kindOf(error) !== 'sign-in-failed' || details === undefined || !/AADSTS\d/.test(details)) return
    const reply = redact(details).slice(0, longestReply)
    this.#note(setupId, id, (credential) => ({
      ...credential,
      provenAt: null,
      refused: { at: this.#now(), reply },
    }))
  }

  /** One that was forgotten meanwhile stays forgotten. */
  #note(setupId: string, id: string, change: (credential: Credential) => Credential): void {
    const credential = this.#deps.credentials.listCredentials(setupId).find((one) => one.id === id)
    if (credential !== undefined) this.#save(setupId, change(credential))
  }

  #views(setupId: string): CredentialView[] {
    return this.#deps.credentials
      .listCredentials(setupId)
      .map((credential, index) => ({ ...credential, current: index === 0 }))
  }

  /** One that is known to be in the store. */
  view(setupId: string, id: string): CredentialView {
    const view = this.#views(setupId).find((one) => one.id === id)
    if (view === undefined) throw new Error('a credential that was just saved is not in the store')
    return view
  }

  #save(setupId: string, credential: Credential): void {
    this.#deps.credentials.saveCredential(setupId, credential)
    this.#deps.announcer.emit('setup.changed', { setup: setupId })
  }

  #now(): string {
    return this.#deps.clock.now().toISOString()
  }
}

function notTaken(recipe: Recipe, kind: Credential['kind']): AppError {
  const { kinds, why } = recipe.credential
  const [taken] = kinds
  return taken === undefined
    ? { code: 'credential-not-used', product: recipe.name, field: 'kind' }
    : { code: 'credential-not-taken', product: recipe.name, kind, taken, why, field: 'kind' }
}
