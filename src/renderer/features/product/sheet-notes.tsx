/** What stands beside the fields: facts that are not known yet, and where the vendor’s manual is not to be followed. */
import { Button } from '@fluentui/react-components'
import type { FieldSheetView } from '../../../contract/views.schema.ts'
import { useLocation } from '../../data/use-location.ts'
import { text, words } from '../../desk/words.ts'
import { NoteBox } from '../../kit/note-box.tsx'
import type { ManualNote } from '../../../domain/recipe/recipe.schema.ts'
import productParts from './product.module.css'
import styles from './sheet-notes.module.css'

interface MissingFactsProps {
  readonly setup: string
  readonly missing: FieldSheetView['missing']
  /** By its name. */
  readonly onEnter: (name: string) => void
}

/** What has to be known before the sheet is complete, and where each of it is entered. */
export function MissingFacts({ setup, missing, onEnter }: MissingFactsProps) {
  const { move } = useLocation()
  const go = ({ name, where }: FieldSheetView['missing'][number]) =>
    where === 'details' ? onEnter(name) : move({ type: 'setup', setup, page: where, focus: true })
  return (
    <div className={productParts.inset}>
      <NoteBox tone="info">
        <p>
          <strong>{text.fieldSheet.missingTitle(missing.length)}.</strong> {text.fieldSheet.missingHow}
        </p>
        <ul className={styles.missing}>
          {missing.map((fact) => (
            <li key={fact.name}>
              <span>{nameOf(fact)}</span>
              <Button
                size="small"
                aria-label={text.fieldSheet.missingFor(
                  text.fieldSheet.missingWhere[fact.where],
                  nameOf(fact),
                )}
                onClick={() => go(fact)}
              >
                {text.fieldSheet.missingWhere[fact.where]}
              </Button>
            </li>
          ))}
        </ul>
      </NoteBox>
    </div>
  )
}

/** What the recipe calls it, else what everybody does. */
function nameOf({ name, label }: FieldSheetView['missing'][number]): string {
  return label ?? words.fieldSheet.fact(name)
}

/** Where the vendor's manual is not to be followed, short: what it says, what to do; an open point is said to be open. */
export function ManualRemarks({ notes }: { readonly notes: readonly ManualNote[] }) {
  return notes.map((note) => (
    <NoteBox key={note.says} tone="caution">
      <p>
        <strong>{text.fieldSheet.manualSays[note.how]}</strong> {note.says}
      </p>
      <p>
        <strong>{note.status === 'open' ? text.fieldSheet.manualTry : text.fieldSheet.manualDo}</strong>{' '}
        {note.do}
      </p>
      <p>
        <strong>{text.fieldSheet.manualBecause}</strong> {note.because}
      </p>
      {note.ask !== undefined && (
        <p>
          <strong>{text.fieldSheet.manualAsk}</strong> “{note.ask}”
        </p>
      )}
    </NoteBox>
  ))
}
