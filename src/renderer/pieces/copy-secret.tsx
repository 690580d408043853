/** A secret that is copied without being shown: main puts it on the clipboard and takes it away again. */
import { Button } from '@fluentui/react-components'
import { Copy16Regular } from '@fluentui/react-icons'
import { useEffect, useState } from 'react'
import type { FieldSheetView } from '../../contract/views.schema.ts'
import type { AppError } from '../../domain/problem/app-error.ts'
import { sayProblem } from '../../words/shape/say-problem.ts'
import { useAction } from '../data/use-desktop.ts'
import { text, words } from '../desk/words.ts'
import { ErrorNote } from '../kit/error-note.tsx'
import styles from './copy-secret.module.css'

/** The sentence that says why nothing can be copied; every button that copies points at it. */
export const noSecretId = 'no-secret-kept'

export function CopySecret({
  secret,
  copying,
}: {
  readonly secret: FieldSheetView['secret']
  readonly copying: SecretCopying
}) {
  const { state, error, busy } = copying
  const said =
    state === null
      ? ''
      : state.at === 'copied'
        ? text.fieldSheet.copied(state.seconds)
        : text.fieldSheet.cleared
  return (
    <>
      {!secret.kept && (
        <p id={noSecretId} className={styles.quiet}>
          {secret.problem === null
            ? text.fieldSheet.noSecret
            : sayProblem(words, secret.problem, 'window').what}
        </p>
      )}
      {error !== null && <ErrorNote error={error} onDismiss={copying.clearError} />}
      <div className={styles.copy}>
        <Button
          icon={<Copy16Regular />}
          disabled={!secret.kept}
          disabledFocusable={busy}
          aria-describedby={secret.kept ? undefined : noSecretId}
          onClick={copying.copy}
        >
          {text.fieldSheet.copySecret}
        </Button>
        <p role="status" className={styles.said}>
          {said}
        </p>
      </div>
      {secret.kept && <p className={styles.note}>{text.fieldSheet.clearHow}</p>}
    </>
  )
}

export interface SecretCopying {
  /** Null: nothing to say. `copied`: on the clipboard for `seconds`. */
  readonly state: { readonly at: 'copied' | 'cleared'; readonly seconds: number; readonly nth: number } | null
  readonly error: AppError | null
  readonly busy: boolean
  readonly copy: () => void
  readonly clearError: () => void
}

/** Asks main to put the secret on the clipboard, and says for how long it is there. */
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
