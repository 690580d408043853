/** Makes the field sheet of a setup out of its recipe. */
import type { Mailbox } from '../mailbox/mailbox.schema.ts'
import { holds, needed } from '../recipe/conditions.ts'
import { fill, placeholdersOf, placeholderValues } from '../recipe/placeholders.ts'
import type { Recipe } from '../recipe/recipe.schema.ts'
import type { Setup } from '../setup/setup.schema.ts'
import { fieldKindOf, isInstruction } from './field-kind.ts'
import { markOf, placeOf } from './field-tick.ts'
import type { FieldTick, Ticked, FieldSheet, SheetField, SecretPlace } from './field-sheet.schema.ts'
import { manualPlaces } from './manual-places.ts'

export function fieldSheet(
  recipe: Recipe,
  setup: Setup,
  mailboxes: readonly Mailbox[],
  ticks: readonly FieldTick[] = [],
): FieldSheet {
  const values = placeholderValues(setup, recipe, mailboxes)
  const parts = new Map(recipe.parts.map((part) => [part.id, part]))
  const ticked = tickedAs(ticks)
  const bare = needed(recipe.product.screens, setup.answers, recipe)
    .filter(({ part }) => part === undefined || holds(parts.get(part)?.when, setup.answers, recipe))
    .map((screen) => ({ ...screen, fields: needed(screen.fields, setup.answers, recipe) }))
    .filter(({ fields }) => fields.length > 0)
    .flatMap((screen) => forEachSender(screen, mailboxes))
  const notes = manualPlaces(recipe, setup.answers, bare)
  const screens = bare.map(({ title, part, menu, fields, sender }, index) => ({
    title,
    part: part === undefined ? null : (parts.get(part)?.name ?? part),
    menu: [...menu],
    fields: fields.map((field): SheetField => {
      const { name, value, secret, note } = field
      const place = placeOf({ menu, field: name })
      const known = sender === null ? values : { ...values, thisSender: sender }
      const filled = secret ? { text: value, missing: [] } : fill(value, known)
      return {
        place,
        name,
        value: filled.text,
        secret,
        instruction: isInstruction(value === '{thisSender}' ? { ...field, value: filled.text } : field),
        lint: fieldKindOf(field),
        note: note ?? null,
        manual: notes.filter((one) => one.screen === index && one.field === name).map(({ note }) => note),
        missing: filled.missing,
        ticked: ticked(place, secret ? null : filled.text),
      }
    }),
    manual: notes.filter((one) => one.screen === index && one.field === null).map(({ note }) => note),
  }))
  const redirects = redirectsOf(recipe, setup, values)
  const open = screens.flatMap(({ fields }) => fields.flatMap((field) => field.missing))
  return {
    recipe: recipe.name,
    screens,
    manual: notes.filter(({ screen }) => screen === null).map(({ note }) => note),
    credential: credentialOf(recipe, setup),
    secretPlaces: secretPlaces(recipe, setup, screens).map((one) => ({
      place: placeOf(one),
      ...one,
      ticked: ticked(placeOf(one), null),
    })),
    redirects,
    missing: missingFacts(open, recipe, setup, values),
    builtInTest: recipe.product.builtInTest,
  }
}

/** More of them is no sheet that anybody reads to its end. */
const mostRepeated = 20

type Screen = Recipe['product']['screens'][number]

/** A screen that the product has once for each sender, as often as there are senders; the address ends its menu. */
function forEachSender(
  screen: Screen,
  mailboxes: readonly Mailbox[],
): (Screen & { readonly sender: string | null })[] {
  const senders = mailboxes.filter(({ purpose }) => purpose === 'sender').map(({ address }) => address)
  if (screen.each === undefined || senders.length === 0) return [{ ...screen, sender: null }]
  if (senders.length === 1) return [{ ...screen, sender: senders[0] ?? null }]
  if (senders.length > mostRepeated)
    // too many to repeat the screen for: the place stays a name, as every fact that is not filled in
    return [{ ...screen, sender: '‹sender›' }]
  return senders.map((sender) => ({
    ...screen,
    title: `${screen.title}: ${sender}`,
    menu: [...screen.menu, sender],
    sender,
  }))
}

/** Every place the secret of this setup is typed in. */
export function secretPlacesOf(recipe: Recipe, setup: Setup): SecretPlace[] {
  return fieldSheet(recipe, setup, []).secretPlaces.map(({ screen, menu, field, each }) => ({
    screen,
    menu,
    field,
    each,
  }))
}

