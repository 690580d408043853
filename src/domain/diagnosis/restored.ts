/** A diagnosis that came in a file: the file says which causes were found, our catalogue says what to do about them. */
import type { Catalogue } from './catalogue.schema.ts'
import { surfaceOf, type DiagnosisContext } from './context.ts'
import type { Diagnosis } from './diagnosis.schema.ts'
import { factsOf } from './facts.ts'
import { filledCandidate, fillingFor, fillText } from './fill.ts'
import { readyCatalogue } from './ready.ts'
import { settingOf } from './setting.ts'
import { unwrapped } from './unwrap.ts'

const longestReply = 16_000

/**
 * The same causes with the same confidence, and nothing of the file's own words: titles, remedies, commands, links and
 * questions are read from the catalogue again. A cause that the catalogue does not know is left out.
 */
export function restored(
  given: Diagnosis,
  catalogue: Catalogue,
  context: DiagnosisContext,
  reply: string,
): Diagnosis {
  const text = unwrapped(reply.slice(0, longestReply))
  const facts = factsOf(text, readyCatalogue(catalogue).reader, surfaceOf(context))
  const filling = fillingFor(
    context,
    settingOf(facts, context),
    facts.endpoint,
    catalogue.vocabulary.asking.unnamed,
  )
  const known = given.candidates.flatMap(({ tag, confidence }) => {
    const entry = catalogue.causes.find((one) => one.tag === tag)
    return entry === undefined ? [] : [{ entry, confidence }]
  })
  return {
    candidates: known.map(({ entry, confidence }) => filledCandidate(entry, confidence, filling)),
    questions:
      given.questions.length === 0
        ? []
        : known.flatMap(({ entry }) => (entry.ask === undefined ? [] : [fillText(entry.ask, filling)])),
  }
}
