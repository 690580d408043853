/** How the scripts sign in, as a person typed it in the window; kept for each setup until they choose another way. */
import { z } from 'zod'
import { signInWays, type SignInWish } from './plan-sign-in.ts'

const typed = (longest: number) => z.string().max(longest).nullable()

export const SignInWishSchema = z.strictObject({
  by: z.enum(signInWays),
  account: typed(320),
  certificate: typed(1000),
  appId: typed(100),
  organization: typed(253),
  partnerOf: typed(253),
})

const theUsualWay: SignInWish = {
  by: 'browser',
  account: null,
  certificate: null,
  appId: null,
  organization: null,
  partnerOf: null,
}

/** The name it is kept under, one for each setup. */
export const signInWishKey = (setupId: string): string => `exchange-sign-in:${setupId}`

/** In the browser where nothing was kept, or nothing that can be read. */
export function readSignInWish(text: string | null): SignInWish {
  if (text === null) return theUsualWay
  try {
    const parsed = SignInWishSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : theUsualWay
  } catch {
    return theUsualWay
  }
}
