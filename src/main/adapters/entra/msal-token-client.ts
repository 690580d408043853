/** Sign-in and tokens with MSAL, of people and of the application; the only file that knows the library (ADR 3). @see reference 9 */
import { X509Certificate } from 'node:crypto'
import type { AuthenticationResult, LogLevel, PublicClientApplication } from '@azure/msal-node'
import { kindOf, type AppError } from '../../../domain/problem/app-error.ts'
import { authorityOf } from '../../../domain/cloud/cloud.ts'
import type { Cloud } from '../../../domain/cloud/cloud.schema.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import { redact } from '../../../domain/text/redact.ts'
import type { HttpFetch, Log } from '../../services/surroundings/surroundings.port.ts'
import type {
  AccessToken,
  AppCredential,
  CodeSignInRequest,
  SignedIn,
  SignInRequest,
  TokenApp,
  TokenClient,
} from '../../services/sign-in/token-client.port.ts'
import { resultPage, type ResultPages } from './loopback.ts'
import { signInError } from './msal-errors.ts'
import { cancelled, hostOf, SignInEnding, timedOut } from './sign-in-ending.ts'
import { MsalNetwork, networkTimeoutMs, type Discovered } from './msal-network.ts'

/** Loaded with the first token: a command that needs none starts without it. */
export const loadMsal = () => import('@azure/msal-node')
type Msal = Awaited<ReturnType<typeof loadMsal>>

export class MsalTokenClient implements TokenClient {
  readonly #fetch: HttpFetch
  readonly #log: Log
  readonly #pages: ResultPages
  readonly #timeoutMs: number
  readonly #discovered: Discovered = new Map()

  /**
   * `pages`: what the browser shows when a sign-in came back. `timeoutMs`: for one call over the network; a person's
   * sign-in has its own in the request.
   */
  constructor(deps: {
    readonly fetch: HttpFetch
    readonly log: Log
    readonly pages: ResultPages
    readonly timeoutMs?: number
  }) {
    this.#fetch = deps.fetch
    this.#log = deps.log
    this.#pages = deps.pages
    this.#timeoutMs = deps.timeoutMs ?? networkTimeoutMs
  }

