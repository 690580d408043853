/** What is said when a run is asked for that is not there. */
import { appError, type AppError } from '../../../domain/app-error.ts'

export function unknownRun(): AppError {
  return appError('not-found', 'This run or probe is not in the store.', {
    next: 'Go back to the Verify page.',
  })
}
