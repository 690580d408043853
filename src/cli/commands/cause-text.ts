/** The help about causes as the command line prints it. */
import type { CauseLine, CausePage } from '../../domain/diagnosis/cause-page.schema.ts'
import type { Remedy } from '../../domain/diagnosis/diagnosis.schema.ts'
import { oneLine } from '../../domain/text/escape.ts'
import type { Words } from '../../words/words.ts'

export function causeListText(causes: readonly CauseLine[], words: Words): string {
  return causes.map(({ title, tag }) => words.cli.diagnose.line(title, tag)).join('\n')
}

export function causePageText(page: CausePage, words: Words): string {
  const said = words.cli.diagnose
  const { causes, diagnose } = words.window
  const { signs } = page
  return [
    said.line(page.title, page.tag),
    `  ${oneLine(page.explanation)}`,
    ...(signs.seen ? [`  ${causes.seenHere}`] : []),
    ...(signs.codes.length === 0 ? [] : [`  ${said.codes(signs.codes.join(', '))}`]),
    ...(signs.sentences.length === 0 ? [] : [`  ${said.sentences(signs.sentences.join(' | '))}`]),
    ...(signs.speakers.length === 0 ? [] : [`  ${said.speakers(signs.speakers.join(', '))}`]),
    `  ${said.seen(page.surfaces.map((surface) => diagnose.surfaces[surface]).join(', '))}`,
    ...(page.ask === undefined ? [] : [`  ${said.decides(oneLine(page.ask))}`]),
    ...page.remedies.flatMap((remedy) => [
      ...(remedy.only === undefined
        ? []
        : [`  ${causes.onlyFor(remedy.only.map((one) => causes.protocols[one]).join(', '))}`]),
      ...(remedy.signIn === undefined ? [] : [`  ${causes.signIns[remedy.signIn]}`]),
      ...remedyLines(remedy, words),
    ]),
    `  ${page.products === 'all' ? causes.allProducts : said.concerns(page.products.join(', '))}`,
    `${said.confused}`,
    ...page.neighbours.flatMap(({ title, tag, ask }) => [
      `  ${said.line(title, tag)}`,
      ...(ask === undefined ? [] : [`    ${causes.tellsApart(oneLine(ask))}`]),
    ]),
    said.more,
    ...page.links.map((link) => `  ${link}`),
  ].join('\n')
}

/** Who does what, where, how long it takes, and how to check. */
export function remedyLines(way: Remedy, words: Words): string[] {
  const said = words.cli.diagnose
  return [
    `  → ${words.terms.rolesOnScreen[way.role]}: ${oneLine(way.text)}`,
    ...(way.portal.length === 0 ? [] : [`    ${said.where(way.portal.join(' > '))}`]),
    ...(way.command === undefined ? [] : [`    ${way.command}`]),
    ...(way.takes === undefined ? [] : [`    ${said.howLong(way.takes)}`]),
    ...(way.check === undefined ? [] : [`    ${said.toCheck(way.check)}`]),
  ]
}
