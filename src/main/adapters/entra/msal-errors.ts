/** MSAL's and the network's failures as errors a person can act on. Codes and ids are kept, prose is redacted. */
import type { AppError } from '../../../domain/problem/app-error.ts'
import { plainText } from '../../../domain/text/escape.ts'
import { redact } from '../../../domain/text/redact.ts'

interface LibraryError {
  readonly errorCode?: unknown
  readonly errorMessage?: unknown
}

/** `failure`: what the network said, when the last call over it failed; `host`: of the sign-in service. */
export function signInError(thrown: unknown, failure: Error | null, host: string): AppError {
  if (failure !== null) return { code: 'sign-in-unreachable', host, details: shown(chain(failure)) }
  if (!(thrown instanceof Error)) return { code: 'sign-in-unfinished', details: shown(String(thrown)) }
  const error = thrown as Error & LibraryError
  const said =
    typeof error.errorMessage === 'string' && error.errorMessage !== '' ? error.errorMessage : error.message
  const code = typeof error.errorCode === 'string' ? error.errorCode : ''
  const aadsts = /AADSTS(\d{4,8})/.exec(said)?.[0]
  const details = shown(aadsts === undefined && code !== '' ? `${code}: ${said}` : said)
  if (aadsts !== undefined) return { code: 'sign-in-refused', aadsts, details }
  return { code: code === 'access_denied' ? 'sign-in-declined' : 'sign-in-unfinished', details }
}

/** What the other side said may go to a terminal: nothing invisible in it, and no secret. */
function shown(text: string): string {
  return redact(plainText(text))
}

/** fetch says little; the reason is in the cause. */
function chain(error: Error): string {
  return error.cause instanceof Error ? `${error.message}: ${chain(error.cause)}` : error.message
}
