/** Checks what a person types in when a setup is made: every refusal names the field and the fix. */
import { appError, type AppError } from '../app-error.ts'
import { chosen, holds } from '../recipe/conditions.ts'
import type { Question, Recipe } from '../recipe/recipe.ts'
import { err, ok, type Result } from '../result.ts'
import { plainText } from '../text/escape.ts'
import type { Answers } from './setup.ts'
import { plainly } from '../../words/plainly.ts'

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const emptyGuid = '00000000-0000-0000-0000-000000000000'
const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const hostName = new RegExp(`^${label}(?:\\.${label})*$`)
const domainName = new RegExp(`^(?:${label}\\.)+${label}$`)
/** RFC 5321 dot-atom. Exchange Online makes no mailbox with other characters, and a header takes no others unencoded. */
const localPart = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/

/**
 * The answers with defaults in place. Questions may stay open (the plan shows ‹name› until they are answered);
 * `complete` insists on every required one. Unknown names are refused, so that a typing error is not lost.
 */
export function checkAnswers(
  recipe: Recipe,
  answers: unknown,
  options: { readonly complete?: boolean } = {},
): Result<Answers, AppError> {
  if (typeof answers !== 'object' || answers === null || Array.isArray(answers))
    return refuse(
      'answers',
      'The answers are not a list of names with values.',
      'Write one “name: value” for each question.',
    )
  const given = new Map<string, unknown>(Object.entries(answers))
  const known = new Map(recipe.questions.map((question) => [question.id, question]))
  for (const name of given.keys())
    if (!known.has(name))
      return refuse(
        'answers',
        `${recipe.name} has no question “${shown(name)}”.`,
        known.size === 0 ? 'Leave the answers out.' : `Its questions: ${[...known.keys()].join(', ')}.`,
      )
  const checked: Answers = {}
  for (const question of recipe.questions) {
    // what a question depends on is asked before it, so it is checked by now
    const complete = options.complete === true && holds(question.when, checked, recipe)
    const answer = checkAnswer(question, given.get(question.id), complete)
    if (!answer.ok) return answer
    if (answer.value !== null) checked[question.id] = answer.value
  }
  return ok(checked)
}

/** Null: the question stays open. */
function checkAnswer(
  question: Question,
  answer: unknown,
  complete: boolean,
): Result<string | boolean | null, AppError> {
  switch (question.type) {
    case 'flag': {
      if (answer === undefined || answer === null) return ok(question.default)
      const value = typeof answer === 'boolean' ? answer : yesNo(answer)
      return value === null
        ? refuse(question.id, `“${question.label}” takes yes or no.`, 'Answer yes or no.')
        : ok(value)
    }
    case 'choice': {
      if (answer === undefined || answer === null || answer === '') return ok(question.default)
      const values = question.options.map((option) => option.value)
      if (typeof answer === 'string' && values.includes(answer.trim())) return ok(answer.trim())
      return refuse(
        question.id,
        `“${question.label}” does not offer that answer.`,
        `Choose one of: ${values.join(', ')}.`,
      )
    }
    case 'choices':
      return checkChoices(question, answer)
    case 'text': {
      if (answer !== undefined && answer !== null && typeof answer !== 'string')
        return refuse(
          question.id,
          `“${question.label}” takes text.`,
          `Write it in quotation marks, for example "${question.placeholder ?? 'text'}".`,
        )
      const text = (answer ?? '').trim()
      if (text !== '') return checkText(question, text)
      if (question.default !== undefined) return ok(question.default)
      if (complete && question.required)
        return refuse(
          question.id,
          `“${question.label}” is not answered yet.`,
          example(question) ?? 'Answer it.',
        )
      return ok(null)
    }
  }
}

/** Kept in the order of the options, each once, with commas between them. */
function checkChoices(
  question: Extract<Question, { type: 'choices' }>,
  answer: unknown,
): Result<string, AppError> {
  const values = question.options.map((option) => option.value)
  const offer = `Choose from: ${values.join(', ')}. Several are written with commas between them.`
  const list = Array.isArray(answer)
    ? (answer as unknown[])
    : chosen(typeof answer === 'string' ? answer : '')
  if (answer !== undefined && answer !== null && typeof answer !== 'string' && !Array.isArray(answer))
    return refuse(question.id, `“${question.label}” takes a list of values.`, offer)
  if (answer === undefined || answer === null) return ok(question.default)
  if (list.some((value) => typeof value !== 'string' || !values.includes(value.trim())))
    return refuse(question.id, `“${question.label}” does not offer one of those answers.`, offer)
  const picked = values.filter((value) => list.some((one) => typeof one === 'string' && one.trim() === value))
  if (picked.length === 0 && question.required) return ok(question.default)
  return ok(picked.join(', '))
}

