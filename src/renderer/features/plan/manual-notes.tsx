/**
 * Where the vendor's manual is not to be followed: what it says, what to do, and why. Folded behind one line that says
 * how many: who has no manual open needs none of it. Open points are said to be open.
 */
import { Button } from '@fluentui/react-components'
import { Warning20Regular } from '@fluentui/react-icons'
import { useId, useState } from 'react'
import type { ManualNote } from '../../../domain/recipe/recipe.schema.ts'
import { text } from '../../desk/words.ts'
import { CopyButton } from '../../kit/copy-button.tsx'
import { NoteBox } from '../../kit/note-box.tsx'
import styles from './manual-notes.module.css'

export function ManualNotes({ notes }: { readonly notes: readonly ManualNote[] }) {
  const [shown, setShown] = useState(false)
  const list = useId()
  const open = notes.filter(({ status }) => status === 'open').length
  return (
    <NoteBox tone="caution">
      <div className={styles.summary}>
        <p>
          <Warning20Regular aria-hidden />
          {text.plan.manualWrong(notes.length - open, open)}
        </p>
        <Button
          size="small"
          aria-expanded={shown}
          aria-controls={list}
          aria-label={shown ? text.plan.manualHide : text.plan.manualShow}
          onClick={() => setShown(!shown)}
        >
          {shown ? text.plan.warnings.hide : text.plan.warnings.show}
        </Button>
      </div>
      <div id={list} className={styles.notes} hidden={!shown}>
        {notes.map((note) => (
          <dl key={note.says} className={styles.manual}>
            <div>
              <dt>{text.plan.manualSays[note.how]}</dt>
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
        ))}
      </div>
    </NoteBox>
  )
}
