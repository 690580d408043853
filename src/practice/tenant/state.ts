/** What a practice tenant remembers: the shape of state.json, and how it gets to disk whole. */
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { PracticeError, registrationRequest } from '../contract/calls.ts'
import { exchangeView, groupKind } from '../contract/exchange-calls.ts'
import { directoryParts, enterpriseState, registrationDetails } from './directory-state.ts'
import { onDisk } from './disk.ts'
import { exchangeState } from './exchange-state.ts'

const identity = z.object({ certificate: z.string(), privateKey: z.string() })
const grant = z.object({ mailbox: z.string(), trustee: z.string() })

const userSchema = z.object({
  id: z.string(),
  address: z.string(),
  displayName: z.string(),
  kind: z.enum(['user', 'shared', 'admin']),
  sender: z.boolean(),
  enabled: z.boolean(),
})
const groupSchema = z.object({
  id: z.string(),
  address: z.string(),
  displayName: z.string(),
  kind: groupKind,
  /** addresses of mailboxes, of other groups, and of people outside */
  members: z.array(z.string()),
})
const registrationSchema = registrationRequest.extend({
  /** empty where it was made through Graph, which knows of no recipe */
  recipe: z.string(),
  clientId: z.string(),
  objectId: z.string(),
  servicePrincipalId: z.string(),
  secrets: z.array(
    z.object({
      secretId: z.string(),
      hint: z.string(),
      sha256: z.string(),
      expiresAt: z.number(),
      displayName: z.string().nullable().default(null),
      startsAt: z.number().default(0),
    }),
  ),
  /** the public parts that were uploaded */
  certificates: z
    .array(
      z.object({
        keyId: z.string(),
        displayName: z.string(),
        /** DER in base64 */
        der: z.string(),
        thumbprint: z.string(),
        thumbprintSha256: z.string(),
        startsAt: z.number(),
        expiresAt: z.number(),
      }),
    )
    .default([]),
  details: registrationDetails.prefault({}),
  enterprise: enterpriseState.prefault({}),
})
const consentSchema = z.object({
  clientId: z.string(),
  principal: z.string(),
  /** graph, exchange, openid, or the client id of any other API */
  resource: z.string(),
  value: z.string(),
  kind: z.enum(['delegated', 'application']),
  grantedAt: z.number().optional(),
})
const refreshTokenSchema = z.object({
  sha256: z.string(),
  clientId: z.string(),
  userId: z.string(),
  issuedAt: z.number(),
  usedAt: z.number(),
  revokedAt: z.number().optional(),
  /** what it was issued for: meant when a refresh names no scope */
  scope: z.string().optional(),
})

export const tenantState = z.object({
  version: z.literal(1),
  seed: z.number(),
  tenantId: z.string(),
  tenantName: z.string(),
  displayName: z.string(),
  ports: z.object({ https: z.number(), smtp: z.number(), imap: z.number().default(0) }),
  adminKey: z.string(),
  certificates: z.object({ ca: identity, server: identity }),
  /** private JWK of the token signing key; absent until it was made */
  signingKey: z.record(z.string(), z.unknown()).optional(),
  users: z.array(userSchema),
  recipient: z.string(),
  adminUser: z.string(),
  /** a mailbox that neither sends nor receives: what an application must not reach */
  outside: z.string().default(''),
  delegate: z.string().optional(),
  userConsentAllowed: z.boolean(),
  registrations: z.array(registrationSchema),
  consents: z.array(consentSchema),
  refreshTokens: z.array(refreshTokenSchema),
  smtpAuth: z.object({ tenant: z.boolean(), mailboxes: z.record(z.string(), z.boolean().nullable()) }),
  sendAs: z.array(grant),
  sendOnBehalf: z.array(grant),
  fullAccess: z.array(grant),
  groups: z.array(groupSchema).default([]),
  /** further addresses of mailboxes and groups */
  proxyAddresses: z.array(z.object({ alias: z.string(), recipient: z.string() })).default([]),
  /** Set-OrganizationConfig -SendFromAliasEnabled (reference 4.8) */
  sendFromAlias: z.boolean().default(false),
  servicePrincipals: exchangeView.servicePrincipals.default([]),
  managementScopes: exchangeView.managementScopes.default([]),
  roleAssignments: exchangeView.roleAssignments.default([]),
  accessPolicies: exchangeView.accessPolicies.default([]),
  appFullAccess: exchangeView.appFullAccess.default([]),
  ews: exchangeView.ews.default({ enabled: null, allowedAppIds: null }),
  folders: exchangeView.folders.default([]),
  ...directoryParts(registrationSchema, consentSchema),
  exchange: exchangeState.prefault({}),
  faults: z.array(z.string()),
  latencyMs: z.number(),
  /** mailboxes the wrong-account fault has already hit */
  wrongAccountShown: z.array(z.string()),
})
export type TenantState = z.output<typeof tenantState>
export type User = z.output<typeof userSchema>
export type Group = z.output<typeof groupSchema>
export type Registration = z.output<typeof registrationSchema>
export type Consent = z.output<typeof consentSchema>

