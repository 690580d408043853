/** Facts of a setup that can change later: its name, the tenant's ids, the recipe's questions. */
import { Button, Field, Input } from '@fluentui/react-components'
import { useState } from 'react'
import type { SetupView } from '../../contract/views.ts'
import { text } from '../text/en.ts'
import { Dialog } from '../ui/dialog.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { fieldProblem } from '../ui/form-problems.ts'
import { problem, QuestionFields } from '../ui/question-fields.tsx'
import { useAction, useAgain } from './use-desktop.ts'

interface SetupDetailsProps {
  readonly view: SetupView
  readonly onClose: () => void
}

export function SetupDetailsDialog({ view, onClose }: SetupDetailsProps) {
  const [name, setName] = useState(view.name)
  const [tenantId, setTenantId] = useState(view.tenantId ?? '')
  const [clientId, setClientId] = useState(view.clientId ?? '')
  const [answers, setAnswers] = useState(view.answers)
  const action = useAction()
  const again = useAgain()
  const questions = view.recipe.questions
  const late = fieldProblem(action.error, {
    name: [],
    tenantId: ['tenant'],
    clientId: [],
    ...Object.fromEntries(questions.map((question) => [question.id, [question.label]])),
  })
  const problems = late ?? {}
  const real = view.practice === null
  const save = async () => {
    const ids = {
      ...(tenantId.trim() !== (view.tenantId ?? '') && { tenantId: tenantId.trim() }),
      ...(clientId.trim() !== (view.clientId ?? '') && { clientId: clientId.trim() }),
    }
    const changed = { setup: view.id, name: name.trim(), answers, ...(real ? ids : {}) }
    if (!(await action.run('setup.update', changed)).ok) return
    again()
    onClose()
  }
  return (
    <Dialog
      title={text.details.title}
      onClose={onClose}
      onSubmit={() => void save()}
      actions={
        <>
          <Button onClick={onClose}>{text.form.cancel}</Button>
          <Button appearance="primary" type="submit" disabledFocusable={action.busy}>
            {text.form.save}
          </Button>
        </>
      }
    >
      <Field label={text.details.name} required {...problem(problems['name'])}>
        <Input value={name} maxLength={80} autoComplete="off" onChange={(_, data) => setName(data.value)} />
      </Field>
      {real && (
        <>
          <Field
            label={text.details.tenantId}
            hint={text.details.tenantHint}
            {...problem(problems['tenantId'])}
          >
            <Input
              value={tenantId}
              maxLength={200}
              spellCheck={false}
              autoComplete="off"
              onChange={(_, data) => setTenantId(data.value)}
            />
          </Field>
          <Field
            label={text.details.clientId}
            hint={text.details.clientHint}
            {...problem(problems['clientId'])}
          >
            <Input
              value={clientId}
              maxLength={100}
              spellCheck={false}
              autoComplete="off"
              onChange={(_, data) => setClientId(data.value)}
            />
          </Field>
        </>
      )}
      <QuestionFields questions={questions} answers={answers} problems={problems} onChange={setAnswers} />
      {action.error !== null && late === null && <ErrorNote error={action.error} />}
    </Dialog>
  )
}
