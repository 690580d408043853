/** The new-setup form as a value: what was chosen so far and what may come next. Pure reducer. */
import type { CallInput } from '../../../contract/calls.schema.ts'
import type { NewSetupDraft } from '../../../contract/drafts-view.schema.ts'
import type { RecipeView } from '../../../contract/views.schema.ts'
import type { Answers } from '../../../domain/setup/setup.schema.ts'
import { isError, type Finding } from '../../../domain/problem/finding.ts'
import { setupIdFindings } from '../../../domain/recipe/answers.ts'
import { sayFinding } from '../../../words/shape/say-finding.ts'
import { text, words } from '../../desk/words.ts'
import { isAppOnly, serviceOf } from '../../../domain/transport/transports.ts'
import { answersToSend, type Problems } from '../../kit/forms.ts'

export const formSteps = ['product', 'tenant', 'questions'] as const
export type FormStep = (typeof formSteps)[number]

export interface NewSetup {
  readonly step: FormStep
  readonly recipe: RecipeView | null
  readonly where: 'practice' | 'tenant'
  /** As it was typed: perhaps no number. */
  readonly mailboxes: string
  readonly prepared: boolean
  /** What the practice tenant is to show; empty: nothing goes wrong. */
  readonly fault: string
  readonly cloud: string
  readonly tenantId: string
  readonly clientId: string
  /** Null: not touched, so it follows product and tenant. */
  readonly name: string | null
  readonly answers: Answers
}

export type NewSetupChange =
  | { readonly type: 'set'; readonly fields: Partial<Omit<NewSetup, 'step' | 'recipe'>> }
  | { readonly type: 'choose'; readonly recipe: RecipeView }
  | { readonly type: 'step'; readonly step: FormStep }
  /** As it was left, or empty again. */
  | { readonly type: 'restore'; readonly form: NewSetup }

export const emptySetup: NewSetup = {
  step: 'product',
  recipe: null,
  where: 'practice',
  mailboxes: '25',
  prepared: false,
  fault: '',
  cloud: 'global',
  tenantId: '',
  clientId: '',
  name: null,
  answers: {},
}

export function reduceNewSetup(state: NewSetup, change: NewSetupChange): NewSetup {
  switch (change.type) {
    case 'set':
      return { ...state, ...change.fields }
    case 'choose':
      // Answers belong to one product's questions.
      return {
        ...state,
        recipe: change.recipe,
        answers: change.recipe.id === state.recipe?.id ? state.answers : {},
      }
    case 'step':
      return { ...state, step: change.step }
    case 'restore':
      return change.form
  }
}

/** Null when there is nothing worth coming back to. */
export function draftOf(form: NewSetup): NewSetupDraft | null {
  return form === emptySetup
    ? null
    : { ...form, answers: { ...form.answers }, recipe: form.recipe?.id ?? null }
}

/** The form as it was left. A product that is gone since takes what was answered for it along. */
export function formOf(draft: NewSetupDraft, recipes: readonly RecipeView[]): NewSetup {
  const recipe = recipes.find(({ id }) => id === draft.recipe) ?? null
  return recipe === null ? { ...draft, recipe, step: 'product', answers: {} } : { ...draft, recipe }
}

/** Products whose name, vendor or summary holds every word. */
export function searchRecipes(recipes: readonly RecipeView[], typed: string): readonly RecipeView[] {
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean)
  return recipes.filter((recipe) => {
    const said = `${recipe.name} ${recipe.vendor} ${recipe.summary}`.toLowerCase()
    return wanted.every((word) => said.includes(word))
  })
}

/** What takes the place of a product that has no recipe of its own. */
export function anyProduct(recipes: readonly RecipeView[]): readonly RecipeView[] {
  return recipes.filter(({ id }) => id.startsWith('generic-'))
}

/** "EA" for "Enterprise Automation Platform". */
export function initials(name: string): string {
  const letters = name.split(/\s+/).flatMap((word) => [...word].slice(0, 1))
  return letters.slice(0, 2).join('').toUpperCase()
}

