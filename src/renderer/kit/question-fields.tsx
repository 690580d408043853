/** The questions of a recipe as form fields: text, one choice, several, yes or no. Only those that an answer calls for. */
import { Checkbox, Field, FieldContextProvider, Radio, RadioGroup } from '@fluentui/react-components'
import type { IdContext } from '../../domain/fields/id.ts'
import { chosen } from '../../domain/recipe/conditions.ts'
import type { Question } from '../../domain/recipe/recipe.schema.ts'
import { answerFindings } from '../../domain/recipe/answers.ts'
import type { Answers } from '../../domain/setup/setup.schema.ts'
import { text } from '../desk/words.ts'
import { LintedInput, problem } from './inputs.tsx'
import { visibleQuestions } from './forms.ts'
import styles from './question-fields.module.css'

interface QuestionFieldsProps {
  readonly questions: readonly Question[]
  readonly answers: Answers
  /** What main refused, by question id. */
  readonly problems: Readonly<Record<string, string>>
  /** The ids that are known, so that one typed into the wrong field is seen. */
  readonly ids?: IdContext
  readonly onChange: (answers: Answers) => void
}

export function QuestionFields({ questions, answers, problems, ids, onChange }: QuestionFieldsProps) {
  const set = (id: string, value: string | boolean) => onChange({ ...answers, [id]: value })
  return visibleQuestions(questions, answers).map((question) => {
    const value = answers[question.id] ?? question.default ?? ''
    const refused = problems[question.id]
    switch (question.type) {
      case 'flag':
        return (
          <Field key={question.id} {...hint(question.help)} {...problem(refused)}>
            <Checkbox
              label={question.label}
              checked={value === true}
              onChange={(_, data) => set(question.id, data.checked === true)}
            />
          </Field>
        )
      case 'choice':
        return (
          <Field key={question.id} label={question.label} {...hint(question.help)} {...problem(refused)}>
            <RadioGroup value={String(value)} onChange={(_, data) => set(question.id, data.value)}>
              {question.options.map((option) => (
                <Radio key={option.value} value={option.value} label={option.label} />
              ))}
            </RadioGroup>
          </Field>
        )
      case 'choices':
        return (
          <Choices
            key={question.id}
            question={question}
            value={String(value)}
            refused={refused}
            onChange={(picked) => set(question.id, picked)}
          />
        )
      case 'text':
        return (
          <LintedInput
            key={question.id}
            label={question.label}
            hint={question.help}
            value={String(value)}
            placeholder={question.placeholder}
            maxLength={300}
            refused={refused}
            findings={answerFindings(question, value, ids)}
            onChange={(typed) => set(question.id, typed)}
          />
        )
    }
  })
}

interface ChoicesProps {
  readonly question: Extract<Question, { type: 'choices' }>
  readonly value: string
  readonly refused: string | undefined
  readonly onChange: (value: string) => void
}

/** Several of a list; kept as the values with commas between them, in the order of the options. */
function Choices({ question, value, refused, onChange }: ChoicesProps) {
  const picked = new Set(chosen(value))
  const none = question.required && picked.size === 0
  const toggle = (option: string, on: boolean) =>
    onChange(
      question.options
        .map((one) => one.value)
        .filter((one) => (one === option ? on : picked.has(one)))
        .join(', '),
    )
  return (
    <Field
      label={question.label}
      {...hint([question.help, text.questions.chooseSome].filter((part) => part !== undefined).join(' '))}
      {...problem(refused ?? (none ? text.questions.chooseOne : undefined))}
    >
      {({ id, 'aria-labelledby': labelledBy, 'aria-describedby': describedBy }) => (
        <div
          {...(id === undefined ? {} : { id })}
          role="group"
          aria-labelledby={labelledBy}
          aria-describedby={describedBy}
          className={styles.choices}
        >
          {/* Each box has a label of its own: the field's belongs to the group. */}
          <FieldContextProvider value={undefined}>
            {question.options.map((option) => (
              <Checkbox
                key={option.value}
                label={option.label}
                checked={picked.has(option.value)}
                onChange={(_, data) => toggle(option.value, data.checked === true)}
              />
            ))}
          </FieldContextProvider>
        </div>
      )}
    </Field>
  )
}

function hint(help: string | undefined): { hint?: string } {
  return help === undefined ? {} : { hint: help }
}
