/** Lets the owner of a mailbox sign in on a PC of their own: an invitation goes out, a sealed sign-in comes back. Never a password. */
import type { Cloud } from '../../../domain/cloud/cloud.schema.ts'
import { compareIdentity } from '../../../domain/mailbox/compare-identity.ts'
import type { Mailbox } from '../../../domain/mailbox/mailbox.schema.ts'
import {
  boundTo,
  invitationDays,
  InvitationSchema,
  knownInvitations,
  SealedSignInSchema,
  SignInContentSchema,
  type Invitation,
  type KnownInvitation,
  type SealedSignIn,
} from '../../../domain/invitation/invitation.schema.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import { planRun } from '../../../domain/run/plan-run.ts'
import type { Setup } from '../../../domain/setup/setup.schema.ts'
import type { Announcer } from '../desk/announcer.ts'
import type { ConnectedSetup, SetupDesk } from '../desk/setup-desk.ts'
import type { MailboxStore, RecipeSource, SetupStore } from '../desk/stores.port.ts'
import type { AuthorisationService } from '../sign-in/authorisation-service.ts'
import { signInScopes } from '../sign-in/scopes.ts'
import type { TokenClient } from '../sign-in/token-client.port.ts'
import type { TokenService } from '../sign-in/token-service.ts'
import { authorisationName, invitationName, type VaultChoice } from '../sign-in/vault-choice.ts'
import type { BrowserOpener } from '../surroundings/person.port.ts'
import type { Clock, Ids, Surroundings } from '../surroundings/surroundings.port.ts'
import { invitedCloud } from './invited-cloud.ts'
import type { SealedBox } from './sealed-box.port.ts'

export interface InvitationPorts {
  readonly tokens: TokenClient
  readonly mailboxes: MailboxStore
  readonly setups: SetupStore
  readonly recipes: RecipeSource
  readonly browser: BrowserOpener
  readonly box: SealedBox
  readonly clock: Clock
  readonly ids: Ids
  readonly surroundings: Surroundings
  readonly desk: SetupDesk
  readonly vaults: VaultChoice
  readonly held: Pick<TokenService, 'drop'>
  readonly people: Pick<AuthorisationService, 'whoSignsIn'>
  readonly announcer: Announcer
}

export interface Answering {
  readonly pickAccount: boolean
  readonly signal: AbortSignal
}

const signInTimeoutMs = 5 * 60_000

export class InvitationService {
  readonly #ports: InvitationPorts

  constructor(ports: InvitationPorts) {
    this.#ports = ports
  }

