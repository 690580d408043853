/** What of a field sheet is typed in already, and which fields can be checked. Pure. */
import type { FieldSheetView, SetupView } from '../../../contract/views.schema.ts'
import type { SheetField } from '../../../domain/field-sheet/field-sheet.schema.ts'
import type { FieldContext, FieldKind } from '../../../domain/fields/check-field.ts'
import { sendingKinds } from '../../../domain/transport/transports.ts'
import { text, words } from '../../desk/words.ts'

export type Screen = FieldSheetView['screens'][number]
type Ticked = SheetField['ticked']

interface Tickable {
  readonly place: string
  readonly ticked: Ticked
}
/** Whether a place counts as typed in: as the person has just said, or as it was kept. */
export type IsTyped = (item: Tickable) => boolean

/** A value that has changed since has to be typed in again. `said` is what main has not answered yet. */
export function typedWith(said: ReadonlyMap<string, boolean>): IsTyped {
  return ({ place, ticked }) => said.get(place) ?? (ticked !== null && !ticked.changed)
}

/** Fields that can be ticked: what is not known yet cannot have been typed in. */
export function openPlaces(fields: readonly SheetField[], isTyped: IsTyped): string[] {
  return fields.filter((field) => field.missing.length === 0 && !isTyped(field)).map(({ place }) => place)
}

/** Screens in the order of the recipe, those of one part together. */
export function groupByPart(
  screens: readonly Screen[],
): { readonly part: string | null; readonly screens: readonly Screen[] }[] {
  const parts = [...new Set(screens.map(({ part }) => part))]
  return parts.map((part) => ({ part, screens: screens.filter((screen) => screen.part === part) }))
}

/** The addresses of a field that lists all of them, though the product takes one; else the value alone. */
export function valuesOf({ value, lint }: Pick<SheetField, 'value' | 'lint'>): string[] {
  return lint === 'sender' ? value.replace(/^one of /, '').split(', ') : [value]
}

export interface Checkable {
  readonly key: string
  readonly label: string
  readonly kind: FieldKind | null
  readonly wanted: string | null
  readonly platform?: 'web' | 'publicClient'
}

/** What somebody can type back: every field with a value, and the addresses the registration sends people back to. */
export function checkables(sheet: FieldSheetView): Checkable[] {
  const fields = sheet.screens.flatMap((screen) =>
    screen.fields
      .filter(({ instruction, secret }) => !instruction && (!secret || sheet.credential === 'secret'))
      .map((field) => ({
        key: `${screen.title} ${field.place}`,
        label: text.fieldSheet.value(field.name, screen.title),
        kind: field.lint,
        wanted: field.secret || field.missing.length > 0 ? null : field.value,
      })),
  )
  const redirects = sheet.redirects.map(({ platform, label, uri, missing }) => ({
    key: `redirect ${uri}`,
    label: text.fieldSheet.redirect(label ?? words.fieldSheet.platforms[platform]),
    kind: 'redirect' as const,
    wanted: missing.length > 0 ? null : uri,
    platform,
  }))
  return [...fields, ...redirects]
}

/** What is known around a field, so that a swapped id or a strange server is seen. */
export function lintContext(view: SetupView, field: Checkable): FieldContext {
  const [, host, port] = /^(.*):(\d+)$/.exec(view.cloud.smtp) ?? []
  const mode = sendingKinds.find((transport) => transport === view.recipe.sendingMode)
  return {
    ids: { tenantId: view.tenantId ?? undefined, clientId: view.clientId ?? undefined },
    server: { host, port: port === undefined ? undefined : Number(port) },
    redirect: { platform: field.platform, expected: field.wanted ?? undefined },
    scope: { mode, expected: field.kind === 'scope' ? (field.wanted ?? undefined) : undefined },
  }
}