function checkText(question: Extract<Question, { type: 'text' }>, text: string): Result<string, AppError> {
  if (text.length > 300)
    return refuse(question.id, `“${question.label}” is longer than 300 characters.`, 'Shorten it.')
  if (plainText(text) !== text || /[\r\n\t]/.test(text))
    return refuse(
      question.id,
      `“${question.label}” holds invisible characters.`,
      'Type it in instead of pasting it.',
    )
  switch (question.shape) {
    case 'any':
      return ok(text)
    case 'address': {
      const address = checkAddress(text)
      if (address.ok) return address
      return refuse(
        question.id,
        `“${question.label}”: ${plainly(address.error).what}`,
        plainly(address.error).next ?? 'Correct the address.',
      )
    }
    case 'host-name':
      return checkHostName(question, text)
    case 'guid': {
      const value = unwrapped(text)
      return guid.test(value) && value !== emptyGuid
        ? ok(value)
        : refuse(
            question.id,
            `“${question.label}” is not an id of the form 8-4-4-4-12, digits and letters a to f.`,
            'Copy it from the portal.',
          )
    }
    case 'path':
      return /^[A-Za-z0-9_~-][A-Za-z0-9._~/-]*$/.test(text) && !/(?:^|\/)\.{1,2}(?:\/|$)|\/\//.test(text)
        ? ok(text)
        : refuse(
            question.id,
            `“${question.label}” is not a path: letters, digits, / . _ ~ and - only, without a / in front.`,
            example(question) ?? 'Copy it from the vendor’s address.',
          )
    case 'plain-name':
      // it is put into PowerShell lines between apostrophes, so nothing that could end them is taken
      return /^[\p{L}\p{N}](?:[\p{L}\p{N} ._-]*[\p{L}\p{N}])?$/u.test(text) && text.length <= 64
        ? ok(text)
        : refuse(
            question.id,
            `“${question.label}” takes letters, digits, blanks, dots, hyphens and underscores only, 64 at most.`,
            example(question) ?? 'Choose a simpler name.',
          )
  }
}

function checkHostName(
  question: Extract<Question, { type: 'text' }>,
  text: string,
): Result<string, AppError> {
  const no = (why: string) =>
    refuse(question.id, `“${question.label}” ${why}`, example(question) ?? 'Give the name alone.')
  if (/\s/.test(text)) return no('has a space in it.')
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text))
    return no('starts with a scheme such as https://. Only the name is wanted.')
  if (text.includes('@')) return no('looks like an e-mail address. The name of the server is wanted.')
  if (/[/\\?#]/.test(text)) return no('has a path after the name. Only the name is wanted.')
  const [host = '', port, ...more] = text.toLowerCase().split(':')
  if (more.length > 0) return no('has more than one colon in it.')
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65535))
    return no('has a port that is no number from 1 to 65535.')
  if (host.length > 253 || !hostName.test(host))
    return no('is not a host name: letters, digits, hyphens and dots only, no underscore, no dot at an end.')
  return ok(port === undefined ? host : `${host}:${port}`)
}

/**
 * A tenant as a GUID or a verified domain. `common` and its like are refused: a single-tenant registration fails
 * there (AADSTS50194), and nobody could say afterwards which tenant was proven. @see reference 2.2
 */
export function checkTenantId(text: string): Result<string, AppError> {
  const value = unwrapped(text)
  const where =
    'Copy “Directory (tenant) ID” from the registration’s Overview page, or give a verified domain such as contoso.onmicrosoft.com.'
  if (value === '') return refuse('tenant', 'The tenant is missing.', where)
  if (['common', 'organizations', 'consumers'].includes(value))
    return refuse('tenant', `“${value}” names no tenant: it lets an account of any tenant sign in.`, where)
  if (value.includes('@'))
    return refuse(
      'tenant',
      'The tenant looks like an e-mail address.',
      `Give only what stands after the @, or the id. ${where}`,
    )
  if (/[/:]/.test(value)) return refuse('tenant', 'The tenant looks like a web address.', where)
  if (value === emptyGuid) return refuse('tenant', 'The tenant id is all zeros.', where)
  if (guid.test(value) || (value.length <= 253 && domainName.test(value))) return ok(value)
  return refuse(
    'tenant',
    'The tenant is neither an id (8-4-4-4-12 digits and letters a to f) nor a domain.',
    where,
  )
}

