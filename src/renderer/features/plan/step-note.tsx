/** The note of a step, saved as it is typed. It joins the history when somebody says so, moves the step or leaves it. */
import { Button, Field, Textarea } from '@fluentui/react-components'
import { useCallback, useEffect, useRef, useState, type RefObject } from 'react'
import { text } from '../../desk/words.ts'
import { clockTime } from '../../kit/dates.ts'
import { useDrafts } from '../../data/use-desktop.ts'
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

const pauseMs = 500

export interface NoteDraft {
  readonly words: string
  /** When what stands there was saved; null while it is not. */
  readonly savedAt: string | null
  readonly type: (words: string) => void
  /** Forgets it: it is in the history now. */
  readonly clear: () => void
}

/**
 * A note as it is typed: saved a moment after each pause, and when the window is left. Leaving the step adds it to the
 * step's history, so that nothing anybody wrote is only in a field.
 * `onLeave` adds what was written to the history; it answers false when that failed.
 */
export function useNote(
  setup: string,
  step: string,
  onLeave: (words: string) => Promise<boolean>,
): NoteDraft {
  const drafts = useDrafts()
  const begun = drafts.note(setup, step)
  const [words, setWords] = useState(begun?.text ?? '')
  const [savedAt, setSavedAt] = useState<string | null>(begun?.at ?? null)
  const timer = useRef<number | undefined>(undefined)
  const latest = useRef({ words, onLeave })
  useEffect(() => {
    latest.current = { words, onLeave }
  })
  const save = useCallback(
    async (text: string) => {
      const at = await drafts.keepNote(setup, step, text)
      if (at !== null && latest.current.words === text) setSavedAt(text === '' ? null : at)
    },
    [drafts, setup, step],
  )
  useEffect(() => {
    const flush = () => {
      if (timer.current === undefined) return
      window.clearTimeout(timer.current)
      timer.current = undefined
      void save(latest.current.words)
    }
    window.addEventListener('pagehide', flush)
    window.addEventListener('blur', flush)
    return () => {
      window.removeEventListener('pagehide', flush)
      window.removeEventListener('blur', flush)
    }
  }, [save])
  useEffect(
    () => () => {
      window.clearTimeout(timer.current)
      const { words: left, onLeave: add } = latest.current
      if (left.trim() === '') return
      void drafts.leaveNote(setup, step, left, () => add(left))
    },
    [drafts, setup, step],
  )
  const type = (text: string) => {
    setWords(text)
    setSavedAt(null)
    window.clearTimeout(timer.current)
    timer.current = window.setTimeout(() => {
      timer.current = undefined
      void save(text)
    }, pauseMs)
  }
  const clear = () => {
    window.clearTimeout(timer.current)
    timer.current = undefined
    latest.current = { ...latest.current, words: '' }
    setWords('')
    setSavedAt(null)
    void drafts.keepNote(setup, step, '')
  }
  return { words, savedAt, type, clear }
}
