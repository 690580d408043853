/** Where somebody signs in for an invitation: a file from elsewhere must not name the address of the sign-in page. */
import type { Cloud } from '../../../domain/cloud/cloud.schema.ts'
import type { Invitation } from '../../../domain/invitation/invitation.schema.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'

const onThisPc = ['localhost', '127.0.0.1']
/** Reading a file from a share of somebody else's would sign this account in there. */
const isOnAShare = (file: string) => /^[\\/]{2}/.test(file)

/** One of the clouds this Sendproof knows by itself; a practice tenant only where it is on this very PC. */
export function invitedCloud(
  { cloud: kind, practice }: Pick<Invitation, 'cloud' | 'practice'>,
  known: readonly Cloud[],
): Result<Cloud, AppError> {
  if (kind === 'practice') {
    const isHere =
      practice !== null &&
      practice.kind === 'practice' &&
      !isOnAShare(practice.caFile ?? '') &&
      [practice.authority, practice.graph].every((url) => onThisPc.includes(new URL(url).hostname))
    return isHere ? ok(practice) : err({ code: 'invitation-unreadable' })
  }
  const cloud = known.find((one) => one.kind === kind)
  return cloud === undefined || kind === 'custom'
    ? err({ code: 'invitation-custom-cloud', cloud: kind })
    : ok(cloud)
}