  /** On the inviting PC. An invitation made before for the same mailbox is no longer good; keys nobody can answer to any more go. */
  async invite(setupId: string, address: string): Promise<Result<Invitation, AppError>> {
    const { desk, vaults, box, ids, clock, surroundings } = this.#ports
    const connected = await desk.connect(setupId)
    if (!connected.ok) return connected
    const { setup, recipe, cloud } = connected.value
    const { tenantId, clientId } = setup
    if (tenantId === null || clientId === null) return err({ code: 'sign-in-without-ids', field: 'clientId' })
    const mailbox = this.#mailbox(setupId, address)
    if (!mailbox.ok) return mailbox
    if (cloud.kind === 'custom') return err({ code: 'invitation-custom-cloud', cloud: cloud.name })
    const scopes = this.#scopes(connected.value, mailbox.value)
    if (!scopes.ok) return scopes
    const vault = await vaults.forSetup(setup)
    if (!vault.ok) return vault
    const id = ids.uuid()
    const keys = box.newKeys()
    const expiresAt = new Date(clock.now().getTime() + invitationDays * 86_400_000).toISOString()
    const listed = new Set(this.#ports.mailboxes.listMailboxes(setupId).map(({ id: one }) => one))
    const isSpent = (old: KnownInvitation) =>
      old.mailboxId === mailbox.value.id || !listed.has(old.mailboxId) || isOver(old.expiresAt, clock)
    for (const old of this.#known(setupId).filter(isSpent)) {
      const forgotten = await this.#forget(setup, old)
      if (!forgotten.ok) return forgotten
    }
    const kept = await vault.value.put(invitationName(setupId, id), keys.privateKey)
    if (!kept.ok) return kept
    const common = {
      id,
      address: mailbox.value.signInAs,
      tenantId,
      clientId,
      scopes: scopes.value,
      expiresAt,
    }
    this.#remember(setupId, [...this.#known(setupId), { ...common, mailboxId: mailbox.value.id }])
    return ok({
      format: 'sendproof-invitation',
      version: 1,
      ...common,
      product: recipe.name,
      from: surroundings.user,
      tenantName: setup.tenantName,
      cloud: cloud.kind,
      practice: cloud.kind === 'practice' ? cloud : null,
      publicKey: keys.publicKey,
    })
  }

  /** Whether it could be answered from here, before anybody is asked to sign in for it. */
  answerable(invitation: Invitation): Result<Cloud, AppError> {
    const { recipes, clock } = this.#ports
    const { expiresAt } = invitation
    if (isOver(expiresAt, clock)) return err({ code: 'invitation-expired', expiresAt })
    return invitedCloud(invitation, recipes.clouds())
  }

  /** On the owner's PC: signs them in, and seals what came back for the inviting PC. Nothing is kept here. */
  async answer(invitation: Invitation, how: Answering): Promise<Result<SealedSignIn, AppError>> {
    const { tokens, browser, box } = this.#ports
    const { id, tenantId, clientId, address, scopes, publicKey } = invitation
    const cloud = this.answerable(invitation)
    if (!cloud.ok) return cloud
    const hosts = [new URL(cloud.value.authority).host]
    const signedIn = await tokens.signIn({
      cloud: cloud.value,
      tenantId,
      clientId,
      scopes: [...scopes, 'offline_access'],
      loginHint: address,
      pickAccount: how.pickAccount,
      timeoutMs: signInTimeoutMs,
      signal: how.signal,
      open: (url) => browser.open(url, hosts),
    })
    if (!signedIn.ok) return signedIn
    const { identity, cache } = signedIn.value
    const same = compareIdentity({ address, tenantId, before: null, namesDiffer: false }, identity)
    if (!same.ok) return same
    const sealed = box.seal(publicKey, boundTo(invitation), JSON.stringify({ cache }))
    if (sealed === null) return err({ code: 'invitation-unreadable' })
    return ok({
      format: 'sendproof-sealed-sign-in',
      version: 1,
      invitation: id,
      tenantId,
      address,
      box: sealed,
    })
  }

  /** On the inviting PC again: opened, tried with a token request, and only then kept as any sign-in is. */
  async takeIn(setupId: string, text: string): Promise<Result<Mailbox, AppError>> {
    const { desk, vaults, box, clock, tokens } = this.#ports
    const reply = parsed(text, (value) => SealedSignInSchema.safeParse(value).data ?? null)
    if (reply === null) return err({ code: 'sign-in-reply-unreadable' })
    const connected = await desk.connect(setupId)
    if (!connected.ok) return connected
    const { setup, cloud } = connected.value
    const known = this.#known(setupId).find(({ id }) => id === reply.invitation)
    if (known === undefined) return err({ code: 'invitation-not-known', setup: setup.name })
    const { address, tenantId, clientId, expiresAt, scopes } = known
    if (isOver(expiresAt, clock)) return err({ code: 'invitation-expired', expiresAt })
    const now = { tenant: setup.tenantId ?? '', client: setup.clientId ?? '' }
    if (!same(tenantId, reply.tenantId) || !same(tenantId, now.tenant))
      return err({ code: 'sign-in-reply-other-tenant', found: reply.tenantId, wanted: now.tenant })
    if (!same(address, reply.address))
      return err({ code: 'sign-in-reply-other-address', found: reply.address, wanted: address })
    if (!same(clientId, now.client)) return err({ code: 'invitation-out-of-date', address })
    const mailbox = this.#ports.mailboxes.listMailboxes(setupId).find(({ id }) => id === known.mailboxId)
    if (mailbox === undefined || !same(mailbox.signInAs, address))
      return err({ code: 'invitation-out-of-date', address })
    const vault = await vaults.forSetup(setup)
    if (!vault.ok) return vault
    const privateKey = await vault.value.get(invitationName(setupId, known.id))
    if (!privateKey.ok) return privateKey
    if (privateKey.value === null) return err({ code: 'invitation-not-known', setup: setup.name })
    const opened = box.open(privateKey.value, boundTo(known), reply.box)
    const content =
      opened === null ? null : parsed(opened, (value) => SignInContentSchema.safeParse(value).data ?? null)
    if (content === null) return err({ code: 'sign-in-reply-damaged' })
    const app = { cloud, tenantId, clientId }
    const got = await tokens.silent(app, content.cache, scopes, true)
    if (!got.ok) return got
    const { token, cache, identity } = got.value
    if (identity === undefined) return err({ code: 'sign-in-kept-wrongly' })
    const meant = { address, tenantId, before: mailbox.authorisation, namesDiffer: false }
    const right = compareIdentity(meant, identity)
    if (!right.ok) return right
    const kept = await vault.value.put(authorisationName(setupId, mailbox.id), cache)
    if (!kept.ok) return kept
    this.#ports.held.drop(mailbox.id)
    const { username, objectId } = identity
    const authorisation = {
      username,
      objectId,
      tenantId: identity.tenantId,
      at: clock.now().toISOString(),
      scopes: [...token.scopes],
    }
    this.#ports.mailboxes.setAuthorisation(mailbox.id, authorisation, null)
    // The same reply a second time opens nothing any more.
    const forgotten = await this.#forget(setup, known)
    this.#ports.announcer.emit('setup.changed', { setup: setupId })
    return forgotten.ok ? ok({ ...mailbox, authorisation, problem: null }) : forgotten
  }

  #mailbox(setupId: string, address: string): Result<Mailbox, AppError> {
    const listed = this.#ports.mailboxes.listMailboxes(setupId)
    const mailbox = listed.find((one) => same(one.address, address))
    if (mailbox === undefined)
      return err({ code: 'mailboxes-not-listed', addresses: [address], field: 'ADDRESS' })
    const people = this.#ports.people.whoSignsIn(setupId)
    if (!people.ok) return people
    return people.value.includes(mailbox.id)
      ? ok(mailbox)
      : err({ code: 'sign-in-tries-nothing', address: mailbox.signInAs })
  }

