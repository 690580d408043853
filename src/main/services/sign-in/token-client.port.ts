/** Signs a person in and hands out access tokens, behind whatever library does it (reference 9). */
import type { AppError } from '../../../domain/problem/app-error.ts'
import type { Cloud } from '../../../domain/cloud/cloud.schema.ts'
import type { Result } from '../../../domain/result.ts'

export interface Identity {
  readonly username: string
  readonly objectId: string
  readonly tenantId: string
  readonly name: string | null
  /** Other addresses the id token names for this account (its email claim). */
  /** The e-mail claim of the ID token. */
  readonly mail: string | null
}

export interface AccessToken {
  readonly token: string
  readonly expiresAt: Date
  readonly scopes: readonly string[]
}

export interface TokenApp {
  readonly cloud: Cloud
  readonly tenantId: string
  readonly clientId: string
}

export interface SignInRequest extends TokenApp {
  readonly scopes: readonly string[]
  /** Empty: nobody in particular. */
  readonly loginHint: string
  /** True after somebody else was signed in: the account picker is shown whatever session there is. */
  readonly pickAccount: boolean
  /** Opens the authorise address. A rejection or `{ok:false}` ends the sign-in with that error at once. */
  readonly open: (url: string, signal: AbortSignal) => Promise<Result<null, AppError>>
  readonly timeoutMs: number
  readonly signal: AbortSignal
}

/** A sign-in on another device: the person types the code in at the address. */
export interface CodeSignInRequest extends TokenApp {
  readonly scopes: readonly string[]
  readonly show: (shown: { readonly address: string; readonly code: string }) => void
  readonly timeoutMs: number
  readonly signal: AbortSignal
}

export interface SignedIn {
  readonly identity: Identity
  readonly token: AccessToken
  /** Serialised token cache: secret. Nothing has been stored yet; the caller decides. */
  readonly cache: string
}

/** What the registration signs in with when no person does. */
export type AppCredential =
  | { readonly kind: 'secret'; readonly value: string }
  | { readonly kind: 'certificate'; readonly certificatePem: string; readonly privateKeyPem: string }

export interface TokenClient {
  /** Errors: sign-in-failed (details = AADSTS text), sign-in-cancelled, sign-in-timeout, network. */
  signIn(request: SignInRequest): Promise<Result<SignedIn, AppError>>
  /** The same with a code for another device. Errors as for `signIn`. */
  signInByCode(request: CodeSignInRequest): Promise<Result<SignedIn, AppError>>
  /** A token from the cache or by refresh. `cache` differs from the one given when the refresh token rotated. */
  silent(
    app: TokenApp,
    cache: string,
    scopes: readonly string[],
    forceRefresh?: boolean,
  ): Promise<
    Result<
      {
        readonly token: AccessToken
        readonly cache: string
        /** Whose token it is, where the answer says so. */
        readonly identity?: Identity
      },
      AppError
    >
  >
  /**
   * A token of the application itself (client credentials); `scope` ends in /.default. A certificate signs with
   * PS256 and is named by its SHA-256 thumbprint. Errors: sign-in-failed (details = AADSTS text), network.
   * @see reference 2.4, 4.6
   */
  forApp(
    app: TokenApp,
    credential: AppCredential,
    scope: string,
    signal: AbortSignal,
  ): Promise<Result<AccessToken, AppError>>
}
