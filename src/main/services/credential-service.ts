/** Credentials of the registration: checked before anything is kept, kept in the vault, proven, replaced, forgotten. */
import { z } from 'zod'
import type { CredentialsView, CredentialView, KeptCredentialView } from '../../contract/credential-views.ts'
import { appError, type AppError } from '../../domain/app-error.ts'
import { appScope } from '../../domain/cloud/cloud.ts'
import { appResources } from '../../domain/credential/app-resources.ts'
import { lintCertificate } from '../../domain/credential/certificate.ts'
import type { Credential } from '../../domain/credential/credential.ts'
import { secretHint } from '../../domain/credential/credential-words.ts'
import { lintEnd } from '../../domain/credential/secret-end.ts'
import { diagnose } from '../../domain/diagnosis/diagnose.ts'
import { secretPlacesOf } from '../../domain/field-sheet/field-sheet.ts'
import type { Finding } from '../../domain/lint/finding.ts'
import { lintSecret } from '../../domain/lint/ids.ts'
import type { Recipe } from '../../domain/recipe/recipe.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import { needsCredential } from '../../domain/run/plan-run.ts'
import type { Setup } from '../../domain/setup/setup.ts'
import type { CertificateReader, CertificateWithKey } from '../ports/certificate-reader.ts'
import type { Clock } from '../ports/clock.ts'
import type { CredentialStore } from '../ports/credential-store.ts'
import type { Ids } from '../ports/ids.ts'
import type { RecipeSource } from '../ports/recipe-source.ts'
import type { Surroundings } from '../ports/surroundings.ts'
import type { AppCredential, TokenClient } from '../ports/token-client.ts'
import type { Vault } from '../ports/vault.ts'
import type { Announcer } from './announcer.ts'
import { noCredential } from './no-credential.ts'
import type { ConnectedSetup, SetupDesk } from './setup-desk.ts'
import { credentialName, type VaultChoice } from './vault-choice.ts'

const proofTimeoutMs = 60_000
const longestSecret = 1_000

/** What lies in the vault. */
const Kept = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('secret'), value: z.string() }),
  z.strictObject({ kind: z.literal('certificate'), certificatePem: z.string(), privateKeyPem: z.string() }),
])

export interface CredentialServicePorts {
  readonly credentials: CredentialStore
  readonly certificates: CertificateReader
  readonly recipes: RecipeSource
  readonly tokens: TokenClient
  readonly clock: Clock
  readonly ids: Ids
  readonly surroundings: Surroundings
}

export class CredentialService {
  readonly #ports: CredentialServicePorts
  readonly #desk: SetupDesk
  readonly #vaults: VaultChoice
  readonly #announcer: Announcer

  constructor(ports: CredentialServicePorts, desk: SetupDesk, vaults: VaultChoice, announcer: Announcer) {
    this.#ports = ports
    this.#desk = desk
    this.#vaults = vaults
    this.#announcer = announcer
  }