/** The Application (client) ID: always a GUID. The text is never repeated, as a secret is easily pasted here. */
export function checkClientId(text: string): Result<string, AppError> {
  const value = unwrapped(text)
  const where = 'Copy “Application (client) ID” from the registration’s Overview page.'
  if (value === '') return refuse('client-id', 'The client id is missing.', where)
  if (value === emptyGuid) return refuse('client-id', 'The client id is all zeros.', where)
  if (guid.test(value)) return ok(value)
  if (value.startsWith('api://'))
    return refuse('client-id', 'This is an application ID URI, not the client id.', where)
  if (value.includes('~'))
    return refuse(
      'client-id',
      'This looks like a client secret. It was not kept.',
      `${where} Keep the secret for the product.`,
    )
  return refuse(
    'client-id',
    'The client id is not an id of the form 8-4-4-4-12, digits and letters a to f.',
    where,
  )
}

/** An e-mail address as Exchange Online has them; the domain comes back in lower case, the rest as typed. */
export function checkAddress(text: string): Result<string, AppError> {
  const value = text.trim().replace(/^mailto:/i, '')
  const no = (why: string, next = 'Write it like name@contoso.com.') => refuse('address', why, next)
  if (value === '') return no('The address is missing.')
  if (value.length > 254) return no('The address is longer than 254 characters.')
  const at = value.lastIndexOf('@')
  if (at === -1) return no(`“${shown(value)}” has no @ in it.`)
  const [local, domain] = [value.slice(0, at), value.slice(at + 1).toLowerCase()]
  if (local.includes('@')) return no(`“${shown(value)}” has more than one @ in it.`, 'One address at a time.')
  if (/\s/.test(value)) return no(`“${shown(value)}” has a space in it.`)
  if (/[^\x20-\x7e]/.test(value))
    return no(
      `“${shown(value)}” has a letter that Exchange Online does not take in an address.`,
      'Look the address up in the Microsoft 365 admin center.',
    )
  if (local.length > 64 || !localPart.test(local))
    return no(`“${shown(value)}” is not an address: the part before the @ is wrong.`)
  if (!domainName.test(domain))
    return no(`“${shown(value)}” is not an address: “${shown(domain)}” is no domain.`)
  return ok(`${local}@${domain}`)
}

/** A setup's name: one visible line, at most 80 characters. It becomes part of file names elsewhere. */
export function checkSetupName(text: string): Result<string, AppError> {
  const value = text.trim().replace(/ {2,}/g, ' ')
  if (value === '')
    return refuse(
      'name',
      'The name is missing.',
      'Name it so that you know it again, for example “Contoso EAP”.',
    )
  if (value.length > 80) return refuse('name', 'The name is longer than 80 characters.', 'Shorten it.')
  if (plainText(value) !== value || /[\r\n\t\u2028\u2029]/.test(value))
    return refuse(
      'name',
      'The name holds line breaks or invisible characters.',
      'Type it in instead of pasting it.',
    )
  return ok(value)
}

function refuse(field: string, what: string, next: string): Result<never, AppError> {
  return err(appError('bad-input', what, { field, next }))
}

function example(question: Extract<Question, { type: 'text' }>): string | null {
  return question.placeholder === undefined ? null : `For example: ${question.placeholder}`
}

function yesNo(answer: unknown): boolean | null {
  const word = typeof answer === 'string' ? answer.trim().toLowerCase() : ''
  if (['yes', 'true'].includes(word)) return true
  return ['no', 'false'].includes(word) ? false : null
}

/** Ids come with blanks, braces and quotation marks around them from portals and scripts. */
function unwrapped(text: string): string {
  return text
    .trim()
    .slice(0, 400)
    .replace(/^[{"'(]+|[}"')]+$/g, '')
    .trim()
    .toLowerCase()
}

function shown(text: string): string {
  const plain = plainText(text)
  return plain.length > 60 ? `${plain.slice(0, 60)}…` : plain
}
