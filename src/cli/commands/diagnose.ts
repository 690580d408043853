/** diagnose: an error text to its likely causes, offline. */
import { z } from 'zod'
import { appError } from '../../domain/app-error.ts'
import { diagnose } from '../../domain/diagnosis/diagnose.ts'
import type { Diagnosis } from '../../domain/diagnosis/diagnosis.ts'
import { err, ok } from '../../domain/result.ts'
import { oneLine } from '../../domain/text/escape.ts'
import type { Command } from '../command.ts'

const largestText = 5 * 1024 * 1024
const Line = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  surface: z.string().optional(),
})

export const diagnoseCommand: Command = {
  words: ['diagnose'],
  usage: '[--lines] [TEXT|-]',
  summary:
    'Names the likely causes of an error text; reads stdin when no text is given. --lines: JSON lines in and out.',
  options: { lines: { type: 'boolean' } },
  positionals: [0, 1],
  async run({ io, args, compose }) {
    const composed = await compose()
    if (!composed.ok) return composed
    const remedies = composed.value.ports.recipes.remedies()
    const given = args.positionals[0]
    const text = given === undefined || given === '-' ? await io.read() : given
    if (text.length > largestText)
      return err(
        appError('bad-input', 'The text is larger than 5 MB.', {
          field: 'TEXT',
          next: 'Cut it down to the part with the error.',
        }),
      )
    if (args.flag('lines')) {
      for (const [index, line] of text.split(/\r?\n/).entries()) {
        if (line.trim() === '') continue
        const parsed = Line.safeParse(parseJson(line))
        if (!parsed.success)
          return err(
            appError('bad-input', `Line ${index + 1} is not a JSON object with id and text.`, {
              field: 'stdin',
            }),
          )
        const { id, surface } = parsed.data
        io.out(
          JSON.stringify({
            id,
            ...resultJson(diagnose(parsed.data.text, remedies, surface === undefined ? {} : { surface })),
          }),
        )
      }
      return ok(0)
    }
    const diagnosis = diagnose(text, remedies, {})
    if (args.flag('json')) io.out(JSON.stringify(resultJson(diagnosis)))
    else if (diagnosis.candidates.length === 0)
      io.out(
        'Nothing in this text is known. Capture the whole reply of the server, with its code, and try again.',
      )
    else
      for (const { title, explanation, tag, confidence, remedies: ways } of diagnosis.candidates) {
        io.out(`${title} (${tag}, ${Math.round(confidence * 100)} %)\n  ${oneLine(explanation)}`)
        for (const way of ways)
          io.out(
            `  → ${way.role}: ${oneLine(way.text)}${way.command === undefined ? '' : `\n    ${way.command}`}`,
          )
      }
    for (const question of args.flag('json') ? [] : diagnosis.questions) io.out(`? ${question}`)
    return ok(0)
  },
}

function resultJson({ candidates, questions }: Diagnosis) {
  return {
    candidates: candidates.map(({ tag, confidence, title, remedies }) => ({
      tag,
      confidence,
      title,
      remedies: remedies.map((remedy) => remedy.text),
    })),
    questions,
  }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
