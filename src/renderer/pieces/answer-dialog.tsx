/** Asks for exactly what is missing, where it is missing. */
import { useState } from 'react'
import type { SetupView } from '../../contract/views.schema.ts'
import { setupIdFindings } from '../../domain/recipe/answers.ts'
import type { Answering } from '../data/answers.ts'
import { useAction, useAgain } from '../data/use-desktop.ts'
import { Dialog, SubmitActions } from '../kit/dialog.tsx'
import { ErrorNote } from '../kit/error-note.tsx'
import { answersToSend, fieldProblem } from '../kit/forms.ts'
import { LintedInput } from '../kit/inputs.tsx'
import { QuestionFields } from '../kit/question-fields.tsx'
import { text } from '../desk/words.ts'

interface AnswerDialogProps {
  readonly view: SetupView
  readonly asks: Extract<Answering, { at: 'here' }>
  readonly onClose: () => void
}

const lintedAs = { tenantId: 'tenant-id', clientId: 'client-id' } as const

export function AnswerDialog({ view, asks, onClose }: AnswerDialogProps) {
  const [ids, setIds] = useState({
    tenantId: view.tenantId ?? view.tenantName ?? '',
    clientId: view.clientId ?? '',
  })
  const [answers, setAnswers] = useState(view.answers)
  const action = useAction()
  const again = useAgain()
  const late = fieldProblem(action.error, {
    tenantId: ['tenant'],
    clientId: [],
    ...Object.fromEntries(asks.questions.map((question) => [question.id, [question.label]])),
  })
  const save = async () => {
    const reply = await action.run('setup.update', {
      setup: view.id,
      ...Object.fromEntries(asks.ids.map((id) => [id, ids[id].trim()])),
      ...(asks.questions.length === 0
        ? {}
        : { answers: answersToSend(view.recipe.questions, answers, view.answers) }),
    })
    if (!reply.ok) return
    again()
    onClose()
  }
  return (
    <Dialog
      title={text.details.answerTitle}
      onClose={onClose}
      onSubmit={() => void save()}
      actions={<SubmitActions label={text.form.save} disabled={action.busy} onClose={onClose} />}
    >
      {asks.ids.map((id) => (
        <LintedInput
          key={id}
          label={text.details[id]}
          hint={id === 'tenantId' ? text.details.tenantHint : text.details.clientHint}
          value={ids[id]}
          maxLength={id === 'tenantId' ? 200 : 100}
          refused={late?.[id]}
          findings={setupIdFindings(
            lintedAs[id],
            ids[id],
            id === 'tenantId' ? { clientId: ids.clientId } : ids,
          )}
          onChange={(value) => setIds({ ...ids, [id]: value })}
        />
      ))}
      <QuestionFields
        questions={asks.questions}
        answers={answers}
        problems={late ?? {}}
        ids={ids}
        onChange={setAnswers}
      />
      {action.error !== null && late === null && <ErrorNote error={action.error} />}
    </Dialog>
  )
}