const fileName = 'state.json'

/** The state a folder holds, undefined when it holds none. Throws PracticeError when the file is not one of ours. */
export async function readState(dir: string): Promise<TenantState | undefined> {
  let text: string
  try {
    text = await readFile(path.join(dir, fileName), 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
  try {
    return tenantState.parse(JSON.parse(text))
  } catch {
    throw new PracticeError(
      'state-unreadable',
      `${path.join(dir, fileName)} cannot be read: move the folder away to start with a new practice tenant.`,
    )
  }
}

/**
 * Keeps state.json in step with the state in memory. `save` writes soon, `flush` returns when everything changed
 * before the call is on disk. Readers see the old file or the new one, never a half (temp + rename).
 */
export class StateFile {
  readonly #dir: string | undefined
  readonly #state: TenantState
  #writing: Promise<void> | undefined
  #next: Promise<void> | undefined
  #timer: NodeJS.Timeout | undefined
  /** false until the folder is ours: a process that came second must not overwrite the first one's state */
  #ours: boolean

  /** Without a folder nothing is written at all; a new state is not written before `create`. */
  constructor(dir: string | undefined, state: TenantState, isNew: boolean) {
    this.#dir = dir
    this.#state = state
    this.#ours = !isNew
  }

  /** False when the folder got a state from another process meanwhile: then that one counts. */
  async create(): Promise<boolean> {
    const dir = this.#dir
    return dir === undefined ? true : onDisk(dir, () => this.#create(dir))
  }

  async #create(dir: string): Promise<boolean> {
    await mkdir(dir, { recursive: true, mode: 0o700 })
    const temp = await this.#writeTemp(dir)
    try {
      await link(temp, path.join(dir, fileName)) // unlike rename, never replaces
      this.#ours = true
      return true
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
      throw error
    } finally {
      await rm(temp, { force: true })
    }
  }

  save(): void {
    if (this.#dir === undefined || !this.#ours || this.#timer !== undefined) return
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      // a later flush reports the same trouble to somebody who waits for it
      this.flush().catch(() => undefined)
    }, 25)
    this.#timer.unref()
  }

  async flush(): Promise<void> {
    if (this.#dir === undefined || !this.#ours) return
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#writing === undefined) return this.#start(this.#dir)
    // the write under way may have missed the latest change; all who come now share the next one
    const dir = this.#dir
    this.#next ??= this.#writing
      .catch(() => undefined)
      .then(() => {
        this.#next = undefined
        return this.#start(dir)
      })
    return this.#next
  }

  #start(dir: string): Promise<void> {
    const writing = onDisk(dir, () => this.#replace(dir)).finally(() => {
      if (this.#writing === writing) this.#writing = undefined
    })
    this.#writing = writing
    return writing
  }

  async #replace(dir: string): Promise<void> {
    const temp = await this.#writeTemp(dir)
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await rename(temp, path.join(dir, fileName))
      } catch (error) {
        // Windows refuses for a moment while another process reads the old file
        if (attempt === 5 || !(error instanceof Error && 'code' in error && error.code === 'EPERM')) {
          await rm(temp, { force: true })
          throw error
        }
        await delay(20 * attempt)
      }
    }
  }

  async #writeTemp(dir: string): Promise<string> {
    const temp = path.join(dir, `${fileName}.${randomUUID()}`)
    try {
      await writeFile(temp, JSON.stringify(this.#state), { mode: 0o600 })
    } catch (error) {
      await rm(temp, { force: true })
      throw error
    }
    return temp
  }
}
