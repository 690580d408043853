/** Makes one change in a directory. It tries once: who asked decides whether to try again. */
import type { MadeIds } from '../../../domain/entra/apply/change-entry.schema.ts'
import type { Refusal } from '../../../domain/entra/apply/judge-refusal.ts'
import type { Change } from '../../../domain/entra/plan/change.schema.ts'
import type { DirectoryCaller } from './graph-directory.port.ts'

/** The public part of a certificate, as it is uploaded. */
export interface PublicCertificate {
  readonly keyId: string
  readonly displayName: string
  /** Base64 of the DER form. */
  readonly der: string
  readonly startsAt: string
  readonly endsAt: string
}

export type Objects = Pick<MadeIds, 'application' | 'client' | 'appId'>

export type WriteEnd =
  | {
      readonly kind: 'done'
      /** Of what was made: object id, id of a grant or an assignment, keyId; null where nothing was made. */
      readonly id: string | null
      /** Client id of a new registration. */
      readonly appId: string | null
      /** Secret, and said this once. */
      readonly secret: string | null
      readonly requestId: string | null
    }
  | {
      readonly kind: 'refused'
      readonly refusal: Refusal
      /** What Graph asked to wait. */
      readonly retryAfterMs: number | null
      readonly requestId: string | null
    }
  /** sent: it may have been made. */
  | { readonly kind: 'unanswered'; readonly sent: boolean }

export interface DirectoryWriter {
  write(
    caller: DirectoryCaller,
    change: Change,
    objects: Objects,
    certificate: PublicCertificate | null,
  ): Promise<WriteEnd>
}
