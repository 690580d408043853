/** Third question: the setup's name and what the product needs to know. */
import { Field, Input } from '@fluentui/react-components'
import type { Question } from '../../../domain/recipe/recipe.schema.ts'
import { text } from '../../desk/words.ts'
import type { Problems } from '../../kit/forms.ts'
import { problem } from '../../kit/inputs.tsx'
import { QuestionFields } from '../../kit/question-fields.tsx'
import type { NewSetup } from './new-setup.ts'
import newSetupParts from './new-setup.module.css'

interface QuestionsFormProps {
  readonly form: NewSetup
  readonly name: string
  readonly questions: readonly Question[]
  readonly problems: Problems
  readonly onChange: (fields: Partial<Omit<NewSetup, 'step' | 'recipe'>>) => void
}

export function QuestionsForm({ form, name, questions, problems, onChange }: QuestionsFormProps) {
  return (
    <>
      <h2 className={newSetupParts.question}>{text.newSetup.someQuestions}</h2>
      <p className={newSetupParts.summary}>{text.newSetup.laterToo}</p>
      <div className={newSetupParts.fields}>
        <Field
          label={text.details.name}
          hint={text.newSetup.nameHint}
          required
          {...problem(problems['name'])}
        >
          <Input
            value={name}
            maxLength={80}
            autoComplete="off"
            onChange={(_, data) => onChange({ name: data.value })}
          />
        </Field>
        <QuestionFields
          questions={questions}
          answers={form.answers}
          problems={problems}
          ids={{ tenantId: form.tenantId, clientId: form.clientId }}
          onChange={(answers) => onChange({ answers })}
        />
      </div>
    </>
  )
}
