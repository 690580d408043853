/** Reads the diagnosis catalogue: one or more files of assets/remedies, each a list of causes. */
import { z } from 'zod'
import type { Said } from '../app-error.ts'
import { problemErrors, schemaErrors, type AssetProblem } from '../asset-problems.ts'
import { err, ok, type Result } from '../result.ts'
import { RemedyEntrySchema, type RemedyEntry } from './catalogue.ts'
import { folded } from './fold.ts'
import { shortestPhrase } from './phrases.ts'

const EntryList = z.array(RemedyEntrySchema).max(400)

/** `value` is one file's content, or the lists of several files put together. */
export function parseCatalogue(value: unknown): Result<RemedyEntry[], Said[]> {
  const parsed = EntryList.safeParse(value)
  if (!parsed.success) return err(schemaErrors(parsed.error.issues))
  const problems = parsed.data.flatMap(entryProblems)
  const tags = parsed.data.map((entry) => entry.tag)
  tags.forEach((tag, index) => {
    if (tags.indexOf(tag) !== index) problems.push({ path: `[${index}].tag`, what: `“${tag}” is used twice` })
  })
  return problems.length === 0 ? ok(parsed.data) : err(problemErrors(problems))
}

function entryProblems(entry: RemedyEntry, index: number): AssetProblem[] {
  const empty = entry.match.flatMap((line, at) =>
    [line.aadsts, line.smtp, line.http, line.words, line.any].every((part) => part === undefined)
      ? [{ path: `[${index}].match[${at}]`, what: 'names no code and no words, so it would fit every text' }]
      : [],
  )
  const short = entry.match.flatMap((line, at) =>
    [line.words, line.any, line.also, line.not]
      .flatMap((phrases) => phrases ?? [])
      .filter((phrase) => !phrase.startsWith('=') && folded(phrase).length < shortestPhrase)
      .map((phrase) => ({
        path: `[${index}].match[${at}]`,
        what: `“${phrase}” has fewer than ${shortestPhrase} letters and digits`,
      })),
  )
  const texts = [
    entry.title,
    entry.explanation,
    entry.ask ?? '',
    entry.takes ?? '',
    entry.check ?? '',
    ...entry.remedies.flatMap((remedy) => [
      remedy.text,
      remedy.command ?? '',
      remedy.takes ?? '',
      remedy.check ?? '',
      ...remedy.portal,
    ]),
  ]
  // single words in braces; PowerShell's own braces ({Read}, {$_}) do not look like that in a remedy
  const unknown = texts.flatMap((text) =>
    [...text.matchAll(/(?<![$@])\{([A-Za-z]+)\}/g)].flatMap(([, name = '']) =>
      ['mailbox', 'from', 'tenantName', 'clientId'].includes(name) ? [] : [name],
    ),
  )
  return [
    ...empty,
    ...short,
    ...unknown.map((name) => ({ path: `[${index}]`, what: `nothing fills in {${name}}` })),
  ]
}