  #scopes(where: ConnectedSetup, mailbox: Mailbox): Result<string[], AppError> {
    const { setup, recipe } = where
    const mailboxes = this.#ports.mailboxes.listMailboxes(setup.id)
    const { probes } = planRun({ setup, recipe, mailboxes, credential: true })
    const scopes = signInScopes(where, mailbox, probes)
    return scopes.length === 0
      ? err({ code: 'sign-in-tries-nothing', address: mailbox.signInAs })
      : ok([...scopes])
  }

  #known(setupId: string): KnownInvitation[] {
    return knownInvitations(this.#ports.setups.getSetting(settingOf(setupId)))
  }

  #remember(setupId: string, known: readonly KnownInvitation[]): void {
    this.#ports.setups.setSetting(settingOf(setupId), JSON.stringify(known))
  }

  async #forget(setup: Setup, { id }: KnownInvitation): Promise<Result<null, AppError>> {
    const vault = await this.#ports.vaults.forSetup(setup)
    if (!vault.ok) return vault
    const removed = await vault.value.remove(invitationName(setup.id, id))
    if (!removed.ok) return removed
    this.#remember(
      setup.id,
      this.#known(setup.id).filter((one) => one.id !== id),
    )
    return ok(null)
  }
}

/** An invitation out of a file; null where it is none. */
export function readInvitation(text: string): Invitation | null {
  return parsed(text, (value) => InvitationSchema.safeParse(value).data ?? null)
}

function parsed<T>(text: string, read: (value: unknown) => T | null): T | null {
  try {
    return read(JSON.parse(text.replace(/^\ufeff/, '')))
  } catch {
    return null
  }
}

function isOver(expiresAt: string, clock: Clock): boolean {
  return Date.parse(expiresAt) < clock.now().getTime()
}

function same(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase()
}

function settingOf(setupId: string): string {
  return `invitations:${setupId}`
}
