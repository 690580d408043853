/** New setup: product, then practice or real tenant, then the product's questions. */
import { Button } from '@fluentui/react-components'
import { useReducer, useState } from 'react'
import type { Template } from '../../../domain/template/template.schema.ts'
import type { Pattern } from '../../data/location.ts'
import { Page } from '../../pieces/page.tsx'
import { useAction, useAgain, useSnapshot } from '../../data/use-desktop.ts'
import { useLocation } from '../../data/use-location.ts'
import { text } from '../../desk/words.ts'
import { ErrorNote } from '../../kit/error-note.tsx'
import { LoadError } from '../../pieces/load-error.tsx'
import { fieldProblem, visibleQuestions } from '../../kit/forms.ts'
import { NoteBox } from '../../kit/note-box.tsx'
import { useDraft, usePattern } from './begin-form.ts'
import {
  emptySetup,
  formSteps,
  reduceNewSetup,
  requestOf,
  suggestedName,
  tenantProblems,
  type FormStep,
} from './new-setup.ts'
import { ProductChoice } from './product-choice.tsx'
import { QuestionsForm } from './questions-form.tsx'
import { TenantChoice } from './tenant-choice.tsx'
import styles from './new-setup-page.module.css'

/** On which step each field stands, to go back there when main refuses it. */
const tenantFields = ['cloud', 'tenantId', 'clientId', 'mailboxes']

interface NewSetupPageProps {
  readonly template: Template | null
  readonly like: Pattern | null
}

export function NewSetupPage({ template, like }: NewSetupPageProps) {
  const { move } = useLocation()
  const [form, change] = useReducer(reduceNewSetup, emptySetup)
  const recipes = useSnapshot('recipe.list', null)
  const pattern = template ?? like
  const { restored, finish, startOver } = useDraft(form, pattern === null ? recipes.value : undefined, change)
  const templateError = usePattern(pattern, recipes.value, change)
  const taken = useSnapshot('setup.list', null).value?.cards ?? []
  const action = useAction()
  const again = useAgain()
  const names = taken.map((setup) => setup.name)
  const name = form.name ?? suggestedName(form, names)
  const beside = fieldProblem(action.error, {
    name: [],
    cloud: [],
    tenantId: ['tenant'],
    clientId: [],
    mailboxes: [],
    ...Object.fromEntries(
      visibleQuestions(form.recipe?.questions ?? [], form.answers).map((question) => [
        question.id,
        [question.label],
      ]),
    ),
  })
  /** Whether the person wanted on while something of the second step was missing. */
  const [stopped, setStopped] = useState(false)
  const missing = tenantProblems(form)
  const at = formSteps.indexOf(form.step)
  const go = (step: FormStep | undefined) => step !== undefined && change({ type: 'step', step })

  const create = async () => {
    const request = requestOf(form, name)
    if (request === null) return
    const reply = await action.run('setup.create', request)
    if (reply.ok) {
      if (template !== null && template.recipe.id === request.recipe)
        await action.run('template.apply', { setup: reply.value.id, template })
      finish()
      again()
      move({ type: 'setup', setup: reply.value.id, page: 'plan', focus: true })
      return
    }
    const field = Object.keys(
      fieldProblem(reply.error, { cloud: [], tenantId: ['tenant'], clientId: [], mailboxes: [] }) ?? {},
    )[0]
    if (field !== undefined && tenantFields.includes(field)) go('tenant')
  }

  return (
    <Page title={text.newSetup.title} ownFocus={form.step === 'product'}>
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (form.recipe === null) return
          if (form.step === 'questions') return void create()
          const held = form.step === 'tenant' && Object.keys(missing).length > 0
          setStopped(held)
          if (!held) go(formSteps[at + 1])
        }}
      >
        <ol className={styles.trail} aria-label={text.newSetup.steps}>
          {formSteps.map((step, index) => (
            <li key={step} aria-current={step === form.step ? 'step' : undefined} data-past={index < at}>
              <span className={styles.number}>{index + 1}</span>
              {text.newSetup.stepNames[step]}
            </li>
          ))}
        </ol>
        <div className={styles.body}>
          {recipes.error !== undefined && <LoadError error={recipes.error} />}
          {templateError !== null && <ErrorNote error={templateError} />}
          {restored && (
            <NoteBox tone="info">
              {text.newSetup.restored}{' '}
              <Button size="small" onClick={startOver}>
                {text.newSetup.startOver}
              </Button>
            </NoteBox>
          )}
          {like !== null && templateError === null && (
            <NoteBox tone="info">{text.newSetup.like[like.where](like.from)}</NoteBox>
          )}
          {template !== null && templateError === null && (
            <NoteBox tone="info">{text.transfer.template.from}</NoteBox>
          )}
          {action.error !== null && beside === null && (
            <ErrorNote error={action.error} onDismiss={action.clear} />
          )}
          {form.step === 'product' && (
            <ProductChoice
              recipes={recipes.value ?? []}
              chosen={form.recipe}
              onChoose={(recipe) => change({ type: 'choose', recipe })}
            />
          )}
          {form.step === 'tenant' && (
            <TenantChoice
              form={form}
              problems={{ ...(stopped ? missing : {}), ...beside }}
              onChange={(fields) => change({ type: 'set', fields })}
            />
          )}
          {form.step === 'questions' && form.recipe !== null && (
            <QuestionsForm
              form={form}
              name={name}
              questions={form.recipe.questions}
              problems={beside ?? {}}
              onChange={(fields) => change({ type: 'set', fields })}
            />
          )}
        </div>
        <div className={styles.foot}>
          <Button
            onClick={() => {
              if (at > 0) return go(formSteps[at - 1])
              finish()
              move({ type: 'go', place: 'setups', focus: true })
            }}
          >
            {at === 0 ? text.form.cancel : text.form.back}
          </Button>
          <Button appearance="primary" type="submit" disabledFocusable={form.recipe === null || action.busy}>
            {form.step !== 'questions'
              ? text.form.next
              : action.busy
                ? text.newSetup.creating
                : text.newSetup.create}
          </Button>
        </div>
      </form>
    </Page>
  )
}
