/** How a script signs in, from what a person chose: in the browser, with a code, as an application, as a partner. */
import { checkClientId } from '../fields/id.ts'
import type { AppError } from '../problem/app-error.ts'
import { err, ok, type Result } from '../result.ts'
import { CustomerSchema, SignInSchema, type SetPlan } from './plan.schema.ts'

export const signInWays = ['browser', 'code', 'certificate'] as const
export type SignInWay = (typeof signInWays)[number]

/** As it was typed; null and empty texts alike stand for nothing. */
export interface SignInWish {
  readonly by: SignInWay
  /** Who has to be signed in; of no meaning for a certificate. */
  readonly account: string | null
  /** Thumbprint of one in the certificate store of Windows, or path of a file without a password. */
  readonly certificate: string | null
  /** Client ID of the application with that certificate. */
  readonly appId: string | null
  /** The tenant's .onmicrosoft.com name. */
  readonly organization: string | null
  /** The customer of a partner (GDAP), by domain or id. */
  readonly partnerOf: string | null
}

export type PlanSignIn = Pick<SetPlan['connect'], 'signIn' | 'delegatedOrganization'> & {
  /** Null: whoever the setup asks for. */
  readonly account: string | null
}

export const inTheBrowser: PlanSignIn = {
  signIn: { by: 'browser' },
  delegatedOrganization: null,
  account: null,
}

/** The parts of a wish that can be wrong; each face knows its field. */
export type SignInField = 'certificate' | 'appId' | 'organization' | 'partnerOf'

export function planSignIn(wish: SignInWish): Result<PlanSignIn, AppError> {
  const partner = text(wish.partnerOf)
  if (partner !== '' && (!CustomerSchema.safeParse(partner).success || /[\s@/]/.test(partner)))
    return wrong('partnerOf')
  const delegatedOrganization = partner === '' ? null : partner
  if (wish.by !== 'certificate') {
    const account = text(wish.account)
    return ok({
      signIn: { by: wish.by === 'code' ? 'device' : 'browser' },
      delegatedOrganization,
      account: account === '' ? null : account,
    })
  }
  const appId = checkClientId(text(wish.appId))
  if (!appId.ok) return wrong('appId')
  const organization = text(wish.organization)
  // a domain of the tenant's own breaks paging. @see setup-automation 2.1
  if (!/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(organization)) return wrong('organization')
  const given = text(wish.certificate)
  const thumbprint = given.replace(/[\s:\u200e]/g, '')
  const frame = { appId: appId.value, organization }
  const signIn = SignInSchema.safeParse(
    /^[0-9a-f]{40}$/i.test(thumbprint)
      ? { by: 'certificate', thumbprint, ...frame }
      : { by: 'certificate-file', file: given, ...frame },
  )
  return signIn.success
    ? ok({ signIn: signIn.data, delegatedOrganization, account: null })
    : wrong('certificate')
}

const text = (given: string | null) => (given ?? '').trim()

function wrong(part: SignInField): Result<never, AppError> {
  return err({ code: 'exchange-sign-in-incomplete', part })
}
