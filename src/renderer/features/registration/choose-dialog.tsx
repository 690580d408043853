/** Several registrations could be the one: a person says which. */
import { Field, Radio, RadioGroup } from '@fluentui/react-components'
import { useState } from 'react'
import { text } from '../../desk/words.ts'
import { Dialog, SubmitActions } from '../../kit/dialog.tsx'
import { Address } from '../../kit/values.tsx'
import type { Candidate } from './setting-rows.ts'

interface ChooseDialogProps {
  readonly name: string
  readonly candidates: readonly Candidate[]
  readonly onChoose: (clientId: string) => void
  readonly onClose: () => void
}

export function ChooseDialog({ name, candidates, onChoose, onClose }: ChooseDialogProps) {
  const { choose } = text.registration
  const [chosen, setChosen] = useState('')
  return (
    <Dialog
      title={choose.title}
      onClose={onClose}
      onSubmit={() => chosen !== '' && onChoose(chosen)}
      actions={<SubmitActions label={choose.go} disabled={chosen === ''} onClose={onClose} />}
    >
      <p>{choose.what(name)}</p>
      <Field label={text.registration.signIn.clientId}>
        <RadioGroup value={chosen} onChange={(_, data) => setChosen(data.value)}>
          {candidates.map(({ clientId, createdAt }) => (
            <Radio
              key={clientId}
              value={clientId}
              label={
                <>
                  <Address>{clientId}</Address>
                  {createdAt !== null && <> {choose.created(createdAt.slice(0, 10))}</>}
                </>
              }
            />
          ))}
        </RadioGroup>
      </Field>
    </Dialog>
  )
}
