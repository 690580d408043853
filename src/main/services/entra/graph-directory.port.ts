/** Reads the directory of a tenant, one fact a question; what cannot be read is an answer too. */
import type { Cloud } from '../../../domain/cloud/cloud.schema.ts'
import type {
  ApplicationFacts,
  AssignedFacts,
  CredentialPolicyFacts,
  DeletedFacts,
  GrantFacts,
  OrganizationFacts,
  OwnerFacts,
  ResourceFacts,
  Restriction,
  RoleFacts,
  ServicePrincipalFacts,
  SignInFacts,
} from '../../../domain/entra/facts/entra-facts.ts'
import type { TenantCredential } from '../../../domain/expiry/expiry-item.ts'
import type { Reading } from '../../../domain/entra/facts/reading.ts'

/** In whose name the tenant is asked. */
export interface DirectoryCaller {
  readonly cloud: Cloud
  /** Delegated, of Microsoft Graph; used for these questions and kept nowhere. */
  readonly token: string
  /** Who is signed in, for the evidence. */
  readonly who: string
  readonly signal: AbortSignal
}

export interface GraphDirectory {
  /** Registrations with this client id or this name; both in one question. */
  applications(
    caller: DirectoryCaller,
    by: { readonly clientId: string | null; readonly displayName: string },
  ): Promise<Reading<readonly ApplicationFacts[]>>
  /** Registrations in deleted items. */
  deleted(caller: DirectoryCaller): Promise<Reading<readonly DeletedFacts[]>>
  owners(caller: DirectoryCaller, applicationId: string): Promise<Reading<readonly OwnerFacts[]>>
  /** Rules that policies of its own lift from one application, and those they add. */
  ownPolicies(caller: DirectoryCaller, applicationId: string): Promise<Reading<CredentialPolicyFacts>>
  /** Null: there is none with this client id. */
  servicePrincipal(caller: DirectoryCaller, clientId: string): Promise<Reading<ServicePrincipalFacts | null>>
  /** `clientObjectId`: object id of the application's own service principal. */
  grants(caller: DirectoryCaller, clientObjectId: string): Promise<Reading<readonly GrantFacts[]>>
  roles(caller: DirectoryCaller, clientObjectId: string): Promise<Reading<readonly RoleFacts[]>>
  /** What an API offers in this tenant. */
  api(caller: DirectoryCaller, appId: string): Promise<Reading<ResourceFacts | null>>
  /** Who holds application permissions of an API, by its object id. */
  assigned(caller: DirectoryCaller, apiObjectId: string): Promise<Reading<readonly AssignedFacts[]>>
  /** Rules for the credentials of all applications, those that only the beta endpoint shows included. */
  credentialRules(caller: DirectoryCaller): Promise<Reading<readonly Restriction[]>>
  userConsent(caller: DirectoryCaller): Promise<Reading<readonly string[]>>
  securityDefaults(caller: DirectoryCaller): Promise<Reading<boolean>>
  /** Names of Conditional Access policies in force that block old ways of signing in. */
  legacyBlocks(caller: DirectoryCaller): Promise<Reading<readonly string[]>>
  /** The newest sign-ins to an application since then, its own included; a few hundred at most. */
  signIns(caller: DirectoryCaller, clientId: string, since: string): Promise<Reading<readonly SignInFacts[]>>
  /** Secrets, certificates and SAML signing certificates of every application of the tenant. */
  allCredentials(caller: DirectoryCaller): Promise<Reading<readonly TenantCredential[]>>
  organization(caller: DirectoryCaller): Promise<Reading<OrganizationFacts>>
}
