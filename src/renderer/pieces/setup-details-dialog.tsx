/** Facts of a setup that can change later: its name, the tenant's ids, the recipe's questions. */
import { Button, Field, Input } from '@fluentui/react-components'
import { useState } from 'react'
import type { SetupView } from '../../contract/views.schema.ts'
import { setupIdFindings } from '../../domain/recipe/answers.ts'
import { text } from '../desk/words.ts'
import { Dialog, SubmitActions } from '../kit/dialog.tsx'
import { ErrorNote } from '../kit/error-note.tsx'
import { answersToSend, fieldProblem, visibleQuestions } from '../kit/forms.ts'
import { LintedInput, problem } from '../kit/inputs.tsx'
import { QuestionFields } from '../kit/question-fields.tsx'
import { planChanges, type PlanChanges } from '../data/answers.ts'
import styles from './setup-details-dialog.module.css'
import { useAction, useAgain } from '../data/use-desktop.ts'

interface SetupDetailsProps {
  readonly view: SetupView
  readonly onClose: () => void
}

export function SetupDetailsDialog({ view, onClose }: SetupDetailsProps) {
  const [name, setName] = useState(view.name)
  const [tenantId, setTenantId] = useState(view.tenantId ?? view.tenantName ?? '')
  const [clientId, setClientId] = useState(view.clientId ?? '')
  const [answers, setAnswers] = useState(view.answers)
  const [changes, setChanges] = useState<PlanChanges | null>(null)
  const action = useAction()
  const again = useAgain()
  const questions = view.recipe.questions
  const late = fieldProblem(action.error, {
    name: [],
    tenantId: ['tenant'],
    clientId: [],
    ...Object.fromEntries(
      visibleQuestions(questions, answers).map((question) => [question.id, [question.label]]),
    ),
  })
  const problems = late ?? {}
  const real = view.practice === null
  const save = async () => {
    const ids = {
      ...(tenantId.trim() !== (view.tenantId ?? view.tenantName ?? '') && { tenantId: tenantId.trim() }),
      ...(clientId.trim() !== (view.clientId ?? '') && { clientId: clientId.trim() }),
    }
    const sent = answersToSend(questions, answers, view.answers)
    const changed = { setup: view.id, name: name.trim(), answers: sent, ...(real ? ids : {}) }
    if (!(await action.run('setup.update', changed)).ok) return
    again()
    const now = await action.run('setup.get', { setup: view.id })
    const differs = now.ok ? planChanges(view.checklist, now.value.checklist) : null
    if (differs === null) onClose()
    else setChanges(differs)
  }
  if (changes !== null) return <ChangesDialog changes={changes} onClose={onClose} />
  return (
    <Dialog
      title={text.details.title}
      onClose={onClose}
      onSubmit={() => void save()}
      actions={<SubmitActions label={text.form.save} disabled={action.busy} onClose={onClose} />}
    >
      <Field label={text.details.name} required {...problem(problems['name'])}>
        <Input value={name} maxLength={80} autoComplete="off" onChange={(_, data) => setName(data.value)} />
      </Field>
      {real && (
        <>
          <LintedInput
            label={text.details.tenantId}
            hint={text.details.tenantHint}
            value={tenantId}
            maxLength={200}
            refused={problems['tenantId']}
            findings={setupIdFindings('tenant-id', tenantId, { clientId })}
            onChange={setTenantId}
          />
          <LintedInput
            label={text.details.clientId}
            hint={text.details.clientHint}
            value={clientId}
            maxLength={100}
            refused={problems['clientId']}
            findings={setupIdFindings('client-id', clientId, { tenantId })}
            onChange={setClientId}
          />
        </>
      )}
      <QuestionFields
        questions={questions}
        answers={answers}
        problems={problems}
        ids={{ tenantId, clientId }}
        onChange={setAnswers}
      />
      {action.error !== null && late === null && <ErrorNote error={action.error} />}
    </Dialog>
  )
}

/** Changing an answer moves steps in and out of the plan; the person is told which. */
function ChangesDialog({
  changes,
  onClose,
}: {
  readonly changes: PlanChanges
  readonly onClose: () => void
}) {
  const lists = [
    { title: text.changes.added(changes.added.length), steps: changes.added },
    { title: text.changes.dropped(changes.dropped.length), steps: changes.dropped },
  ].filter(({ steps }) => steps.length > 0)
  return (
    <Dialog
      title={text.changes.saved}
      onClose={onClose}
      onSubmit={onClose}
      actions={
        <Button appearance="primary" type="submit">
          {text.changes.close}
        </Button>
      }
    >
      {lists.map(({ title, steps }) => (
        <section key={title}>
          <p>
            <strong>{title}:</strong>
          </p>
          <ul className={styles.steps}>
            {steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ul>
        </section>
      ))}
      {changes.dropped.length > 0 && <p>{text.changes.keptWork}</p>}
    </Dialog>
  )
}
