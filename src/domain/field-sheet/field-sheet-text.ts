/** The field sheet as text for a terminal. */
import type { ManualNote } from '../recipe/recipe.ts'
import type { FieldSheet } from './field-sheet.ts'

export function renderFieldSheet(sheet: FieldSheet): string {
  const lines = [`${sheet.recipe}: what to type where`]
  for (const { title, part, menu, fields, manual } of sheet.screens) {
    lines.push('', part === null ? title : `${title} (${part})`, `  ${menu.join(' > ')}`)
    lines.push(...manual.flatMap((remark) => remarkLines(remark, '    ')))
    const width = Math.min(34, Math.max(...fields.map(({ name }) => name.length)))
    const under = `        ${' '.repeat(width)}  `
    for (const { name, value, secret, note, ticked, manual: remarks } of fields) {
      lines.push(`    ${box(ticked)} ${name.padEnd(width)}  ${secret ? `[secret] ${value}` : value}`)
      if (note !== null) lines.push(`${under}${note}`)
      lines.push(...remarks.flatMap((remark) => remarkLines(remark, under)))
    }
  }
  if (sheet.secretPlaces.length > 0) {
    lines.push('', 'The secret is typed in at:')
    for (const { screen, menu, field, each, ticked } of sheet.secretPlaces)
      lines.push(
        `  ${box(ticked)} ${screen}: ${menu.join(' > ')} > ${field}${each === null ? '' : ` (${each})`}`,
      )
  }
  if (sheet.manual.length > 0)
    lines.push('', 'More about the manual:', ...sheet.manual.flatMap((remark) => remarkLines(remark, '  ')))
  if (sheet.missing.length > 0) {
    lines.push('', 'Not known yet:')
    for (const { name, label } of sheet.missing) lines.push(`  ‹${name}›  ${label}`)
  }
  lines.push('', `The product's own test: ${sheet.builtInTest}`)
  return lines.join('\n')
}

/** A value that has changed since somebody typed it in has to be typed in again. */
function box(ticked: FieldSheet['secretPlaces'][number]['ticked']): string {
  if (ticked === null) return '[ ]'
  return ticked.changed ? '[!]' : '[x]'
}

function remarkLines({ says, do: instead, status, ask }: ManualNote, under: string): string[] {
  return [
    `${under}The manual says: ${says}`,
    `${under}${status === 'open' ? 'Our advice, not confirmed' : 'Do instead'}: ${instead}`,
    ...(ask === undefined ? [] : [`${under}Ask the vendor: ${ask}`]),
  ]
}