/** An abbreviation that people use is shorter than the full name, and the list of setups is narrow. */
const shortName = ({ id, name }: RecipeView) => {
  const letters = name.split(/\s+/).flatMap((word) => [...word].slice(0, 1))
  const abbreviation = letters.join('').toUpperCase()
  if (letters.length > 1 && id.toUpperCase() === abbreviation) return abbreviation
  // “Exact Globe+, Compact, Synergy and ELIS”: the first of several is enough to find it again.
  return name.split(',')[0] ?? name
}

export function suggestedName(state: NewSetup, taken: readonly string[]): string {
  const product = state.recipe === null ? '' : shortName(state.recipe)
  const tenant = state.where === 'practice' ? 'Practice' : (state.tenantId.split('.')[0] ?? '')
  const plain = [tenant.length > 30 ? '' : tenant, product].filter(Boolean).join(' · ').slice(0, 76)
  if (!taken.includes(plain)) return plain
  for (let number = 2; ; number += 1) if (!taken.includes(`${plain} ${number}`)) return `${plain} ${number}`
}

export const mostMailboxes = 1000

/** Null when it is no whole number that the practice tenant can hold. */
export function mailboxCount(typed: string): number | null {
  const count = /^\s*\d{1,9}\s*$/.test(typed) ? Number(typed) : 0
  return count >= 1 && count <= mostMailboxes ? count : null
}

/** What keeps the form on its second step, by field: said there, and not when all the rest is filled in. */
export function tenantProblems(form: NewSetup): Problems {
  if (form.where === 'practice')
    return mailboxCount(form.mailboxes) === null ? { mailboxes: text.newSetup.mailboxesWrong } : {}
  const { tenantId, clientId } = form
  return {
    ...(tenantId.trim() === ''
      ? { tenantId: text.newSetup.tenantNeeded }
      : wrong('tenantId', setupIdFindings('tenant-id', tenantId, { clientId }))),
    ...wrong('clientId', setupIdFindings('client-id', clientId, { tenantId })),
  }
}

/** A doubt is shown beside the field and stops nobody. */
function wrong(field: string, findings: readonly Finding[]): Problems {
  const error = findings.find(isError)
  if (error === undefined) return {}
  const { what, next } = sayFinding(words, error, 'window')
  return { [field]: `${what} ${next}` }
}

export type RehearsedFault = keyof typeof text.newSetup.faults

/** By what each needs to be met: a way of sending, or who signs in. Those left out can be met by every product. */
const metBy: Readonly<Partial<Record<RehearsedFault, (kind: RecipeView['sendingMode']) => boolean>>> = {
  'tenant-smtp-auth-off': (kind) => serviceOf(kind) === 'smtp',
  'mailbox-smtp-auth-off': (kind) => serviceOf(kind) === 'smtp',
  'no-send-as': (kind) => !isAppOnly(kind),
  'missing-consent': (kind) => !isAppOnly(kind),
  'wrong-account': (kind) => !isAppOnly(kind),
  'conditional-access': isAppOnly,
  'expired-secret': isAppOnly,
  'wrong-secret': isAppOnly,
  'app-out-of-scope': isAppOnly,
  'unscoped-app': isAppOnly,
  'graph-throttled': (kind) => serviceOf(kind) === 'graph',
}

/** The errors that can be rehearsed with this product. */
export function faultsFor(recipe: Pick<RecipeView, 'sendingMode'>): readonly RehearsedFault[] {
  return (Object.keys(text.newSetup.faults) as RehearsedFault[]).filter(
    (fault) => metBy[fault]?.(recipe.sendingMode) ?? true,
  )
}

/** One that the product cannot meet is left over from another product's form. */
function faultsIn({ recipe, fault }: NewSetup): string[] {
  return recipe === null ? [] : faultsFor(recipe).filter((one) => one === fault)
}

export function requestOf(state: NewSetup, name: string): CallInput<'setup.create'> | null {
  if (state.recipe === null) return null
  return {
    recipe: state.recipe.id,
    name: name.trim(),
    answers: answersToSend(state.recipe.questions, state.answers),
    where:
      state.where === 'practice'
        ? {
            kind: 'practice',
            mailboxes: Number(state.mailboxes),
            prepared: state.prepared,
            faults: faultsIn(state),
          }
        : {
            kind: 'tenant',
            cloud: state.cloud,
            tenantId: state.tenantId.trim(),
            clientId: state.clientId.trim(),
          },
  }
}
