/** What has to be known before the sheet is complete, and where each of it is entered. */
import { Button } from '@fluentui/react-components'
import type { FieldSheetView } from '../../../contract/views.ts'
import { useLocation } from '../../data/use-location.ts'
import { text, words } from '../../words.ts'
import { NoteBox } from '../../kit/note-box.tsx'
import styles from './missing-facts.module.css'
import productParts from './product.module.css'

interface MissingFactsProps {
  readonly setup: string
  readonly missing: FieldSheetView['missing']
  readonly onEnter: () => void
}

export function MissingFacts({ setup, missing, onEnter }: MissingFactsProps) {
  const { move } = useLocation()
  const go = (where: FieldSheetView['missing'][number]['where']) =>
    where === 'details' ? onEnter() : move({ type: 'setup', setup, page: where, focus: true })
  return (
    <div className={productParts.inset}>
      <NoteBox tone="info">
        <p>
          <strong>{text.fieldSheet.missingTitle(missing.length)}.</strong> {text.fieldSheet.missingHow}
        </p>
        <ul className={styles.missing}>
          {missing.map(({ name, label, where }) => (
            <li key={name}>
              <span>{label ?? words.fieldSheet.fact(name)}</span>
              <Button
                size="small"
                aria-label={text.fieldSheet.missingFor(
                  text.fieldSheet.missingWhere[where],
                  label ?? words.fieldSheet.fact(name),
                )}
                onClick={() => go(where)}
              >
                {text.fieldSheet.missingWhere[where]}
              </Button>
            </li>
          ))}
        </ul>
      </NoteBox>
    </div>
  )
}
