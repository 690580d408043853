/** What somebody answers to the questions of a recipe: each is taken with its validator, or refused with a finding. */
import { checkSender } from '../fields/address.ts'
import { found, type Finding } from '../problem/finding.ts'
import { checked, type Checked } from '../fields/checked.ts'
import { checkHostName } from '../fields/host-name.ts'
import { checkClientId, checkId, checkTenantId, type IdContext } from '../fields/id.ts'
import { pathFindings, plainNameFindings, textFindings } from '../fields/text.ts'
import type { Problem } from '../problem/problem.ts'
import { chosen, holds } from './conditions.ts'
import type { Question, Recipe } from './recipe.schema.ts'
import { err, ok, type Result } from '../result.ts'
import { plainText } from '../text/escape.ts'
import type { Answers } from '../setup/setup.schema.ts'

type Answer = string | boolean | null
type TextQuestion = Extract<Question, { type: 'text' }>

/**
 * The answers with defaults in place. Questions may stay open (the plan shows ‹name› until they are answered);
 * `complete` insists on every required one. Unknown names are refused, so that a typing error is not lost.
 */
export function checkAnswers(
  recipe: Recipe,
  answers: unknown,
  options: { readonly complete?: boolean; readonly ids?: IdContext } = {},
): Result<Answers, Problem> {
  if (typeof answers !== 'object' || answers === null || Array.isArray(answers))
    return err({ code: 'answers-no-list', field: 'answers' })
  const given = new Map<string, unknown>(Object.entries(answers))
  const known = recipe.questions.map(({ id }) => id)
  for (const name of given.keys())
    if (!known.includes(name))
      return err({
        code: 'question-unknown',
        field: 'answers',
        recipe: recipe.name,
        name: shown(name),
        known,
      })
  const taken: Answers = {}
  for (const question of recipe.questions) {
    // what a question depends on is asked before it, so it is checked by now
    const complete = options.complete === true && holds(question.when, taken, recipe)
    const answer = checkAnswer(question, given.get(question.id), { complete, ids: options.ids })
    if (!answer.ok) return answer
    if (answer.value !== null) taken[question.id] = answer.value
  }
  return ok(taken)
}

/** What is to be said about one answer. Nothing typed is nothing wrong: a question may stay open. */
export function answerFindings(question: Question, answer: unknown, ids: IdContext = {}): readonly Finding[] {
  return checkAnswer(question, answer, { complete: false, ids }).findings
}

/** Of a tenant or client id; empty is fine here, it may not exist yet, and the id of a domain is looked up. */
export function setupIdFindings(
  id: 'tenant-id' | 'client-id',
  value: string,
  ids: IdContext,
): readonly Finding[] {
  if (value.trim() === '') return []
  const { findings } = id === 'tenant-id' ? checkTenantId(value, ids) : checkClientId(value, ids)
  return findings.filter(({ code }) => code !== 'tenant-domain')
}

export interface NamedFinding {
  /** The question’s id, or which id of the setup. */
  readonly field: string
  readonly finding: Finding
}

/** What is to be said about a whole setup as it was typed in; the practice tenant brings its own ids, and they are right. */
export function setupFindings(setup: {
  readonly questions: readonly Question[]
  readonly answers: Answers
  readonly tenantId: string
  readonly clientId: string
}): NamedFinding[] {
  const { questions, answers, tenantId, clientId } = setup
  const named = (field: string, findings: readonly Finding[]) =>
    findings.map((finding): NamedFinding => ({ field, finding }))
  return [
    ...named('tenant-id', setupIdFindings('tenant-id', tenantId, { clientId })),
    ...named('client-id', setupIdFindings('client-id', clientId, { tenantId })),
    ...questions
      .filter((question) => holds(question.when, answers, { questions: [...questions] }))
      .flatMap((question) =>
        named(question.id, answerFindings(question, answers[question.id], { tenantId, clientId })),
      ),
  ]
}

interface AnswerContext {
  /** Whether it has to be answered by now. */
  readonly complete: boolean
  readonly ids?: IdContext | undefined
}

/** Null: the question stays open. */
function checkAnswer(question: Question, answer: unknown, { complete, ids }: AnswerContext): Checked<Answer> {
  const take = (value: Answer): Checked<Answer> => ({ ok: true, value, findings: [] })
  const open = answer === undefined || answer === null
  switch (question.type) {
    case 'flag': {
      if (open) return take(question.default)
      const value = typeof answer === 'boolean' ? answer : yesNo(answer)
      return value === null ? refuse(question, found('answer-flag', {})) : take(value)
    }
    case 'choice': {
      if (open || answer === '') return take(question.default)
      const offered = question.options.map((option) => option.value)
      if (typeof answer === 'string' && offered.includes(answer.trim())) return take(answer.trim())
      return refuse(question, found('answer-not-offered', { offered, several: false }))
    }
    case 'choices':
      return open ? take(question.default) : checkChoices(question, answer)
    case 'text': {
      if (!open && typeof answer !== 'string')
        return refuse(question, found('text-wanted', { example: exampleOf(question) }))
      const text = (answer ?? '').trim()
      if (text !== '') return checkText(question, text, ids)
      if (question.default !== undefined) return take(question.default)
      return complete && question.required
        ? refuse(question, found('answer-open', { example: exampleOf(question) }))
        : take(null)
    }
  }
}

/** Kept in the order of the options, each once, with commas between them. */
function checkChoices(question: Extract<Question, { type: 'choices' }>, answer: unknown): Checked<Answer> {
  const offered = question.options.map((option) => option.value)
  const list = Array.isArray(answer)
    ? (answer as unknown[])
    : typeof answer === 'string'
      ? chosen(answer)
      : [answer]
  const picked = new Set(list.map((one) => (typeof one === 'string' ? one.trim() : one)))
  if ([...picked].some((one) => typeof one !== 'string' || !offered.includes(one)))
    return refuse(question, found('answer-not-offered', { offered, several: true }))
  const value = picked.size === 0 && question.required ? question.default : inOrder(offered, picked)
  return { ok: true, value, findings: [] }
}

const inOrder = (offered: readonly string[], picked: ReadonlySet<unknown>) =>
  offered.filter((one) => picked.has(one)).join(', ')

function checkText(question: TextQuestion, text: string, ids: IdContext | undefined): Checked<Answer> {
  const { id, label } = question
  const plain = textFindings(text)
  if (plain.length > 0) return checked(id, text, plain, label)
  switch (question.shape) {
    case 'any':
      return checked(id, text, [])
    case 'address':
      return checkSender(text, id, label)
    case 'host-name':
      return checkHostName(text, id, label)
    case 'guid':
      return checkId('service-principal-id', text, ids, id, label)
    case 'path':
      return checked(id, text, pathFindings(text, exampleOf(question)), label)
    case 'plain-name':
      return checked(id, text, plainNameFindings(text, exampleOf(question)), label)
  }
}

function refuse({ id, label }: Question, finding: Finding): Checked<Answer> {
  return checked<Answer>(id, null, [finding], label)
}

const exampleOf = (question: TextQuestion): string | null => question.placeholder ?? null

function yesNo(answer: unknown): boolean | null {
  const word = typeof answer === 'string' ? answer.trim().toLowerCase() : ''
  if (['yes', 'true'].includes(word)) return true
  return ['no', 'false'].includes(word) ? false : null
}

function shown(text: string): string {
  const plain = plainText(text)
  return plain.length > 60 ? `${plain.slice(0, 60)}…` : plain
}
