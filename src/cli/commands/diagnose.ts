/** diagnose: an error text to its likely causes, offline. */
import { z } from 'zod'
import type { AppError } from '../../domain/problem/app-error.ts'
import { diagnose } from '../../domain/diagnosis/diagnose.ts'
import { isSurface, surfaces } from '../../domain/diagnosis/context.ts'
import type { Diagnosis } from '../../domain/diagnosis/diagnosis.schema.ts'
import { largestText } from '../../domain/diagnosis/largest-text.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import { oneLine } from '../../domain/text/escape.ts'
import type { Command } from '../frame/command.ts'
import { causeListText, causePageText, remedyLines } from './cause-text.ts'

const ContextSchema = z.object({
  surface: z.string().optional(),
  stage: z.string().optional(),
  flow: z.string().optional(),
  identity: z.string().optional(),
  port: z.number().optional(),
  recipe: z.string().optional(),
  mailbox: z.string().optional(),
  from: z.string().optional(),
  tenantName: z.string().optional(),
  clientId: z.string().optional(),
  answers: z.record(z.string(), z.string()).optional(),
})
const Line = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string().max(largestText),
  surface: z.string().optional(),
  context: ContextSchema.nullish(),
})

export const diagnoseCommand: Command = {
  words: ['diagnose'],
  usage:
    '[--setup NAME] [--surface WHERE] [--answer QUESTION=CHOICE …] [--lines] [TEXT|-] | --causes | --cause TAG',
  options: {
    lines: { type: 'boolean' },
    setup: { type: 'string' },
    surface: { type: 'string' },
    answer: { type: 'string', multiple: true },
    causes: { type: 'boolean' },
    cause: { type: 'string' },
  },
  positionals: [0, 1],
  async run({ io, args, compose, words }) {
    const said = words.cli.diagnose
    const composed = await compose()
    if (!composed.ok) return composed
    const { diagnoses } = composed.value.app
    const tag = args.text('cause')
    if (tag !== undefined) {
      const page = diagnoses.cause(tag)
      if (!page.ok) return page
      io.out(args.flag('json') ? JSON.stringify(page.value) : causePageText(page.value, words))
      return ok(0)
    }
    if (args.flag('causes')) {
      const causes = diagnoses.causes()
      io.out(args.flag('json') ? JSON.stringify(causes) : causeListText(causes, words))
      return ok(0)
    }
    const remedies = composed.value.ports.recipes.remedies()
    const given = args.positionals[0]
    const surface = args.text('surface') ?? null
    if (surface !== null && !isSurface(surface))
      return err({
        code: 'option-not-one-of',
        option: '--surface',
        given: surface,
        choices: surfaces,
        field: '--surface',
      })
    const text = given === undefined || given === '-' ? await io.read() : given
    if (!args.flag('lines') && text.length > largestText)
      return err({ code: 'text-over-limit', most: largestText, field: 'TEXT' })
    if (args.flag('lines')) {
      for (const [index, line] of text.split(/\r?\n/).entries()) {
        if (line.trim() === '') continue
        const parsed = Line.safeParse(parseJson(line))
        if (!parsed.success) return err({ code: 'json-line-shape', line: index + 1, field: 'stdin' })
        const { id, surface, context } = parsed.data
        const known = Object.entries({ ...context, ...(surface === undefined ? {} : { surface }) })
        io.out(
          JSON.stringify({
            id,
            ...resultJson(
              diagnose(
                parsed.data.text,
                remedies,
                Object.fromEntries(known.filter(([, value]) => value !== undefined)),
              ),
            ),
          }),
        )
      }
      return ok(0)
    }
    const named = args.text('setup')
    const setup = named === undefined ? null : composed.value.app.setups.byName(named)
    if (setup?.ok === false) return setup
    const answers = answersIn(args.texts('answer'))
    if (!answers.ok) return answers
    const answered = diagnoses.text({
      text,
      setup: setup?.value.id ?? null,
      mailbox: null,
      surface,
      stage: null,
      flow: null,
      answers: answers.value,
    })
    if (!answered.ok) return answered
    const { diagnosis } = answered.value
    if (args.flag('json')) io.out(JSON.stringify(resultJson(diagnosis)))
    else if (diagnosis.candidates.length === 0) io.out(said.nothing)
    else
      for (const { title, explanation, tag, confidence, remedies: ways } of diagnosis.candidates) {
        io.out(`${title} (${tag}, ${Math.round(confidence * 100)} %)\n  ${oneLine(explanation)}`)
        for (const way of ways) for (const line of remedyLines(way, words)) io.out(line)
      }
    if (args.flag('json')) return ok(0)
    for (const question of diagnosis.questions) io.out(`? ${question}`)
    const { asking } = diagnosis
    if (asking !== undefined)
      for (const choice of asking.choices) io.out(`  ${choice.says}: --answer ${asking.id}=${choice.id}`)
    return ok(0)
  },
}

function answersIn(given: readonly string[]): Result<Record<string, string>, AppError> {
  const answers: Record<string, string> = {}
  for (const one of given) {
    const [, question, choice] = /^([a-z0-9_]+)=([a-z0-9-]+)$/.exec(one) ?? []
    if (question === undefined || choice === undefined)
      return err({ code: 'diagnosis-answer-shape', given: one, field: '--answer' })
    answers[question] = choice
  }
  return ok(answers)
}

function resultJson({ candidates, questions, asking }: Diagnosis) {
  return {
    candidates: candidates.map(({ tag, confidence, title, remedies }) => ({
      tag,
      confidence,
      title,
      remedies: remedies.map((remedy) => remedy.text),
    })),
    questions,
    ...(asking === undefined ? {} : { asking }),
  }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
