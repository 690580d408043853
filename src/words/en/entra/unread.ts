/** Why something could not be read from a tenant, and what to do about it. */
import type { UnreadReason } from '../../../domain/entra/facts/reading.ts'
import type { AdminRight } from '../../../domain/entra/facts/rights.ts'

const reasons: Readonly<Record<UnreadReason, (right: AdminRight | null) => string>> = {
  forbidden: (right) =>
    right === null
      ? 'The permission or the administrator role for it is missing.'
      : `The permission ${right} or the administrator role for it is missing.`,
  unlicensed: () => 'The tenant has no Microsoft Entra ID P1 licence, which it takes to read sign-in logs.',
  unauthorised: () => 'The sign-in was not accepted. Sign in again.',
  spreading: () => 'Microsoft Entra is still copying a recent change. Try again in a few minutes.',
  throttled: () => 'Microsoft Graph is limiting requests from this tenant. Try again in a few minutes.',
  unavailable: () => 'Microsoft Graph is not available at the moment. Try again later.',
  offline: () => 'Microsoft Graph cannot be reached from this PC. Check the network and the proxy.',
  'not-understood': () =>
    'The answer is not one of Microsoft Graph. A proxy may have sent a page of its own.',
  stopped: () => 'It was stopped.',
}

export function unreadWords(why: UnreadReason, right: AdminRight | null): string {
  return reasons[why](right)
}
