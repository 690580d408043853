/** What Entra ID says about one registration and the tenant around it. Object ids throughout, unless said otherwise. */
import type { Reading } from './reading.ts'
import type { Access, Implicit, Redirects } from './shapes.schema.ts'

/** A secret or certificate of the registration; never its value. */
export interface CredentialEntry {
  readonly keyId: string
  readonly kind: 'secret' | 'certificate'
  readonly displayName: string | null
  /** First characters of a secret, as the portal shows them. */
  readonly hint: string | null
  readonly startsAt: string | null
  readonly endsAt: string | null
}

export interface ApplicationFacts {
  readonly id: string
  /** The client id. */
  readonly appId: string
  readonly displayName: string
  readonly createdAt: string | null
  readonly audience: string
  /** Deactivated. @see setup-automation 1.3 */
  readonly disabled: boolean
  /** What Microsoft wrote when it blocked the application; null when it did not. */
  readonly blocked: string | null
  readonly redirects: Redirects
  readonly implicit: Implicit
  /** “Allow public client flows”. */
  readonly publicClient: boolean
  readonly access: readonly Access[]
  readonly credentials: readonly CredentialEntry[]
  readonly notes: string | null
}

/** The enterprise application: what the registration is in this tenant. */
export interface ServicePrincipalFacts {
  readonly id: string
  readonly appId: string
  readonly displayName: string
  readonly accountEnabled: boolean
  readonly assignmentRequired: boolean
  readonly blocked: string | null
  /** Tenant id of whoever owns the registration. */
  readonly ownerTenant: string | null
  /** Name of the publisher as Microsoft verified it; null where it did not. */
  readonly publisher: string | null
}

/** A registration in deleted items: for 30 days it comes back whole. */
export interface DeletedFacts {
  readonly application: ApplicationFacts
  readonly deletedAt: string | null
}

/** An API of this tenant with what it offers. */
export interface ResourceFacts {
  readonly id: string
  readonly appId: string
  readonly displayName: string
  readonly scopes: readonly { readonly id: string; readonly value: string }[]
  readonly roles: readonly { readonly id: string; readonly value: string }[]
}

export interface GrantFacts {
  readonly id: string
  readonly resourceId: string
  /** Null: for the whole organisation. */
  readonly principalId: string | null
  readonly scopes: readonly string[]
}

export interface RoleFacts {
  readonly id: string
  readonly resourceId: string
  readonly roleId: string
}

/** An application permission of an API that somebody was granted. */
export interface AssignedFacts {
  /** Object id of the service principal that holds it. */
  readonly principalId: string
  readonly principalName: string
  readonly resourceId: string
  readonly roleId: string
}

/** One rule of an app management policy that is in force. */
export interface Restriction {
  /** As Graph names it: passwordAddition, passwordLifetime, asymmetricKeyLifetime … */
  readonly rule: string
  /** Longest life in days; null for a rule that is not about it. */
  readonly maxDays: number | null
  /** Applications made before are exempt. */
  readonly since: string | null
}

/** Rules for credentials; `lifted` are those that a policy of its own takes from one application. */
export interface CredentialPolicyFacts {
  readonly rules: readonly Restriction[]
  readonly lifted: readonly string[]
}

export interface OrganizationFacts {
  readonly id: string
  readonly displayName: string
  /** Verified domains in lower case. */
  readonly domains: readonly string[]
}

/** A registration that bears the same name. */
export interface Namesake {
  readonly id: string
  readonly appId: string
  readonly createdAt: string | null
}

export interface OwnerFacts {
  readonly id: string
  readonly name: string
}

/** One sign-in to the application, out of the tenant's logs. */
export interface SignInFacts {
  readonly at: string
  readonly by: 'application' | 'person'
  /** Credential the application signed in with; null for a person, and where the log does not say. */
  readonly keyId: string | null
  readonly failed: boolean
}

/** Null in a reading: asked for and not there. */
export interface EntraFacts {
  readonly application: Reading<ApplicationFacts | null>
  /** How it was found; by name only as long as nobody has entered a client id. */
  readonly foundBy: 'client-id' | 'name'
  /** Further registrations with the wanted name. */
  readonly namesakes: Reading<readonly Namesake[]>
  /** Deleted ones with the client id or the name; asked for only where the registration is not there. */
  readonly deleted: Reading<readonly DeletedFacts[]>
  readonly owners: Reading<readonly OwnerFacts[]>
  readonly servicePrincipal: Reading<ServicePrincipalFacts | null>
  readonly grants: Reading<readonly GrantFacts[]>
  readonly roles: Reading<readonly RoleFacts[]>
  readonly graph: Reading<ResourceFacts | null>
  /** Null: Office 365 Exchange Online was never in this tenant. */
  readonly exchange: Reading<ResourceFacts | null>
  /** Rules of the tenant, and what a policy of the application changes about them. */
  readonly credentialPolicy: Reading<CredentialPolicyFacts>
  /** Policies that let users consent by themselves; none: they may not. */
  readonly userConsent: Reading<readonly string[]>
  readonly securityDefaults: Reading<boolean>
  /** Names of Conditional Access policies in force that block old ways of signing in, where people send by SMTP. */
  readonly legacyBlocks: Reading<readonly string[]>
  readonly organization: Reading<OrganizationFacts>
  /** Who holds application permissions of Graph and Exchange; empty where the recipe has none of its own to limit. */
  readonly assigned: Reading<readonly AssignedFacts[]>
}
