/** Entra's refusals, by what they are about. @see reference 7.1 */
import { credentialErrors } from './credential-errors.ts'
import { grantErrors } from './grant-errors.ts'
import { signInErrors } from './sign-in-errors.ts'

export { codeOf, describeError, type EntraError, errorBody, newTrace, type Trace } from './entra-error.ts'

export const entraErrors = { ...signInErrors, ...credentialErrors, ...grantErrors } as const
