/** How a sign-in in the browser ends when nobody finishes it: its time is over, or the person leaves it. */
import type { AppError } from '../../../domain/problem/app-error.ts'
import { err, type Result } from '../../../domain/result.ts'
import type { SignInRequest, TokenApp } from '../../services/sign-in/token-client.port.ts'
import { limitLoopback } from './loopback.ts'
import { signInError } from './msal-errors.ts'

/**
 * Timeout and cancel, which MSAL does not have: its loopback listener waits until an answer with the right state
 * comes. So we give it one ourselves, an error, and it closes the port as after every sign-in.
 */
export class SignInEnding {
  readonly #request: SignInRequest
  readonly #over = new AbortController()
  readonly #timer: ReturnType<typeof setTimeout>
  readonly #onAbort = () => this.#end(cancelled())
  #redirect: { readonly url: string; readonly state: string } | null = null
  #unlimit: () => void = () => undefined
  error: AppError | null = null

  /** The clock starts at once: asking the sign-in service where things are takes time too. */
  constructor(request: SignInRequest) {
    this.#request = request
    request.signal.addEventListener('abort', this.#onAbort, { once: true })
    this.#timer = setTimeout(() => this.#end(timedOut(request.timeoutMs)), request.timeoutMs)
  }

  /** Aborts when the sign-in is over, whatever the reason. */
  get signal(): AbortSignal {
    return this.#over.signal
  }

  /** Opens the browser; throws to end the sign-in when it could not be opened. */
  async watch(url: string): Promise<void> {
    const parameters = new URL(url).searchParams
    this.#redirect = { url: parameters.get('redirect_uri') ?? '', state: parameters.get('state') ?? '' }
    this.#unlimit = limitLoopback(Number(new URL(this.#redirect.url).port))
    if (this.error === null) {
      const opened = await this.#open(url)
      if (opened.ok && this.error === null) return
      if (!opened.ok) this.error ??= opened.error
    }
    throw new Error(this.error === null ? 'over' : this.error.code)
  }

  /** An opener that never comes back must not keep the listener open. */
  async #open(url: string): Promise<Result<null, AppError>> {
    const over = this.#over.signal
    const ended = new Promise<Result<null, AppError>>((resolve) => {
      over.addEventListener('abort', () => resolve(err(this.error ?? cancelled())), { once: true })
    })
    try {
      return await Promise.race([this.#request.open(url, over), ended])
    } catch (thrown) {
      return err(signInError(thrown, null, hostOf(this.#request)))
    }
  }

  dispose(): void {
    clearTimeout(this.#timer)
    this.#unlimit()
    this.#request.signal.removeEventListener('abort', this.#onAbort)
    this.#over.abort()
  }

  #end(error: AppError): void {
    if (this.error !== null) return
    this.error = error
    this.#over.abort()
    if (this.#redirect === null) return
    const { url, state } = this.#redirect
    const body = new URLSearchParams({
      error: 'cancelled_here',
      error_description: error.code,
      state,
    })
    // Loopback only: MSAL announced http://localhost:<port> and listens on 127.0.0.1.
    const target = new URL(url)
    target.hostname = '127.0.0.1'
    // Refused means that the listener has gone already, which is what was wanted.
    fetch(target, { method: 'POST', body }).catch(() => undefined)
  }
}

export function hostOf({ cloud }: Pick<TokenApp, 'cloud'>): string {
  return new URL(cloud.authority).host
}

export function cancelled(): AppError {
  return { code: 'sign-in-cancelled-here' }
}

export function timedOut(ms: number): AppError {
  return { code: 'sign-in-timed-out', minutes: Math.round(ms / 60_000) }
}
