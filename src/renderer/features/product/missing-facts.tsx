/** What has to be known before the sheet is complete, and where each of it is entered. */
import { Button } from '@fluentui/react-components'
import type { FieldSheetView } from '../../../contract/views.schema.ts'
import { useLocation } from '../../data/use-location.ts'
import { text, words } from '../../desk/words.ts'
import { NoteBox } from '../../kit/note-box.tsx'
import styles from './missing-facts.module.css'
import productParts from './product.module.css'

interface MissingFactsProps {
  readonly setup: string
  readonly missing: FieldSheetView['missing']
  /** By its name. */
  readonly onEnter: (name: string) => void
}

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
