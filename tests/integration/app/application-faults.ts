/** Faults that only an application's own sign-in, Graph or EWS can show. */
import { faults, type FaultName } from '../../../src/practice/index.ts'

const others: readonly FaultName[] = [
  'expired-secret',
  'wrong-secret',
  'unknown-certificate',
  'conditional-access',
  'app-out-of-scope',
  'unscoped-app',
  'ews-blocked',
  'token-truncated',
  'token-wrong-json',
]

export const shownByApplications: readonly FaultName[] = faults
  .map(({ name }) => name)
  .filter((name) => name.startsWith('graph-') || others.includes(name))
