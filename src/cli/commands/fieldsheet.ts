/** fieldsheet: what to type into which field of the product. */
import { ok } from '../../domain/result.ts'
import type { Command } from '../frame/command.ts'
import { renderFieldSheet } from './field-sheet-text.ts'

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
