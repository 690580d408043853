/** The way of signing in that was chosen for a setup: scripts that run here and those that are handed over take the same one. */
import { planSignIn, type PlanSignIn, type SignInWish } from '../../../domain/exchange/plan-sign-in.ts'
import { readSignInWish, signInWishKey } from '../../../domain/exchange/sign-in-wish.schema.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { ok, type Result } from '../../../domain/result.ts'
import type { Announcer } from '../desk/announcer.ts'
import type { SetupDesk } from '../desk/setup-desk.ts'
import type { SetupStore } from '../desk/stores.port.ts'

interface SignInChoiceDeps {
  readonly desk: Pick<SetupDesk, 'open'>
  readonly setups: Pick<SetupStore, 'getSetting' | 'setSetting'>
  readonly announcer: Announcer
}

export class SignInChoice {
  readonly #deps: SignInChoiceDeps

  constructor(deps: SignInChoiceDeps) {
    this.#deps = deps
  }

  /** As it was typed. */
  kept(setupId: string): SignInWish {
    return readSignInWish(this.#deps.setups.getSetting(signInWishKey(setupId)))
  }

  /** For a plan. */
  way(setupId: string): Result<PlanSignIn, AppError> {
    return planSignIn(this.kept(setupId))
  }

  /** Fails, and keeps what was chosen before, where a script could not sign in that way. */
  choose(setupId: string, wish: SignInWish): Result<null, AppError> {
    const { desk, setups, announcer } = this.#deps
    const opened = desk.open(setupId)
    if (!opened.ok) return opened
    const way = planSignIn(wish)
    if (!way.ok) return way
    setups.setSetting(signInWishKey(setupId), JSON.stringify(wish))
    announcer.emit('setup.changed', { setup: setupId })
    return ok(null)
  }
}
