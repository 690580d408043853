/** The product's own screens with what to type into each field, for the person who sits in front of the product. */
import { z } from 'zod'
import { fieldKinds } from '../fields/check-field.ts'
import { ManualNote } from '../recipe/recipe-step.schema.ts'

/** Who said when that it is typed in; `changed`: another value has been wanted since. */
export const Ticked = z
  .strictObject({ who: z.string(), at: z.iso.datetime(), changed: z.boolean() })
  .nullable()
const lint = z.enum(fieldKinds).nullable()

const Field = z.strictObject({
  /** Names the field among all of this sheet; two screens may show the same place. */
  place: z.string(),
  name: z.string(),
  /** Filled in; for a secret what to look for, never what it is. */
  value: z.string(),
  secret: z.boolean(),
  /** Something to do (“ticked”, “press it as …”), not a value to copy. */
  instruction: z.boolean(),
  /** Which offline check fits what is typed in here. */
  lint,
  note: z.string().nullable(),
  manual: z.array(ManualNote),
  /** Placeholders nobody has answered yet. */
  missing: z.array(z.string()),
  ticked: Ticked,
})

export const FieldSheetSchema = z.strictObject({
  recipe: z.string(),
  screens: z.array(
    z.strictObject({
      title: z.string(),
      part: z.string().nullable(),
      menu: z.array(z.string()),
      fields: z.array(Field),
      manual: z.array(ManualNote),
    }),
  ),
  /** Remarks about the manual that belong to no screen. */
  manual: z.array(ManualNote),
  /** With a certificate there is nothing to copy: the product takes a file. */
  credential: z.enum(['secret', 'certificate']),
  /** Every place the same secret is typed in: all of them again on the day it is renewed. */
  secretPlaces: z.array(
    z.strictObject({
      place: z.string(),
      screen: z.string(),
      menu: z.array(z.string()),
      field: z.string(),
      each: z.string().nullable(),
      ticked: Ticked,
    }),
  ),
  /** Addresses the registration sends people back to; the product has to say the same, letter by letter. */
  redirects: z.array(
    z.strictObject({
      platform: z.enum(['web', 'publicClient']),
      /** What the portal calls it, where a recipe knows better than the platform's usual name. */
      label: z.string().nullable(),
      uri: z.string(),
      missing: z.array(z.string()),
    }),
  ),
  /** What has to be known before the sheet is complete, each once, and where it is entered. */
  missing: z.array(
    z.strictObject({
      /** Of a fact (`senders`) or of one of the recipe's questions. */
      name: z.string(),
      /** What the recipe asks; null for a fact. */
      label: z.string().nullable(),
      where: z.enum(['details', 'mailboxes', 'plan']),
    }),
  ),
  builtInTest: z.string(),
})
export type FieldSheet = z.infer<typeof FieldSheetSchema>
export type SheetField = FieldSheet['screens'][number]['fields'][number]

export type Ticked = z.infer<typeof Ticked>

export type SecretPlace = Omit<FieldSheet['secretPlaces'][number], 'place' | 'ticked'>

export const largestPlace = 4_000

export const FieldTickSchema = z.strictObject({
  /** Which field, as `placeOf` names it. */
  place: z.string().min(1).max(largestPlace),
  /** False: it was ticked once and is not any more; kept so that joining two computers knows it. */
  typed: z.boolean(),
  at: z.iso.datetime(),
  who: z.string().max(200),
  /** What was to be typed in then, to see that it has changed since; empty for a secret. */
  mark: z.string().max(500),
})
export type FieldTick = z.infer<typeof FieldTickSchema>
