/** The product's own screens with what to type into each field, for the person who sits in front of the product. */
import { z } from 'zod'
import type { Mailbox } from '../mailbox/mailbox.ts'
import { holds, needed } from '../recipe/conditions.ts'
import { fill, placeholderValues } from '../recipe/placeholders.ts'
import type { Recipe } from '../recipe/recipe.ts'
import type { Setup } from '../setup/setup.ts'

const Field = z.strictObject({
  name: z.string(),
  /** Filled in; for a secret what to look for, never what it is. */
  value: z.string(),
  secret: z.boolean(),
  note: z.string().nullable(),
  /** Placeholders nobody has answered yet. */
  missing: z.array(z.string()),
})

export const FieldSheetSchema = z.strictObject({
  recipe: z.string(),
  screens: z.array(
    z.strictObject({
      title: z.string(),
      part: z.string().nullable(),
      menu: z.array(z.string()),
      fields: z.array(Field),
    }),
  ),
  /** Every place the same secret is typed in: all of them again on the day it is renewed. */
  secretPlaces: z.array(
    z.strictObject({
      screen: z.string(),
      menu: z.array(z.string()),
      field: z.string(),
      each: z.string().nullable(),
    }),
  ),
  /** What has to be known before the sheet is complete, each once. */
  missing: z.array(z.strictObject({ name: z.string(), label: z.string() })),
  builtInTest: z.string(),
})
export type FieldSheet = z.infer<typeof FieldSheetSchema>

export function fieldSheet(recipe: Recipe, setup: Setup, mailboxes: readonly Mailbox[]): FieldSheet {
  const values = placeholderValues(setup, recipe, mailboxes)
  const parts = new Map(recipe.parts.map((part) => [part.id, part]))
  const screens = needed(recipe.product.screens, setup.answers, recipe)
    .filter(({ part }) => part === undefined || holds(parts.get(part)?.when, setup.answers, recipe))
    .map(({ title, part, menu, fields }) => ({
      title,
      part: part === undefined ? null : (parts.get(part)?.name ?? part),
      menu: [...menu],
      fields: needed(fields, setup.answers, recipe).map(({ name, value, secret, note }) => {
        const filled = secret ? { text: value, missing: [] } : fill(value, values)
        return { name, value: filled.text, secret, note: note ?? null, missing: filled.missing }
      }),
    }))
    .filter(({ fields }) => fields.length > 0)
  const missing = [...new Set(screens.flatMap(({ fields }) => fields.flatMap((field) => field.missing)))]
  return {
    recipe: recipe.name,
    screens,
    secretPlaces: secretPlaces(recipe, setup, screens),
    missing: missing.map((name) => ({ name, label: labelOf(name, recipe) })),
    builtInTest: recipe.product.builtInTest,
  }
}

/** Every place the secret of this setup is typed in. */
export function secretPlacesOf(recipe: Recipe, setup: Setup): FieldSheet['secretPlaces'] {
  return fieldSheet(recipe, setup, []).secretPlaces
}

/** Those the recipe names, then secret fields of the screens that it did not name. */
function secretPlaces(
  recipe: Recipe,
  setup: Setup,
  screens: FieldSheet['screens'],
): FieldSheet['secretPlaces'] {
  const named = needed(recipe.credential.places, setup.answers, recipe).map(
    ({ screen, menu, field, each }) => ({ screen, menu: [...menu], field, each: each ?? null }),
  )
  const known = new Set(named.map(placeKey))
  const others = screens.flatMap(({ title, menu, fields }) =>
    fields
      .filter((field) => field.secret)
      .map((field) => ({ screen: title, menu, field: field.name, each: null }))
      .filter((place) => !known.has(placeKey(place))),
  )
  return [...named, ...others]
}

const placeKey = ({ menu, field }: { menu: readonly string[]; field: string }) =>
  JSON.stringify([menu, field]).toLowerCase()

const factLabels: Readonly<Record<string, string>> = {
  tenantId: 'Directory (tenant) ID',
  tenantName: 'Name of the tenant',
  clientId: 'Application (client) ID',
  senders: 'Sender addresses (the list of mailboxes)',
  signIns: 'Mailboxes that sign in (the list of mailboxes)',
  signInList: 'Mailboxes that sign in (the list of mailboxes)',
  sharedMailboxes: 'Shared mailboxes (the list of mailboxes)',
  delegates: 'Who signs in for the shared mailboxes (the list of mailboxes)',
  recipient: 'Address that verification messages go to',
  displayName: 'Name of the registration',
}

function labelOf(name: string, recipe: Recipe): string {
  return recipe.questions.find((question) => question.id === name)?.label ?? factLabels[name] ?? name
}
