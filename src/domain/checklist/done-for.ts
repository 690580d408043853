/** What a step was done for, and in what that differs from what it asks for now. */
import { needed as neededOf } from '../recipe/conditions.ts'
import { fill } from '../recipe/placeholders.ts'
import type { Recipe } from '../recipe/recipe.schema.ts'
import type { RecipeStep } from '../recipe/recipe-step.schema.ts'
import type { Setup } from '../setup/setup.schema.ts'
import type { DoneFor, StepMove, StepRecord } from '../step/step-record.schema.ts'
import type { ValueChange } from './checklist.schema.ts'

/** Longer values are kept as their beginning and a digest. */
const longestKept = 2000

/** A practice tenant listens on other ports each time it starts: what names them says nothing about the setup. */
const ofTheRehearsal = [
  'smtpHost',
  'smtpPort',
  'tokenEndpoint',
  'authoriseEndpoint',
  'adminConsentEndpoint',
  'signInAddress',
  'smtpScope',
  'graphAppScope',
  'graphSendScope',
  'exchangeAppScope',
] as const

/**
 * The values of a step, to be kept with the move that says it is done. Secrets are left out. A value that names
 * something nobody has answered yet is null: nothing can be said about it later.
 */
export function valuesDoneFor(
  step: RecipeStep,
  recipe: Recipe,
  setup: Setup,
  values: Readonly<Record<string, string>>,
): DoneFor[] {
  const steady = setup.practice === null ? values : without(values, ofTheRehearsal)
  const shown = neededOf(step.values, setup.answers, recipe).filter(({ secret }) => !secret)
  const beside = [
    ...factsOf(step)
      .map((name) => ({ label: name, value: `{${name}}` }))
      .filter(({ value }) => shown.every((one) => one.value !== value)),
    ...(step.practice.includes('grant-consent')
      ? [{ label: 'permissions' satisfies Beside, value: wantedPermissions(recipe, setup) }]
      : []),
  ]
  return [...shown, ...beside].map(({ label, value }) => {
    const { text, missing } = fill(value, steady)
    if (missing.length > 0) return { label, value: null }
    return text.length <= longestKept
      ? { label, value: text }
      : { label, value: text.slice(0, longestKept), digest: digestOf(text) }
  })
}

/** Kept beside what a step shows, each under the name of its fact. */
const namesBeside = ['tenantId', 'clientId', 'permissions'] as const
type Beside = (typeof namesBeside)[number]
const isBeside = (label: string) => namesBeside.some((name) => name === label)

/**
 * What a step was done in, shown among its values or not: another tenant has nothing of what was set up in this one, and
 * another registration has neither the redirects nor the consent of this one.
 */
function factsOf({ role, needs, id }: RecipeStep): Exclude<Beside, 'permissions'>[] {
  if (role === 'entra-admin') return ['tenantId', 'clientId']
  if (role === 'exchange-admin') return ['tenantId']
  // where the product signs in, or is tested, it does so with the registration
  return needs.includes('consent') || id.startsWith('product-test') ? ['clientId'] : []
}

/** Consent is to what was asked for that day. */
function wantedPermissions(recipe: Recipe, { answers }: Setup): string {
  return neededOf(recipe.permissions, answers, recipe)
    .filter(({ need }) => need !== 'surplus')
    .map(({ value, kind }) => `${value} (${kind})`)
    .toSorted()
    .join(', ')
}

/** The move that last said the step is done and kept what for; undefined when none did, or when it was reopened since. */
export function lastDone(record: StepRecord | undefined): StepMove['doneFor'] {
  if (record === undefined || (record.state !== 'done' && record.state !== 'waiting')) return undefined
  const last = record.history.findLast(
    ({ from, to, doneFor }) => doneFor !== undefined || (from !== to && to !== record.state),
  )
  return last?.doneFor
}

/**
 * Where the values differ. Silent when the recipe has a newer revision: then its wording may differ, and nobody can tell
 * that from another value. A value that was not known when the step was done is not compared either, nor is what was
 * not kept beside it: an earlier version kept only what a step shows.
 */
export function changesSince(
  then: NonNullable<StepMove['doneFor']>,
  now: readonly DoneFor[],
  revision: number,
): ValueChange[] {
  if (then.revision !== revision) return []
  const before = byLabel(then.values)
  const after = byLabel(now)
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((label) => {
    const was = before.get(label)
    const is = after.get(label)
    if (was?.value === null) return []
    if (isBeside(label) && (was === undefined || is === undefined)) return []
    if (was?.value === is?.value && was?.digest === is?.digest) return []
    const [old, current] = [partsOf(was), partsOf(is)]
    return [
      {
        label,
        before: was?.value ?? null,
        now: is?.value ?? null,
        added: current.filter((part) => !old.includes(part)),
        removed: old.filter((part) => !current.includes(part)),
      },
    ]
  })
}

/** The entries of a list as recipes print them; none of a value that was cut, whose rest is not known. */
function partsOf(value: DoneFor | undefined): string[] {
  if (value === undefined || value.value === null || value.digest !== undefined) return []
  return value.value.split(/, |\n/)
}

/** Several values of one label count as one text. */
function byLabel(values: readonly DoneFor[]): Map<string, DoneFor> {
  const found = new Map<string, DoneFor>()
  for (const one of values) {
    const other = found.get(one.label)
    found.set(
      one.label,
      other === undefined || other.value === null || one.value === null
        ? (other ?? one)
        : { ...one, value: `${other.value}\n${one.value}` },
    )
  }
  return found
}

function without(
  values: Readonly<Record<string, string>>,
  names: readonly string[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)))
}

/** Tells two long texts apart; not a proof against somebody who tries. 53 bits, after cyrb53. */
function digestOf(text: string): string {
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    high = Math.imul(high ^ unit, 2654435761)
    low = Math.imul(low ^ unit, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return `${text.length}-${(4294967296 * (2097151 & low) + (high >>> 0)).toString(36)}`
}
