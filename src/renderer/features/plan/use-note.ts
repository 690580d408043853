/**
 * A note as it is typed: saved a moment after each pause, and when the window is left. Leaving the step adds it to the
 * step's history, so that nothing anybody wrote is only in a field.
 */
import { useCallback, useEffect, useRef, useState } from 'react'
import { useDrafts } from '../../data/use-desktop.ts'

const pauseMs = 500

export interface NoteDraft {
  readonly words: string
  /** When what stands there was saved; null while it is not. */
  readonly savedAt: string | null
  readonly type: (words: string) => void
  /** Forgets it: it is in the history now. */
  readonly clear: () => void
}

/** `onLeave` adds what was written to the history; it answers false when that failed. */
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
