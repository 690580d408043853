/** Where on the field sheet a remark about the vendor's manual belongs: at the field, at the screen, or under them all. */
import { needed } from '../recipe/conditions.ts'
import type { Recipe } from '../recipe/recipe.schema.ts'
import type { ManualNote } from '../recipe/recipe-step.schema.ts'
import { ownNotes } from '../recipe/step-texts.ts'
import type { Answers } from '../setup/setup.schema.ts'

interface Screen {
  readonly menu: readonly string[]
  readonly fields: readonly { readonly name: string }[]
}

export interface PlacedNote {
  readonly note: ManualNote
  /** Index of the screen; null when none fits. */
  readonly screen: number | null
  /** Name of the field; null when the whole screen is meant. */
  readonly field: string | null
}

/** The recipe ties remarks to steps. A step and a screen share their menu path, or the last part of it. */
export function manualPlaces(recipe: Recipe, answers: Answers, screens: readonly Screen[]): PlacedNote[] {
  return needed(recipe.steps, answers, recipe)
    .filter(({ stage }) => stage === 'product')
    .flatMap((step) => {
      const { portal, values } = step
      return ownNotes(step, recipe, answers).map((note): PlacedNote => {
        const screen = bestScreen(portal, screens)
        if (screen === null) return { note, screen, field: null }
        const names = screens[screen]?.fields.map(({ name }) => name) ?? []
        const last = portal.at(-1)
        const field =
          names.find((name) => same(name, last)) ??
          // What the note corrects is often one of the values: “SMTP server … :567”.
          names.find((name) => values.some(({ label, value }) => same(label, name) && about(note, value)))
        return { note, screen, field: field ?? null }
      })
    })
}

function bestScreen(portal: readonly string[], screens: readonly Screen[]): number | null {
  const scores = screens.map(({ menu, fields }) => {
    const shared = menu.filter((part) => portal.some((other) => same(part, other))).length
    const end = same(menu.at(-1), portal.at(-1)) ? 1 : 0
    const field = fields.some(({ name }) => same(name, portal.at(-1))) ? 2 : 0
    // Half of the menu has to be the same: “System Settings” alone leads to a dozen screens.
    return shared * 2 >= menu.length ? shared + end + field : 0
  })
  const best = Math.max(0, ...scores)
  return best === 0 ? null : scores.indexOf(best)
}

function about(note: ManualNote, value: string): boolean {
  if (value.includes('{smtpHost}')) return /smtp/i.test(note.says)
  return value.length > 3 && note.do.includes(value)
}

function same(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && a.toLowerCase() === b?.toLowerCase()
}