  /** Newest first. */
  list(setupId: string): Result<CredentialsView, AppError> {
    const opened = this.#desk.open(setupId)
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
  ): Promise<Result<KeptCredentialView, AppError>> {
    const opened = this.#forKind(setupId, 'secret')
    if (!opened.ok) return opened
    const setup = opened.value
    if (value.length > longestSecret)
      return err(
        appError('bad-input', 'This is far longer than any client secret.', {
          field: 'client-secret',
          next: 'Copy the column Value again.',
        }),
      )
    const findings = [
      ...lintSecret(value, { tenantId: setup.tenantId ?? undefined, clientId: setup.clientId ?? undefined }),
      ...lintEnd(expiresAt, this.#now()),
    ]
    const plain = value.trim()
    return this.#keep(setup, { kind: 'secret', value: plain }, findings, {
      hint: secretHint(plain),
      thumbprint: null,
      expiresAt,
    })
  }

  /** PFX or PEM; errors: needs-passphrase, and bad-input for a wrong one. */
  async setFile(
    setupId: string,
    bytes: Uint8Array,
    passphrase: string | null,
  ): Promise<Result<KeptCredentialView, AppError>> {
    const opened = this.#forKind(setupId, 'certificate')
    if (!opened.ok) return opened
    const read = await this.#ports.certificates.read(bytes, passphrase)
    return read.ok ? this.#keepCertificate(opened.value, read.value) : read
  }

  /** What the practice administrator made, for a setup of the practice tenant. */
  async keepFromPractice(
    setupId: string,
    credential: AppCredential,
    expiresAt: string | null,
  ): Promise<Result<KeptCredentialView, AppError>> {
    if (credential.kind === 'secret') return this.setSecret(setupId, credential.value, expiresAt)
    const { certificatePem, privateKeyPem } = credential
    return this.setFile(setupId, Buffer.from(`${certificatePem}\n${privateKeyPem}`), null)
  }

  async forget(setupId: string, id: string): Promise<Result<null, AppError>> {
    const found = this.#find(setupId, id)
    if (!found.ok) return found
    const vault = await this.#vaults.forSetup(found.value.setup)
    if (!vault.ok) return vault
    const removed = await vault.value.remove(credentialName(setupId, found.value.credential.id))
    if (!removed.ok) return removed
    this.#ports.credentials.removeCredential(found.value.credential.id)
    this.#announcer.emit('setup.changed', { setup: setupId })
    return ok(null)
  }

  /** Id of the credential that signs in: the newest. Null when none is kept. */
  currentId(setupId: string): string | null {
    return this.#ports.credentials.listCredentials(setupId)[0]?.id ?? null
  }

  /** For whoever asks for tokens; never for a screen. */
  async current(setup: Setup): Promise<Result<AppCredential | null, AppError>> {
    const id = this.currentId(setup.id)
    return id === null ? ok(null) : this.#open(setup, id)
  }

  /** The newest client secret, for “copy secret” of the field sheet: goes to the clipboard, never to the page. */
  async secretOf(setupId: string): Promise<Result<string | null, AppError>> {
    const opened = this.#desk.open(setupId)
    if (!opened.ok) return opened
    const newest = this.#ports.credentials.listCredentials(setupId).find(({ kind }) => kind === 'secret')
    if (newest === undefined) return ok(null)
    const kept = await this.#open(opened.value.setup, newest.id)
    if (!kept.ok) return kept
    return ok(kept.value?.kind === 'secret' ? kept.value.value : null)
  }

  /** Asks for a token of every resource the verification needs; a refusal comes back with its likely cause. */
  async prove(
    setupId: string,
    id: string | null = null,
    signal?: AbortSignal,
  ): Promise<Result<CredentialView, AppError>> {
    const wanted = id ?? this.currentId(setupId)
    if (wanted === null) {
      const opened = this.#desk.open(setupId)
      return opened.ok ? err(noCredential()) : opened
    }
    const found = this.#find(setupId, wanted)
    if (!found.ok) return found
    const { setup, credential } = found.value
    if (setup.tenantId === null || setup.clientId === null)
      return err(
        appError('bad-input', 'The setup has no tenant id or client id yet.', {
          field: 'clientId',
          next: 'Do the registration step and enter the Application (client) ID first.',
        }),
      )
    const kept = await this.#open(setup, credential.id)
    if (!kept.ok) return kept
    if (kept.value === null)
      return err(
        appError('no-credential', 'The vault of this computer no longer holds this credential.', {
          next: 'Forget it and add it again.',
        }),
      )
    const connected = await this.#desk.connect(setupId)
    if (!connected.ok) return connected
    const { cloud, recipe } = connected.value
    const app = { cloud, tenantId: setup.tenantId, clientId: setup.clientId }
    const ends = AbortSignal.timeout(proofTimeoutMs)
    for (const resource of appResources(recipe, setup.answers)) {
      const got = await this.#ports.tokens.forApp(
        app,
        kept.value,
        appScope(cloud, resource),
        signal === undefined ? ends : AbortSignal.any([signal, ends]),
      )
      if (got.ok) continue
      // A network that is down says nothing about the credential.
      if (got.error.code === 'sign-in-failed') this.#save(setupId, { ...credential, provenAt: null })
      return err(this.#diagnosed(got.error, connected.value))
    }
    this.#save(setupId, { ...credential, provenAt: this.#now() })
    return ok(this.#view(setupId, credential.id))
  }

  #keepCertificate(setup: Setup, read: CertificateWithKey): Promise<Result<KeptCredentialView, AppError>> {
    const { certificatePem, privateKeyPem, facts } = read
    return this.#keep(
      setup,
      { kind: 'certificate', certificatePem, privateKeyPem },
      lintCertificate(facts, this.#now()),
      { hint: facts.subject, thumbprint: facts.thumbprint, expiresAt: facts.validTo },
    )
  }

  /** The vault first: facts without their secret would be a credential that cannot sign in. */
  async #keep(
    setup: Setup,
    secret: AppCredential,
    findings: readonly Finding[],
    facts: Pick<Credential, 'hint' | 'thumbprint' | 'expiresAt'>,
  ): Promise<Result<KeptCredentialView, AppError>> {
    const wrong = findings.find(({ severity }) => severity === 'error')
    if (wrong !== undefined)
      return err(appError('bad-input', wrong.sentence, { field: wrong.field, next: wrong.fix }))
    const vault = await this.#vaults.forSetup(setup)
    if (!vault.ok) return vault
    const known = await this.#sameAs(setup, vault.value, secret)
    if (known !== null) {
      // Entered once more: what was said about it may have changed, the credential has not.
      const expiresAt = facts.expiresAt ?? known.expiresAt
      this.#save(setup.id, { ...known, expiresAt })
      return ok({ credential: this.#view(setup.id, known.id), warnings: [...findings] })
    }
    const id = this.#ports.ids.uuid()
    const name = credentialName(setup.id, id)
    const put = await vault.value.put(name, JSON.stringify(secret))
    if (!put.ok) return put
    try {
      this.#save(setup.id, {
        id,
        kind: secret.kind,
        ...facts,
        addedAt: this.#now(),
        addedBy: this.#ports.surroundings.user,
        provenAt: null,
      })
    } catch (thrown) {
      // A store that cannot write leaves nothing behind that nobody could find again.
      await vault.value.remove(name)
      throw thrown
    }
    return ok({ credential: this.#view(setup.id, id), warnings: [...findings] })
  }

  /** One that is kept already. What cannot be opened is not the same. */
  async #sameAs(setup: Setup, vault: Vault, secret: AppCredential): Promise<Credential | null> {
    const text = JSON.stringify(secret)
    for (const one of this.#ports.credentials.listCredentials(setup.id)) {
      if (one.kind !== secret.kind) continue
      const kept = await vault.get(credentialName(setup.id, one.id))
      if (kept.ok && kept.value === text) return one
    }
    return null
  }

  async #open(setup: Setup, id: string): Promise<Result<AppCredential | null, AppError>> {
    const vault = await this.#vaults.forSetup(setup)
    if (!vault.ok) return vault
    const sealed = await vault.value.get(credentialName(setup.id, id))
    if (!sealed.ok) return sealed
    return ok(sealed.value === null ? null : Kept.parse(JSON.parse(sealed.value)))
  }

  #forKind(setupId: string, kind: Credential['kind']): Result<Setup, AppError> {
    const opened = this.#desk.open(setupId)
    if (!opened.ok) return opened
    const { setup, recipe } = opened.value
    return recipe.credential.kinds.includes(kind) ? ok(setup) : err(notTaken(recipe, kind))
  }

  /** By its id, or by the first characters of it that name one only. */
  #find(setupId: string, id: string): Result<{ setup: Setup; credential: Credential }, AppError> {
    const opened = this.#desk.open(setupId)
    if (!opened.ok) return opened
    const all = this.#ports.credentials.listCredentials(setupId)
    const fitting = id.length < 4 ? [] : all.filter((one) => one.id.startsWith(id.toLowerCase()))
    const [credential] = fitting
    if (credential !== undefined && fitting.length === 1) return ok({ setup: opened.value.setup, credential })
    return err(
      appError('not-found', 'There is no such credential in this setup.', {
        field: 'ID',
        next: all.length === 0 ? 'None is kept.' : `Known: ${all.map((one) => one.id).join(', ')}.`,
      }),
    )
  }

  #diagnosed(error: AppError, { setup, recipe }: ConnectedSetup): AppError {
    if (error.details === undefined || error.code !== 'sign-in-failed') return error
    const [cause] = diagnose(error.details, this.#ports.recipes.remedies(), {
      surface: 'entra',
      stage: 'token',
      identity: 'app',
      recipe: recipe.id,
      ...(setup.tenantName === null ? {} : { tenantName: setup.tenantName }),
      ...(setup.clientId === null ? {} : { clientId: setup.clientId }),
    }).candidates
    if (cause === undefined) return error
    const remedy = cause.remedies[0]?.text
    return {
      ...error,
      what: `${error.what} Likely cause: ${cause.title.replace(/\.$/, '')}.`,
      ...(remedy === undefined ? {} : { next: remedy }),
    }
  }

  #views(setupId: string): CredentialView[] {
    return this.#ports.credentials
      .listCredentials(setupId)
      .map((credential, index) => ({ ...credential, current: index === 0 }))
  }

  #view(setupId: string, id: string): CredentialView {
    const view = this.#views(setupId).find((one) => one.id === id)
    if (view === undefined) throw new Error('a credential that was just saved is not in the store')
    return view
  }

  #save(setupId: string, credential: Credential): void {
    this.#ports.credentials.saveCredential(setupId, credential)
    this.#announcer.emit('setup.changed', { setup: setupId })
  }

  #now(): string {
    return this.#ports.clock.now().toISOString()
  }
}

function notTaken(recipe: Recipe, kind: Credential['kind']): AppError {
  const name = kind === 'secret' ? 'client secret' : 'certificate'
  return appError(
    'bad-input',
    recipe.credential.kinds.length === 0
      ? `${recipe.name} needs no credential of the registration.`
      : `${recipe.name} does not take a ${name}. ${recipe.credential.why}`,
    {
      field: 'kind',
      next:
        recipe.credential.kinds.length === 0
          ? 'Nothing to enter here.'
          : `Enter a ${recipe.credential.kinds[0] === 'secret' ? 'client secret' : 'certificate'}.`,
    },
  )
}
