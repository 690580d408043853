/** The answers to a recipe's questions as a command is given them, and what is doubtful about them. */
import { registrationFindings } from '../../domain/credential/registration-findings.ts'
import type { AppError } from '../../domain/problem/app-error.ts'
import { setupFindings } from '../../domain/recipe/answers.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import type { Answers } from '../../domain/setup/setup.schema.ts'
import { sayFinding, type SaidFinding } from '../../words/shape/say-finding.ts'
import type { Arguments } from '../frame/command.ts'
import type { Composition } from '../frame/compose.ts'

/** Bytes of a file of answers. */
const largestAnswers = 256 * 1024

/** The options of a command that takes answers. */
export const answerOptions = {
  answers: { type: 'string' },
  answer: { type: 'string', multiple: true },
} as const

/** `start`, then --answers FILE (JSON), then --answer NAME=VALUE: the later one counts. Checked where the recipe is known. */
export async function typedAnswers(
  args: Arguments,
  { ports }: Composition,
  start: Answers,
): Promise<Result<Record<string, unknown>, AppError>> {
  // a map takes every name as it is, also one that an object keeps for itself (__proto__)
  const answers = new Map<string, unknown>(Object.entries(start))
  const file = args.text('answers')
  if (file !== undefined) {
    const text = await ports.files.readText(file, largestAnswers)
    if (!text.ok) return err({ ...text.error, field: '--answers' })
    const inFile = objectIn(text.value)
    if (inFile === null) return err({ code: 'answers-not-json', file, field: '--answers' })
    if (inFile === 'other') return err({ code: 'answers-not-an-object', file, field: '--answers' })
    for (const [name, value] of Object.entries(inFile)) answers.set(name, value)
  }
  for (const pair of args.texts('answer')) {
    const cut = pair.indexOf('=')
    if (cut < 1) return err({ code: 'answer-without-name', given: pair, field: '--answer' })
    const value = pair.slice(cut + 1)
    answers.set(pair.slice(0, cut), value === 'true' ? true : value === 'false' ? false : value)
  }
  return ok(Object.fromEntries(answers))
}

/** Null when it is no JSON, `other` when it is another value than an object. */
function objectIn(text: string): object | 'other' | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : 'other'
  } catch {
    return null
  }
}

/** What is doubtful about ids, answers and registration before a network is asked; what cannot work is refused elsewhere. */
export function doubts(
  { ports }: Composition,
  recipeId: string,
  answers: Readonly<Record<string, unknown>>,
  ids: { readonly tenantId: string; readonly clientId: string },
): SaidFinding[] {
  const recipe = ports.recipes.recipe(recipeId)
  if (recipe === null) return []
  const plain = Object.entries(answers).filter(
    (entry): entry is [string, string | boolean] =>
      typeof entry[1] === 'string' || typeof entry[1] === 'boolean',
  )
  const given = Object.fromEntries(plain)
  const typed = setupFindings({
    questions: recipe.questions,
    answers: given,
    ...ids,
  }).map(({ finding }) => finding)
  const credential = recipe.credential.kinds[0] ?? 'none'
  return [...typed, ...registrationFindings(recipe, given, credential)]
    .filter(({ severity }) => severity !== 'note')
    .map((finding) => sayFinding(ports.words, finding, 'cli'))
}