  async signIn(request: SignInRequest): Promise<Result<SignedIn, AppError>> {
    if (request.signal.aborted) return err(cancelled())
    const ending = new SignInEnding(request)
    const msal = await loadMsal()
    const { client, cache, network } = this.#client(msal, request, null, ending.signal)
    try {
      const result = await client.acquireTokenInteractive({
        scopes: [...request.scopes],
        ...(request.loginHint === '' ? {} : { loginHint: request.loginHint }),
        ...(request.pickAccount ? { prompt: msal.PromptValue.SELECT_ACCOUNT } : {}),
        successTemplate: resultPage(this.#pages.success, this.#pages.locale),
        errorTemplate: resultPage(this.#pages.failure, this.#pages.locale),
        openBrowser: (url) => ending.watch(url),
      })
      return ending.error === null
        ? ok({ identity: identityOf(result), token: tokenOf(result), cache: cache() })
        : err(ending.error)
    } catch (thrown) {
      return err(ending.error ?? signInError(thrown, network.failure, hostOf(request)))
    } finally {
      ending.dispose()
    }
  }

  async signInByCode(request: CodeSignInRequest): Promise<Result<SignedIn, AppError>> {
    if (request.signal.aborted) return err(cancelled())
    const over = new AbortController()
    let late = false
    const stop = () => over.abort()
    const timer = setTimeout(() => {
      late = true
      stop()
    }, request.timeoutMs)
    request.signal.addEventListener('abort', stop, { once: true })
    const msal = await loadMsal()
    const { client, cache, network } = this.#client(msal, request, null, over.signal)
    // MSAL looks at `cancel` before each question it asks.
    const asked = {
      scopes: [...request.scopes],
      cancel: false,
      deviceCodeCallback: ({ verificationUri, userCode }: { verificationUri: string; userCode: string }) =>
        request.show({ address: verificationUri, code: userCode }),
    }
    over.signal.addEventListener('abort', () => (asked.cancel = true), { once: true })
    try {
      const result = await client.acquireTokenByDeviceCode(asked)
      return result === null || !result.accessToken
        ? err({ code: 'sign-in-without-token' })
        : ok({ identity: identityOf(result), token: tokenOf(result), cache: cache() })
    } catch (thrown) {
      if (late) return err(timedOut(request.timeoutMs))
      return err(over.signal.aborted ? cancelled() : signInError(thrown, network.failure, hostOf(request)))
    } finally {
      clearTimeout(timer)
      request.signal.removeEventListener('abort', stop)
    }
  }

  async silent(
    app: TokenApp,
    kept: string,
    scopes: readonly string[],
    forceRefresh = false,
  ): Promise<Result<{ token: AccessToken; cache: string; identity: SignedIn['identity'] }, AppError>> {
    const msal = await loadMsal()
    const { client, cache, network } = this.#client(msal, app, kept, null)
    try {
      const [account, ...more] = await client.getAllAccounts()
      if (account === undefined || more.length > 0) return err({ code: 'sign-in-kept-wrongly' })
      const result = await client.acquireTokenSilent({ account, scopes: [...scopes], forceRefresh })
      return ok({ token: tokenOf(result), cache: cache(), identity: identityOf(result) })
    } catch (thrown) {
      const error = signInError(thrown, network.failure, hostOf(app))
      if (kindOf(error) === 'network' || !needsPerson(msal, thrown)) return err(error)
      return err({
        code: 'sign-in-needed-again',
        aadsts: error.code === 'sign-in-refused' ? error.aadsts : null,
        details: error.details,
      })
    }
  }

  async forApp(
    app: TokenApp,
    credential: AppCredential,
    scope: string,
    signal: AbortSignal,
  ): Promise<Result<AccessToken, AppError>> {
    const authority = authorityOf(app.cloud, app.tenantId)
    const network = this.#network(app.cloud, signal)
    const msal = await loadMsal()
    try {
      const client = new msal.ConfidentialClientApplication({
        auth: {
          clientId: app.clientId,
          authority,
          knownAuthorities: [new URL(authority).host],
          ...signsWith(credential),
        },
        system: { networkClient: network, loggerOptions: this.#logger(msal) },
      })
      const result = await client.acquireTokenByClientCredential({ scopes: [scope] })
      // MSAL takes a 200 without a token for a success.
      return result === null || !result.accessToken
        ? err({ code: 'sign-in-without-token' })
        : ok(tokenOf(result))
    } catch (thrown) {
      return err(signal.aborted ? cancelled() : signInError(thrown, network.failure, hostOf(app)))
    }
  }

  /** A client with a cache of its own: silent calls can never return another mailbox's token (reference 9.5). */
  #client(
    msal: Msal,
    app: TokenApp,
    kept: string | null,
    signal: AbortSignal | null,
  ): { client: PublicClientApplication; cache: () => string; network: MsalNetwork } {
    let serialised = kept ?? ''
    const authority = authorityOf(app.cloud, app.tenantId)
    const network = this.#network(app.cloud, signal)
    const client = new msal.PublicClientApplication({
      auth: { clientId: app.clientId, authority, knownAuthorities: [new URL(authority).host] },
      cache: {
        cachePlugin: {
          beforeCacheAccess: async ({ tokenCache }) => {
            if (serialised !== '') tokenCache.deserialize(serialised)
          },
          afterCacheAccess: async ({ tokenCache, cacheHasChanged }) => {
            if (cacheHasChanged) serialised = tokenCache.serialize()
          },
        },
      },
      system: {
        networkClient: network,
        loggerOptions: this.#logger(msal),
      },
    })
    return { client, cache: () => serialised, network }
  }

  #network(cloud: Cloud, signal: AbortSignal | null): MsalNetwork {
    return new MsalNetwork({
      fetch: this.#fetch,
      cloud,
      signal,
      discovered: this.#discovered,
      timeoutMs: this.#timeoutMs,
    })
  }

  #logger({ LogLevel: { Warning } }: Msal) {
    return {
      logLevel: Warning,
      piiLoggingEnabled: false,
      loggerCallback: (_level: LogLevel, message: string) =>
        this.#log.warn('msal', { message: redact(message) }),
    }
  }
}

/** A SHA-256 thumbprint makes MSAL sign with PS256 and name the certificate by x5t#S256. @see reference 2.4 */
function signsWith(credential: AppCredential) {
  if (credential.kind === 'secret') return { clientSecret: credential.value }
  const certificate = new X509Certificate(credential.certificatePem)
  return {
    clientCertificate: {
      thumbprintSha256: certificate.fingerprint256.replaceAll(':', ''),
      privateKey: credential.privateKeyPem,
    },
  }
}

function identityOf(result: AuthenticationResult): SignedIn['identity'] {
  const { account } = result
  const claims = result.idTokenClaims as Readonly<Record<string, unknown>>
  const text = (name: string): string | null => (typeof claims[name] === 'string' ? claims[name] : null)
  return {
    username: account?.username ?? text('preferred_username') ?? '',
    objectId: text('oid') ?? account?.localAccountId ?? '',
    tenantId: text('tid') ?? account?.tenantId ?? '',
    name: account?.name ?? null,
    mail: text('email'),
  }
}

function tokenOf(result: AuthenticationResult): AccessToken {
  return { token: result.accessToken, expiresAt: result.expiresOn ?? new Date(0), scopes: result.scopes }
}

/** MSAL passes on a refused refresh token as a plain server error: only a sign-in helps there too. */
function needsPerson({ AuthError, InteractionRequiredAuthError }: Msal, thrown: unknown): boolean {
  return (
    thrown instanceof InteractionRequiredAuthError ||
    (thrown instanceof AuthError && thrown.errorCode === 'invalid_grant')
  )
}
