/** fieldsheet: what to type into which field of the product. */
import { ok } from '../../domain/result.ts'
import type { Command } from '../frame/command.ts'
import type { FieldSheet } from '../../domain/field-sheet/field-sheet.schema.ts'
import type { ManualNote } from '../../domain/recipe/recipe.schema.ts'
import type { Words } from '../../words/words.ts'

export const fieldSheetCommand: Command = {
  words: ['fieldsheet'],
  usage: 'NAME',
  options: {},
  positionals: [1, 1],
  async run({ io, args, compose }) {
    const composed = await compose()
    if (!composed.ok) return composed
    const setup = composed.value.app.setups.byName(args.positionals[0] ?? '')
    if (!setup.ok) return setup
    const sheet = composed.value.app.fieldSheets.get(setup.value.id)
    if (!sheet.ok) return sheet
    io.out(
      args.flag('json')
        ? JSON.stringify(sheet.value)
        : renderFieldSheet(composed.value.ports.words, sheet.value),
    )
    return ok(0)
  },
}

type SheetWords = Words['fieldSheet']

/** The field sheet as text for a terminal. */
export function renderFieldSheet(
  { fieldSheet: words }: Pick<Words, 'fieldSheet'>,
  sheet: FieldSheet,
): string {
  const { text } = words
  const remarkLines = (remark: ManualNote, under: string) =>
    remarkTexts(remark, text).map((line) => `${under}${line}`)
  const lines = [text.title(sheet.recipe)]
  for (const { title, part, menu, fields, manual } of sheet.screens) {
    lines.push('', part === null ? title : `${title} (${part})`, `  ${menu.join(' > ')}`)
    lines.push(...manual.flatMap((remark) => remarkLines(remark, '    ')))
    const width = Math.min(34, Math.max(...fields.map(({ name }) => name.length)))
    const under = `        ${' '.repeat(width)}  `
    for (const { name, value, secret, note, ticked, manual: remarks } of fields) {
      lines.push(`    ${box(ticked)} ${name.padEnd(width)}  ${secret ? `${text.secret} ${value}` : value}`)
      if (note !== null) lines.push(`${under}${note}`)
      lines.push(...remarks.flatMap((remark) => remarkLines(remark, under)))
    }
  }
  if (sheet.secretPlaces.length > 0) {
    lines.push('', text.secretPlaces)
    for (const { screen, menu, field, each, ticked } of sheet.secretPlaces)
      lines.push(
        `  ${box(ticked)} ${screen}: ${menu.join(' > ')} > ${field}${each === null ? '' : ` (${each})`}`,
      )
  }
  if (sheet.manual.length > 0)
    lines.push('', text.moreManual, ...sheet.manual.flatMap((remark) => remarkLines(remark, '  ')))
  if (sheet.missing.length > 0) {
    lines.push('', text.missing)
    for (const { name, label } of sheet.missing) lines.push(`  ‹${name}›  ${label ?? words.fact(name)}`)
  }
  lines.push('', text.ownTest(sheet.builtInTest))
  return lines.join('\n')
}

/** A value that has changed since somebody typed it in has to be typed in again. */
function box(ticked: FieldSheet['secretPlaces'][number]['ticked']): string {
  if (ticked === null) return '[ ]'
  return ticked.changed ? '[!]' : '[x]'
}

function remarkTexts(
  { how, says, do: instead, status, ask }: ManualNote,
  text: SheetWords['text'],
): string[] {
  return [
    text.manualSays({ how, says }),
    status === 'open' ? text.advice(instead) : text.insteadDo(instead),
    ...(ask === undefined ? [] : [text.ask(ask)]),
  ]
}
