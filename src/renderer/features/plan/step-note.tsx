/** The note of a step, saved as it is typed. It joins the history when somebody says so, moves the step or leaves it. */
import { Button, Field, Textarea } from '@fluentui/react-components'
import type { RefObject } from 'react'
import { text } from '../../desk/words.ts'
import { clockTime } from '../../kit/dates.ts'
import type { NoteDraft } from './use-note.ts'
import styles from './step-note.module.css'

interface StepNoteProps {
  readonly draft: NoteDraft
  readonly busy: boolean
  readonly field: RefObject<HTMLDivElement | null>
  readonly onAdd: () => void
}

export function StepNote({ draft, busy, field, onAdd }: StepNoteProps) {
  return (
    <div className={styles.note} ref={field}>
      <Field label={text.plan.note}>
        <Textarea
          value={draft.words}
          rows={2}
          resize="vertical"
          maxLength={4000}
          placeholder={text.plan.noteHint}
          onChange={(_, data) => draft.type(data.value)}
        />
      </Field>
      <div className={styles.below}>
        <p role="status" className={styles.saved}>
          {draft.savedAt === null ? '' : text.plan.noteSaved(clockTime(draft.savedAt))}
        </p>
        {draft.words.trim() !== '' && (
          <Button size="small" disabledFocusable={busy} onClick={onAdd}>
            {text.plan.addNote}
          </Button>
        )}
      </div>
    </div>
  )
}
