/** The product's secret: copied without being shown, and every place where it has to be typed in. */
import { Button, Checkbox } from '@fluentui/react-components'
import { Copy16Regular } from '@fluentui/react-icons'
import { useEffect, useState } from 'react'
import type { FieldSheetView } from '../../../contract/views.schema.ts'
import { sayProblem } from '../../../words/shape/say-problem.ts'
import { text, words } from '../../desk/words.ts'
import { ErrorNote } from '../../kit/error-note.tsx'
import { Timestamp } from '../../kit/values.tsx'
import type { IsTyped } from './sheet-state.ts'
import { useAction } from '../../data/use-desktop.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import styles from './secret-card.module.css'
import productParts from './product.module.css'

/** The sentence that says why nothing can be copied; every button that copies points at it. */
export const noSecretId = 'no-secret-kept'

interface SecretCardProps {
  readonly sheet: FieldSheetView
  readonly copying: SecretCopying
  readonly isTyped: IsTyped
  readonly onTick: (places: readonly string[], typed: boolean) => void
}

export function SecretCard({ sheet, copying, isTyped, onTick }: SecretCardProps) {
  const { secretPlaces: places, secret, credential } = sheet
  const typed = places.filter(isTyped).length
  // a program on a PC and a vendor's application have no credential of ours
  if (places.length === 0) return null
  const title = credential === 'secret' ? text.fieldSheet.secret : text.fieldSheet.certificate
  return (
    <section className={productParts.card} aria-label={title}>
      <header className={styles.cardHead}>
        <h2 className={productParts.cardTitle}>{title}</h2>
        {places.length > 0 && (
          <span className={productParts.count}>{text.fieldSheet.places(typed, places.length)}</span>
        )}
      </header>
      {credential === 'certificate' ? (
        <p className={productParts.quietText}>{text.fieldSheet.certificateHow}</p>
      ) : (
        <CopySecret secret={secret} copying={copying} />
      )}
      {places.length > 0 && (
        <>
          <h3 className={styles.cardPart}>{text.fieldSheet.placesTitle}</h3>
          <ul className={styles.places}>
            {places.map((one) => (
              <li key={one.place}>
                <Checkbox
                  aria-label={text.fieldSheet.placeTick(one.field, one.screen)}
                  checked={isTyped(one)}
                  onChange={(_, data) => onTick([one.place], data.checked === true)}
                />
                <div className={styles.placeText}>
                  <span dir="auto">
                    {one.screen} › {one.field}
                  </span>
                  {one.each !== null && (
                    <span className={productParts.note}>{text.fieldSheet.each(one.each)}</span>
                  )}
                  {one.ticked !== null && (
                    <span className={productParts.who}>
                      {text.fieldSheet.by(one.ticked.who)} <Timestamp iso={one.ticked.at} />
                    </span>
                  )}
                </div>
              </li>
            ))}
          </ul>
          {typed > 0 && (
            <Button
              size="small"
              appearance="subtle"
              className={styles.renewed}
              onClick={() =>
                onTick(
                  places.map(({ place }) => place),
                  false,
                )
              }
            >
              {text.fieldSheet.renewed}
            </Button>
          )}
        </>
      )}
    </section>
  )
}

function CopySecret({
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
        <p id={noSecretId} className={productParts.quietText}>
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
      {secret.kept && <p className={productParts.note}>{text.fieldSheet.clearHow}</p>}
    </>
  )
}

interface SecretCopying {
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
