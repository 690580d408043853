/** The field sheet of a setup: the product's own screens, what to type where, and what is typed in already. */
import { useState } from 'react'
import type { FieldSheetView, SetupView } from '../../../contract/views.schema.ts'
import { answeringOf } from '../../data/answers.ts'
import { AnswerDialog } from '../../pieces/answer-dialog.tsx'
import { useSecretCopy } from '../../pieces/copy-secret.tsx'
import { useAction, useSnapshot, type Action } from '../../data/use-desktop.ts'
import { text } from '../../desk/words.ts'
import { EmptyState } from '../../kit/empty-state.tsx'
import { ErrorNote } from '../../kit/error-note.tsx'
import { LoadError } from '../../pieces/load-error.tsx'
import { CheckCard } from './check-card.tsx'
import { ManualRemarks, MissingFacts } from './sheet-notes.tsx'
import { ScreenCard } from './screen-card.tsx'
import { SecretCard } from './secret-card.tsx'
import { groupByPart, typedWith, type IsTyped } from './sheet-state.ts'
import styles from './product-page.module.css'
import productParts from './product.module.css'

export function ProductPage({ view }: { readonly view: SetupView }) {
  const { value: sheet, error } = useSnapshot('fieldSheet.get', { setup: view.id })
  if (sheet === undefined) return error === undefined ? null : <LoadError error={error} />
  return <Sheet view={view} sheet={sheet} />
}

function Sheet({ view, sheet }: { readonly view: SetupView; readonly sheet: FieldSheetView }) {
  /** The fact that is being entered. */
  const [entering, setEntering] = useState<string | null>(null)
  const asks = entering === null ? null : answeringOf(view, [entering])
  const ticking = useTicks(view.id, sheet)
  const { isTyped, tick } = ticking
  const secret = useSecretCopy(view.id)
  const fields = sheet.screens.flatMap((screen) => screen.fields)
  const groups = groupByPart(sheet.screens)
  const parted = groups.some(({ part }) => part !== null)
  if (sheet.screens.length === 0)
    return <EmptyState title={text.fieldSheet.noScreensTitle}>{text.fieldSheet.noScreens}</EmptyState>
  return (
    <div className={styles.page}>
      <section className={styles.sheet} aria-label={text.fieldSheet.sheet}>
        <header className={styles.head}>
          <h2 className={styles.title}>{text.fieldSheet.title}</h2>
          <span className={productParts.count} role="status">
            {text.fieldSheet.typedIn(fields.filter(isTyped).length, fields.length)}
          </span>
        </header>
        {ticking.error !== null && (
          <div className={productParts.inset}>
            <ErrorNote error={ticking.error} onDismiss={ticking.clear} />
          </div>
        )}
        {sheet.missing.length > 0 && (
          <MissingFacts setup={view.id} missing={sheet.missing} onEnter={setEntering} />
        )}
        {groups.map(({ part, screens }) => (
          <section key={part ?? ''} aria-label={part ?? sheet.recipe}>
            {parted && <h3 className={styles.part}>{part ?? text.fieldSheet.allParts}</h3>}
            {screens.map((screen) => (
              <ScreenCard
                key={screen.title}
                screen={screen}
                level={parted ? 4 : 3}
                isTyped={isTyped}
                onTick={tick}
                secret={sheet.credential === 'secret' ? { kept: sheet.secret.kept, copy: secret.copy } : null}
              />
            ))}
          </section>
        ))}
        <div className={styles.foot}>
          {sheet.manual.length > 0 && (
            <section>
              <h3 className={styles.footTitle}>{text.fieldSheet.manualOther}</h3>
              <ManualRemarks notes={sheet.manual} />
            </section>
          )}
          <section>
            <h3 className={styles.footTitle}>{text.fieldSheet.ownTest}</h3>
            <p>{sheet.builtInTest}</p>
          </section>
        </div>
      </section>
      <div className={styles.side}>
        <SecretCard sheet={sheet} copying={secret} isTyped={isTyped} onTick={tick} />
        <CheckCard view={view} sheet={sheet} />
      </div>
      {asks?.at === 'here' && <AnswerDialog view={view} asks={asks} onClose={() => setEntering(null)} />}
    </div>
  )
}

interface Said {
  /** The sheet it was said about: a newer one knows it already. */
  readonly sheet: FieldSheetView
  readonly places: ReadonlyMap<string, boolean>
}

const nothingSaid: ReadonlyMap<string, boolean> = new Map()

interface Ticks extends Pick<Action, 'error' | 'clear'> {
  readonly isTyped: IsTyped
  readonly tick: (places: readonly string[], typed: boolean) => void
}

/** Ticks fields off. What was just said counts at once; when main has answered, its word does. */
function useTicks(setup: string, sheet: FieldSheetView): Ticks {
  const { run, error, clear } = useAction()
  const [said, setSaid] = useState<Said | null>(null)
  const current = said?.sheet === sheet ? said.places : nothingSaid
  const tick = async (places: readonly string[], typed: boolean) => {
    if (places.length === 0) return
    setSaid({ sheet, places: new Map([...current, ...places.map((place) => [place, typed] as const)]) })
    const reply = await run('fieldSheet.tick', { setup, places: [...places], typed })
    if (!reply.ok) setSaid(null)
  }
  return { error, clear, isTyped: typedWith(current), tick: (places, typed) => void tick(places, typed) }
}
