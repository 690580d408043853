/** Asks main to put the secret on the clipboard, and says for how long it is there. */
import { useEffect, useState } from 'react'
import { useAction } from '../../data/use-desktop.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'

export interface SecretCopying {
  /** Null: nothing to say. `copied`: on the clipboard for `seconds`. */
  readonly state: { readonly at: 'copied' | 'cleared'; readonly seconds: number; readonly nth: number } | null
  readonly error: AppError | null
  readonly busy: boolean
  readonly copy: () => void
  readonly clearError: () => void
}

export function useSecretCopy(setup: string): SecretCopying {
  const action = useAction()
  const [state, setState] = useState<SecretCopying['state']>(null)
  useEffect(() => {
    if (state === null || state.at === 'cleared') return undefined
    const timer = window.setTimeout(() => setState({ ...state, at: 'cleared' }), state.seconds * 1000)
    return () => window.clearTimeout(timer)
  }, [state])
  const copy = async () => {
    const reply = await action.run('fieldSheet.copySecret', { setup })
    setState((before) =>
      reply.ok ? { at: 'copied', seconds: reply.value.clearsInSeconds, nth: (before?.nth ?? 0) + 1 } : null,
    )
  }
  return { state, error: action.error, busy: action.busy, copy: () => void copy(), clearError: action.clear }
}
