/** Endings that are the same on every road. */
import type { Reason } from '../../../domain/run/reason.ts'
import type { SendEnd } from '../../services/run/mail-transport.port.ts'

/** Nothing left this computer, and no server's words say why. */
export function failedBy<S extends SendEnd['stage']>(
  stage: S,
  reason: Reason,
): SendEnd & { readonly outcome: 'failed'; readonly stage: S } {
  return { outcome: 'failed', stage, reply: null, reason, retryAfterMs: null }
}
