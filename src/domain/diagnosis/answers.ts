/** What a person's answers change: which causes they make likelier, and which question is worth asking next. */
import type { Choice, RemedyEntry } from './catalogue.schema.ts'
import type { DiagnosisContext } from './context.ts'
import type { AskedQuestion } from './diagnosis.schema.ts'
import { fillText, type Filling } from './fill.ts'
import type { Vocabulary } from './vocabulary.schema.ts'

export interface Scored {
  readonly entry: RemedyEntry
  readonly confidence: number
}

/** What is left of the doubt after an answer that speaks for a cause, and of the cause after one against it. */
const doubtLeft = 0.4
const causeLeft = 0.3
/** An answer can name a cause that the text alone did not. */
const fromAnswerAlone = 0.55

/** `words` are what the two buttons of a yes-or-no question say. */
export function choicesOf(entry: RemedyEntry, words: Vocabulary['asking']['answers']): readonly Choice[] {
  if (entry.choices !== undefined) return entry.choices
  if (entry.holdsIf === undefined) return []
  const holds = { likely: [entry.tag] }
  const not = { unlikely: [entry.tag] }
  return [
    { id: 'yes', says: words.yes, ...(entry.holdsIf === 'yes' ? holds : not) },
    { id: 'no', says: words.no, ...(entry.holdsIf === 'no' ? holds : not) },
  ]
}

/** The causes after the answers, the likeliest first; an answer to an unknown question changes nothing. */
export function afterAnswers(
  scored: readonly Scored[],
  entries: readonly RemedyEntry[],
  words: Vocabulary['asking']['answers'],
  answers: DiagnosisContext['answers'] = {},
): readonly Scored[] {
  if (scored.length === 0) return scored
  const confidence = new Map(scored.map((one) => [one.entry.tag, one.confidence]))
  let changed = false
  for (const entry of entries) {
    const given = answers[entry.tag]
    const choice = given === undefined ? undefined : choicesOf(entry, words).find((one) => one.id === given)
    if (choice === undefined) continue
    changed = true
    for (const tag of choice.likely ?? []) {
      const before = confidence.get(tag)
      confidence.set(tag, before === undefined ? fromAnswerAlone : 1 - (1 - before) * doubtLeft)
    }
    for (const tag of choice.unlikely ?? []) {
      const before = confidence.get(tag)
      if (before !== undefined) confidence.set(tag, before * causeLeft)
    }
  }
  if (!changed) return scored
  return entries
    .flatMap((entry) => {
      const found = confidence.get(entry.tag)
      return found === undefined ? [] : [{ entry, confidence: Math.round(found * 100) / 100 }]
    })
    .sort((a, b) => b.confidence - a.confidence)
}

/** Of the open questions, the one whose answers part the causes most; undefined when none would change anything. */
export function bestQuestion(
  kept: readonly Scored[],
  answers: DiagnosisContext['answers'] = {},
  words: Vocabulary['asking']['answers'],
  filling: Filling,
): AskedQuestion | undefined {
  let best: { readonly entry: RemedyEntry; readonly parts: number } | undefined
  for (const { entry } of kept) {
    if (entry.ask === undefined || answers[entry.tag] !== undefined) continue
    const choices = choicesOf(entry, words)
    const parts = kept.filter(({ entry: { tag } }) => new Set(choices.map((one) => fate(one, tag))).size > 1)
    if (parts.length > (best?.parts ?? 0)) best = { entry, parts: parts.length }
  }
  if (best?.entry.ask === undefined) return undefined
  return {
    id: best.entry.tag,
    text: fillText(best.entry.ask, filling),
    choices: choicesOf(best.entry, words).map(({ id, says }) => ({ id, says: fillText(says, filling) })),
  }
}

function fate({ likely, unlikely }: Choice, tag: string): number {
  return likely?.includes(tag) === true ? 1 : unlikely?.includes(tag) === true ? -1 : 0
}