function tickedAs(ticks: readonly FieldTick[]): (place: string, value: string | null) => Ticked {
  const known = new Map(ticks.filter(({ typed }) => typed).map((tick) => [tick.place, tick]))
  return (place, value) => {
    const tick = known.get(place)
    if (tick === undefined) return null
    return { who: tick.who, at: tick.at, changed: value !== null && tick.mark !== markOf(value) }
  }
}

/** A recipe that offers both asks for it in its question “credential”. */
function credentialOf({ credential, questions }: Recipe, { answers }: Setup): FieldSheet['credential'] {
  if (!credential.kinds.includes('certificate')) return 'secret'
  if (!credential.kinds.includes('secret')) return 'certificate'
  const asked = questions.find(({ id }) => id === 'credential')?.default
  return (answers['credential'] ?? asked) === 'certificate' ? 'certificate' : 'secret'
}

/** Those the recipe names, then secret fields of the screens that it did not name. */
function secretPlaces(recipe: Recipe, setup: Setup, screens: FieldSheet['screens']): SecretPlace[] {
  const named = needed(recipe.credential.places, setup.answers, recipe)
    .map(({ screen, menu, field, each }) => ({ screen, menu: [...menu], field, each: each ?? null }))
    .flatMap((place) => repeated(place, screens))
  const known = new Set(named.map(placeOf))
  const others = screens.flatMap(({ title, menu, fields }) =>
    fields
      .filter((field) => field.secret)
      .map((field) => ({ screen: title, menu, field: field.name, each: null }))
      .filter((place) => !known.has(placeOf(place))),
  )
  return [...named, ...others]
}

/** A place on a screen that is repeated stands on each of them. */
function repeated(place: SecretPlace, screens: FieldSheet['screens']): SecretPlace[] {
  const same = (menu: readonly string[]) => JSON.stringify(menu) === JSON.stringify(place.menu)
  if (screens.some(({ menu }) => same(menu))) return [place]
  const copies = screens.filter(
    ({ menu, fields }) => same(menu.slice(0, -1)) && fields.some(({ name }) => name === place.field),
  )
  return copies.length === 0
    ? [place]
    : copies.map(({ menu }) => ({ ...place, menu, each: menu.at(-1) ?? place.each }))
}

function redirectsOf(
  recipe: Recipe,
  setup: Setup,
  values: Readonly<Record<string, string>>,
): FieldSheet['redirects'] {
  return needed(recipe.registration.redirects, setup.answers, recipe)
    .filter(({ purpose }) => purpose === 'product')
    .map(({ platform, portalName, uri }) => {
      const { text, missing } = fill(uri, values)
      return { platform, label: portalName ?? null, uri: text, missing }
    })
}

const fromMailboxes = [
  'senders',
  'oneSender',
  'thisSender',
  'signIns',
  'oneSignIn',
  'signInList',
  'sharedMailboxes',
  'oneSharedMailbox',
  'delegates',
  'recipient',
]

const sameList: Readonly<Record<string, string>> = {
  oneSender: 'senders',
  thisSender: 'senders',
  oneSignIn: 'signIns',
  signInList: 'signIns',
}

function missingFacts(
  names: readonly string[],
  recipe: Recipe,
  setup: Setup,
  values: Readonly<Record<string, string>>,
): FieldSheet['missing'] {
  // Nobody types the registration's name in: it is made of answers, and those are what is missing.
  const asked = names.flatMap((name) =>
    name === 'displayName'
      ? placeholdersOf(recipe.registration.displayName).filter((one) => values[one] === undefined)
      : [name],
  )
  const labelled = asked.filter(
    // three names of one list would ask for it three times
    (name, index) =>
      asked.findIndex((other) => (sameList[other] ?? other) === (sameList[name] ?? name)) === index,
  )
  return [...new Set(labelled)].map((name) => ({
    name,
    label: recipe.questions.find((question) => question.id === name)?.label ?? null,
    where: fromMailboxes.includes(name)
      ? 'mailboxes'
      : // The practice tenant gives its ids itself, once the step that registers is done.
        setup.practice !== null && (name === 'clientId' || name === 'tenantId')
        ? 'plan'
        : 'details',
  }))
}
