/** MSAL's and the network's failures as errors a person can act on. Codes and ids are kept, prose is redacted. */
import { appError, type AppError } from '../../../domain/app-error.ts'
import { redact } from '../../../domain/text/redact.ts'

interface LibraryError {
  readonly errorCode?: unknown
  readonly errorMessage?: unknown
  readonly message: string
  readonly cause?: unknown
  readonly code?: unknown
}

/** Network failures by the words that node, undici and Chromium use for them. */
const networkWords = /ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|fetch failed|network|socket|timeout|timed out|certificate|self.signed|UNABLE_TO_|ERR_(TLS|SSL|CERT|NAME|CONNECTION|PROXY|INTERNET|TIMED)|not JSON/i

export function signInError(thrown: unknown): AppError {
  if (!(thrown instanceof Error)) return appError('sign-in-failed', 'The sign-in ended for an unknown reason.', { details: redact(String(thrown)) })
  const error = thrown as Error & LibraryError
  const said = typeof error.errorMessage === 'string' && error.errorMessage !== '' ? error.errorMessage : error.message
  const code = typeof error.errorCode === 'string' ? error.errorCode : ''
  const aadsts = /AADSTS(\d{4,8})/.exec(said)?.[0]
  const details = redact(aadsts === undefined && code !== '' ? `${code}: ${said}` : said)
  if (aadsts !== undefined) return appError('sign-in-failed', `Microsoft Entra refused the sign-in (${aadsts}).`, { details, next: 'The diagnosis below names the likely cause.' })
  const chain = [said, causeText(error.cause), String(error.code ?? '')].join(' ')
  if (code === 'network_error' || networkWords.test(chain))
    return appError('network', 'The sign-in service could not be reached.', {
      details: redact([said, causeText(error.cause)].filter((part) => part !== '').join(': ')),
      next: 'Check the network, the proxy and the cloud of this setup, then try again.',
    })
  if (code === 'access_denied')
    return appError('sign-in-failed', 'The sign-in was declined in the browser.', { details, next: 'Sign in again and accept, or have an administrator consent.' })
  return appError('sign-in-failed', 'The sign-in did not succeed.', { details })
}

function causeText(cause: unknown): string {
  if (!(cause instanceof Error)) return ''
  const code = 'code' in cause && typeof cause.code === 'string' ? `${cause.code} ` : ''
  return `${code}${cause.message}`
}
