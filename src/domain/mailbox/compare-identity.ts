/** The wrong-account guard: is the account that came back the one that was meant? @see reference 9.5 */
import { appError, type AppError } from '../app-error.ts'
import { err, ok, type Result } from '../result.ts'
import type { Authorisation } from './mailbox.ts'

export interface MeantAccount {
  readonly address: string
  readonly tenantId: string
  /** The account that was authorised before, when there was one: a re-created user has another object id. */
  readonly before: Authorisation | null
}

export interface ArrivedAccount {
  readonly username: string
  readonly objectId: string
  readonly tenantId: string
  readonly aliases?: readonly string[]
}

/**
 * Compares tenant id, then address or alias, then (after an earlier authorisation) object id.
 * Runs before anything is stored; a mismatch names who signed in and who was meant.
 */
export function compareIdentity(meant: MeantAccount, arrived: ArrivedAccount): Result<null, AppError> {
  const who = arrived.username === '' ? 'an account without a name' : arrived.username
  const again =
    'Try again and choose the account in the picker; a private browser window helps when you are signed in elsewhere.'
  if (!same(meant.tenantId, arrived.tenantId))
    return err(
      appError(
        'wrong-account',
        `${who} signed in, but belongs to another tenant (${arrived.tenantId}) than this setup. ${meant.address} was meant. Nothing was kept.`,
        { next: again },
      ),
    )
  const names = [arrived.username, ...(arrived.aliases ?? [])]
  if (!names.some((name) => same(name, meant.address)))
    return err(
      appError('wrong-account', `${who} signed in, but ${meant.address} was meant. Nothing was kept.`, {
        next: again,
      }),
    )
  if (
    meant.before !== null &&
    meant.before.objectId !== arrived.objectId &&
    same(meant.before.username, arrived.username)
  )
    return err(
      appError(
        'wrong-account',
        `${who} is another account than the one authorised before under this address (its object id changed, as after deleting and re-creating the user). Nothing was kept.`,
        {
          next: 'If the user was re-created on purpose, forget the old authorisation of this mailbox first, then authorise it again.',
        },
      ),
    )
  return ok(null)
}

function same(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase()
}
