/** Moves a step as a person says, keeps its note, and remembers the last move for one undo. */
import { useState } from 'react'
import type { ChecklistStep } from '../../../domain/checklist/checklist.schema.ts'
import type { StepState } from '../../../domain/step/step-record.schema.ts'
import { useAction, type Action } from '../../data/use-desktop.ts'
import { useNote, type NoteDraft } from './use-note.ts'

export interface StepMoves {
  readonly action: Action
  readonly note: NoteDraft
  /** The state before the last move made here; null when there is nothing to undo. */
  readonly before: StepState | null
  /** Takes the note along. */
  readonly go: (state: StepState) => void
  readonly addNote: () => void
  readonly undo: () => void
  readonly practise: () => void
}

export function useStepMoves(setup: string, step: ChecklistStep, onMoved: () => void): StepMoves {
  const action = useAction()
  const [before, setBefore] = useState<StepState | null>(null)
  // A wait whose time is over is shown as being done; a note about it does not end it.
  const noted = step.state === 'doing' && step.waitUntil !== null ? 'waiting' : step.state
  const set = async (state: StepState, words: string) =>
    (await action.run('step.set', { setup, step: step.id, state, note: words.trim() === '' ? null : words }))
      .ok
  const note = useNote(setup, step.id, (words) => set(noted, words))
  const move = async (state: StepState, from: StepState | null) => {
    onMoved()
    if (!(await set(state, note.words))) return
    note.clear()
    setBefore(from)
  }
  return {
    action,
    note,
    before: before === step.state ? null : before,
    go: (state) => void move(state, step.state),
    addNote: () => void move(noted, null),
    undo: () =>
      void action
        .run('step.undo', { setup, step: step.id })
        .then(({ ok }) => (ok ? setBefore(null) : undefined)),
    practise: () => {
      onMoved()
      void action.run('step.practise', { setup, step: step.id })
    },
  }
}
