/** What whoever needs the registration's credential says when none is kept. */
import { appError, type AppError } from '../../domain/app-error.ts'

export function noCredential(): AppError {
  return appError('no-credential', 'No credential of the registration is kept on this computer.', {
    next: 'Add the client secret or the certificate on the Credential page, or with “credential set”.',
  })
}
