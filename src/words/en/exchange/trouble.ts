/** What a script for Exchange reports as a code, as a part of a sentence. */
import type { TroubleCode } from '../../../domain/exchange/trouble.schema.ts'

/** A code of another version is said as it is. */
export function sayTrouble(code: string): string {
  return Object.hasOwn(troubleWords, code) ? troubleWords[code as TroubleCode] : code
}

const troubleWords: Readonly<Record<TroubleCode, string>> = {
  'plan-unreadable': 'the plan file cannot be read',
  'plan-other-kind': 'the plan is for the other script',
  'plan-text-changed': 'this PowerShell changes dates in the plan',
  'result-exists': 'the result file already exists',
  'host-too-old': 'PowerShell is too old',
  'dotnet-too-old': '.NET Framework is too old',
  'constrained-language': 'PowerShell runs in Constrained Language Mode',
  'execution-policy': 'the execution policy does not allow scripts',
  'mark-of-the-web': 'the scripts are still marked as downloaded',
  'module-missing': 'the ExchangeOnlineManagement module is not installed',
  'module-old': 'the ExchangeOnlineManagement module is too old',
  'module-too-new': 'the ExchangeOnlineManagement module is too new for this PowerShell',
  'module-two-versions': 'two versions of the ExchangeOnlineManagement module are installed',
  'other-module-loaded': 'another module is loaded that does not work beside it',
  'device-sign-in-unavailable': 'this PowerShell cannot sign in with a code',
  'certificate-missing': 'the certificate is not on that PC',
  'sign-in-failed': 'the sign-in failed',
  'wrong-tenant': 'the sign-in was to another tenant',
  'wrong-account': 'another account was signed in',
  'cmdlet-missing': 'the account lacks a role',
  'connection-lost': 'the connection was lost',
  throttled: 'Exchange asked to wait',
  'identity-empty': 'an entry of the plan is empty',
  'recipient-missing': 'it does not exist',
  'recipient-ambiguous': 'several recipients have this address',
  'recipient-other': 'the ID leads to another address',
  'other-object': 'something else has this name',
  'needs-customisation': 'the organisation is not customised yet',
  'not-yet': 'it was created a moment ago and is not found yet',
  'prerequisite-failed': 'something it needs failed',
  'not-effective': 'Exchange accepted the change and does not show it',
  'unexpected-answer': 'Exchange gave an unexpected answer',
  'access-denied': 'access was denied',
  refused: 'Exchange refused',
  stopped: 'the script was stopped',
}
