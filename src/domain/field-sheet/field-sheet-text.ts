/** The field sheet as text for a terminal. */
import type { FieldSheet } from './field-sheet.ts'

export function renderFieldSheet(sheet: FieldSheet): string {
  const lines = [`${sheet.recipe}: what to type where`]
  for (const { title, part, menu, fields } of sheet.screens) {
    lines.push('', part === null ? title : `${title} (${part})`, `  ${menu.join(' > ')}`)
    const width = Math.min(34, Math.max(...fields.map(({ name }) => name.length)))
    for (const { name, value, secret, note } of fields) {
      lines.push(`    ${name.padEnd(width)}  ${secret ? `[secret] ${value}` : value}`)
      if (note !== null) lines.push(`    ${' '.repeat(width)}  ${note}`)
    }
  }
  if (sheet.secretPlaces.length > 0) {
    lines.push('', 'The secret is typed in at:')
    for (const { screen, menu, field, each } of sheet.secretPlaces)
      lines.push(`  [ ] ${screen}: ${menu.join(' > ')} > ${field}${each === null ? '' : ` (${each})`}`)
  }
  if (sheet.missing.length > 0) {
    lines.push('', 'Not known yet:')
    for (const { name, label } of sheet.missing) lines.push(`  ‹${name}›  ${label}`)
  }
  lines.push('', `The product's own test: ${sheet.builtInTest}`)
  return lines.join('\n')
}
