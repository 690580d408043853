/** Where the vendor's manual is not to be followed: what it says, what to do, and why. Open points are said to be open. */
import type { ManualNote } from '../../../domain/recipe/recipe.ts'
import { text } from '../../words.ts'
import { CopyButton } from '../../kit/copy-button.tsx'
import { NoteBox } from '../../kit/note-box.tsx'
import styles from './manual-notes.module.css'

export function ManualNotes({ notes }: { readonly notes: readonly ManualNote[] }) {
  return notes.map((note) => (
    <NoteBox key={note.says} tone="caution">
      <dl className={styles.manual}>
        <div>
          <dt>{text.plan.manualSays}</dt>
          <dd>{note.says}</dd>
        </div>
        <div>
          <dt>{note.status === 'open' ? text.plan.manualTry : text.plan.manualDo}</dt>
          <dd>{note.do}</dd>
        </div>
        <div>
          <dt>{text.plan.manualBecause}</dt>
          <dd>{note.because}</dd>
        </div>
        {note.status === 'open' && (
          <div>
            <dt>{text.plan.manualOpen}</dt>
            <dd>
              {note.ask === undefined ? text.plan.manualOpenHow : text.plan.manualAsk(note.ask)}
              {note.ask !== undefined && (
                <>
                  {' '}
                  <CopyButton value={note.ask} what={text.plan.theQuestion} />
                </>
              )}
            </dd>
          </div>
        )}
      </dl>
    </NoteBox>
  ))
}
