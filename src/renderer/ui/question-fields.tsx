/** The questions of a recipe as form fields: text, choice, yes or no. */
import { Checkbox, Field, Input, Radio, RadioGroup } from '@fluentui/react-components'
import type { Question } from '../../domain/recipe/recipe.ts'
import type { Answers } from '../../domain/setup/setup.ts'

interface QuestionFieldsProps {
  readonly questions: readonly Question[]
  readonly answers: Answers
  /** What is wrong with an answer, by question id. */
  readonly problems: Readonly<Record<string, string>>
  readonly onChange: (answers: Answers) => void
}

export function QuestionFields({ questions, answers, problems, onChange }: QuestionFieldsProps) {
  const set = (id: string, value: string | boolean) => onChange({ ...answers, [id]: value })
  return questions.map((question) => {
    const value = answers[question.id] ?? question.default ?? ''
    if (question.type === 'flag')
      return (
        <Field key={question.id} {...hint(question.help)} {...problem(problems[question.id])}>
          <Checkbox
            label={question.label}
            checked={value === true}
            onChange={(_, data) => set(question.id, data.checked === true)}
          />
        </Field>
      )
    if (question.type === 'choice')
      return (
        <Field
          key={question.id}
          label={question.label}
          {...hint(question.help)}
          {...problem(problems[question.id])}
        >
          <RadioGroup value={String(value)} onChange={(_, data) => set(question.id, data.value)}>
            {question.options.map((option) => (
              <Radio key={option.value} value={option.value} label={option.label} />
            ))}
          </RadioGroup>
        </Field>
      )
    return (
      <Field
        key={question.id}
        label={question.label}
        {...hint(question.help)}
        required={question.required}
        {...problem(problems[question.id])}
      >
        <Input
          value={String(value)}
          placeholder={question.placeholder}
          spellCheck={false}
          autoComplete="off"
          maxLength={300}
          onChange={(_, data) => set(question.id, data.value)}
        />
      </Field>
    )
  })
}

/** Props of a Field that shows what is wrong with it. */
export function problem(message: string | undefined): {
  validationMessage?: string
  validationState?: 'error'
} {
  return message === undefined ? {} : { validationMessage: message, validationState: 'error' }
}

function hint(help: string | undefined): { hint?: string } {
  return help === undefined ? {} : { hint: help }
}
