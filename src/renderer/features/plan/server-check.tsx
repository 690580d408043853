/** On the step itself: the script for the product's own server, its result, and what the last result says is in the way. */
import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import type { PreflightTakenView } from '../../../contract/preflight-calls.schema.ts'
import type { ChecklistStep } from '../../../domain/checklist/checklist.schema.ts'
import { useAction } from '../../data/use-desktop.ts'
import { text, words } from '../../desk/words.ts'
import { Buttons } from '../../kit/detail.tsx'
import { ErrorNote } from '../../kit/error-note.tsx'
import { NoteBox } from '../../kit/note-box.tsx'
import { SavedNote } from '../../pieces/saved-note.tsx'

/** What the last press came to. */
type Told = { readonly saved: string } | { readonly taken: PreflightTakenView }

export function ServerCheck({ setup, step }: { readonly setup: string; readonly step: ChecklistStep }) {
  const said = text.plan.serverCheck
  const action = useAction()
  const [told, setTold] = useState<Told | null>(null)
  const make = async () => {
    const reply = await action.run('preflight.handOver', { setup })
    if (reply.ok && reply.value.path !== null) setTold({ saved: reply.value.path })
  }
  const take = async () => {
    const reply = await action.run('preflight.take', { setup })
    if (reply.ok && reply.value !== null) setTold({ taken: reply.value })
  }
  const failed = failedIn(step)
  return (
    <>
      {failed.length > 0 && (
        <NoteBox tone="caution">
          <p>{said.failed}</p>
          <ul>
            {failed.map((finding) => (
              <li key={`${finding.code} ${JSON.stringify(finding.facts)}`}>
                {words.preflight.sayKept(finding)}
              </li>
            ))}
          </ul>
        </NoteBox>
      )}
      <Buttons>
        <Button disabledFocusable={action.busy} onClick={() => void make()}>
          {said.make}
        </Button>
        <Button disabledFocusable={action.busy} onClick={() => void take()}>
          {said.take}
        </Button>
      </Buttons>
      {action.error !== null && <ErrorNote error={action.error} onDismiss={action.clear} />}
      {told !== null && 'saved' in told && <SavedNote path={told.saved} />}
      {told !== null && 'taken' in told && <p role="status">{said.taken(told.taken)}</p>}
    </>
  )
}

/** Of the move that made the step what it is now: what a person has settled since counts no more. */
function failedIn({ history }: ChecklistStep) {
  const last = history.findLast(({ from, to, events }) => from !== to || events !== undefined)
  return (last?.events ?? []).flatMap((event) => (event.code === 'server-check-failed' ? event.findings : []))
}
