/** MSAL's and the network's failures as errors a person can act on. Codes and ids are kept, prose is redacted. */
import { appError, type AppError } from '../../../domain/app-error.ts'
import { redact } from '../../../domain/text/redact.ts'

interface LibraryError {
  readonly errorCode?: unknown
  readonly errorMessage?: unknown
}

/** `failure`: what the network said, when the last call over it failed. */
export function signInError(thrown: unknown, failure: Error | null): AppError {
  if (failure !== null) return unreachable(failure)
  if (!(thrown instanceof Error))
    return appError('sign-in-failed', 'The sign-in ended for an unknown reason.', {
      details: redact(String(thrown)),
    })
  const error = thrown as Error & LibraryError
  const said =
    typeof error.errorMessage === 'string' && error.errorMessage !== '' ? error.errorMessage : error.message
  const code = typeof error.errorCode === 'string' ? error.errorCode : ''
  const aadsts = /AADSTS(\d{4,8})/.exec(said)?.[0]
  const details = redact(aadsts === undefined && code !== '' ? `${code}: ${said}` : said)
  if (aadsts !== undefined)
    return appError('sign-in-failed', `Microsoft Entra refused the sign-in (${aadsts}).`, {
      details,
      next: 'The diagnosis below names the likely cause.',
    })
  if (code === 'access_denied')
    return appError('sign-in-failed', 'The sign-in was declined in the browser.', {
      details,
      next: 'Sign in again and accept, or have an administrator consent.',
    })
  return appError('sign-in-failed', 'The sign-in did not succeed.', { details })
}

function unreachable(failure: Error): AppError {
  return appError('network', 'The sign-in service could not be reached.', {
    details: redact(chain(failure)),
    next: 'Check the network, the proxy and the cloud of this setup, then try again.',
  })
}

/** fetch says little; the reason is in the cause. */
function chain(error: Error): string {
  return error.cause instanceof Error ? `${error.message}: ${chain(error.cause)}` : error.message
}
