/** What has to hold between the parts of a recipe, as far as they can be read. */
import type { AssetProblem } from '../problem/asset-problem.ts'
import { redirectFindings } from '../fields/redirect.ts'
import { chosen } from './conditions.ts'
import { items, member, text, textOf, type Item } from './loose.ts'
import { findPermission } from './permission-catalogue.ts'
import type { PermissionCatalogue } from './permission-catalogue.schema.ts'
import { factNames, placeholdersOf } from './placeholders.ts'

/** Never throws, whatever the value is. */
export function crossCheck(value: unknown, catalogue: PermissionCatalogue | null = null): AssetProblem[] {
  const recipe: Item = { value, path: '' }
  return [
    ...idProblems(recipe),
    ...choiceProblems(recipe),
    ...needProblems(recipe),
    ...circleProblems(recipe),
    ...conditionProblems(recipe),
    ...openProblems(recipe),
    ...placeholderProblems(recipe),
    ...automationProblems(recipe),
    ...partProblems(recipe),
    ...permissionProblems(recipe),
    ...(catalogue === null ? [] : unknownPermissions(recipe, catalogue)),
    ...redirectProblems(recipe),
    ...probeProblems(recipe),
  ]
}

function twice(found: readonly Item[]): AssetProblem[] {
  const seen = new Set<string>()
  const problems: AssetProblem[] = []
  for (const item of found) {
    const id = text(item)
    if (id === undefined) continue
    if (seen.has(id)) problems.push({ code: 'used-twice', path: item.path, name: id })
    seen.add(id)
  }
  return problems
}

function idProblems(recipe: Item): AssetProblem[] {
  const lists = [
    items(recipe, 'questions'),
    items(recipe, 'steps'),
    items(recipe, 'parts'),
    items(recipe, 'verification', 'probes'),
  ]
  return lists.flatMap((list) => twice(list.map((one) => member(one, 'id'))))
}

function choiceProblems(recipe: Item): AssetProblem[] {
  return items(recipe, 'questions').flatMap((question) => {
    const problems: AssetProblem[] = []
    const id = textOf(question, 'id')
    if (id !== undefined && (factNames as readonly string[]).includes(id))
      problems.push({
        code: 'own-fact',
        path: `${question.path}.id`,
        name: id,
      })
    const type = textOf(question, 'type')
    if (type !== 'choice' && type !== 'choices') return problems
    const values = items(question, 'options').map((option) => member(option, 'value'))
    const initial = textOf(question, 'default')
    const wrong = (initial === undefined ? [] : type === 'choice' ? [initial] : chosen(initial)).filter(
      (one) => !values.some((value) => value.value === one),
    )
    return [
      ...problems,
      ...twice(values),
      ...wrong.map((one) => ({
        code: 'not-an-option' as const,
        path: `${question.path}.default`,
        value: one,
      })),
    ]
  })
}

function needProblems(recipe: Item): AssetProblem[] {
  const ids = new Set(items(recipe, 'steps').map((step) => textOf(step, 'id')))
  return items(recipe, 'steps').flatMap((step) =>
    items(step, 'needs').flatMap((need): AssetProblem[] => {
      const id = text(need)
      return id === undefined || ids.has(id)
        ? []
        : [{ code: 'no-such', path: need.path, kind: 'step', name: id }]
    }),
  )
}

/** Takes away steps without open needs until nothing moves; what is left waits for itself. */
function circleProblems(recipe: Item): AssetProblem[] {
  const steps = items(recipe, 'steps')
  const open = new Map<string, string[]>()
  for (const step of steps) {
    const id = textOf(step, 'id')
    if (id !== undefined)
      open.set(
        id,
        items(step, 'needs').flatMap((need) => text(need) ?? []),
      )
  }
  for (let moved = true; moved;) {
    moved = false
    for (const [id, needs] of open) {
      if (needs.some((need) => open.has(need))) continue
      open.delete(id)
      moved = true
    }
  }
  const first = steps.find((step) => open.has(textOf(step, 'id') ?? ''))
  if (first === undefined) return []
  return [
    {
      code: 'circle',
      path: `${first.path}.needs`,
      steps: [...open.keys()],
    },
  ]
}

/** Wherever a `when` may stand, however deep. */
function whensOf(item: Item, depth = 0): Item[] {
  const { value, path } = item
  if (depth > 8 || typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return listed(item).flatMap((one) => whensOf(one, depth + 1))
  return Object.keys(value).flatMap((name) => {
    const inner = member(item, name)
    if (name !== 'when') return whensOf(path === '' ? { ...inner, path: name } : inner, depth + 1)
    return Array.isArray(inner.value) ? listed(inner) : [inner]
  })
}

function listed({ value, path }: Item): Item[] {
  return Array.isArray(value)
    ? (value as unknown[]).slice(0, 200).map((one, index) => ({ value: one, path: `${path}[${index}]` }))
    : []
}

function conditionProblems(recipe: Item): AssetProblem[] {
  const questions = items(recipe, 'questions')
  return whensOf(recipe).flatMap((condition): AssetProblem[] => {
    const id = textOf(condition, 'answer')
    if (id === undefined) return []
    const question = questions.find((one) => textOf(one, 'id') === id)
    if (question === undefined)
      return [{ code: 'no-such', path: `${condition.path}.answer`, kind: 'question', name: id }]
    return valueProblems(question, member(condition, 'is'), id)
  })
}

function valueProblems(question: Item, is: Item, id: string): AssetProblem[] {
  const values = Array.isArray(is.value) ? listed(is) : [is]
  const type = textOf(question, 'type')
  if (is.value === undefined) return []
  if (type === 'text' && !values.every(({ value }) => typeof value === 'string'))
    return [{ code: 'answer-is-text', path: is.path, question: id }]
  if (type === 'flag' && typeof is.value !== 'boolean')
    return [{ code: 'answer-is-flag', path: is.path, question: id }]
  if (type !== 'choice' && type !== 'choices') return []
  const options = items(question, 'options').map((option) => textOf(option, 'value'))
  return values
    .filter(({ value }) => !options.some((option) => option === value))
    .map(({ value, path }) => ({ code: 'not-an-answer', path, value: shown(value), question: id }))
}

/** What is not confirmed anywhere must say what to ask the vendor. */
function openProblems(recipe: Item): AssetProblem[] {
  const notes = items(recipe, 'steps').flatMap((step) => items(step, 'manual'))
  const redirects = items(recipe, 'registration', 'manualRedirects')
  const implicit = member(recipe, 'registration', 'implicit')
  const open = [
    ...notes.filter((note) => textOf(note, 'status') === 'open'),
    ...redirects.filter((redirect) => textOf(redirect, 'need') === 'open'),
    ...(textOf(implicit, 'needed') === 'open' ? [implicit] : []),
  ]
  return open
    .filter((item) => textOf(item, 'ask') === undefined)
    .map(({ path }) => ({ code: 'ask-missing', path: `${path}.ask` }))
}

function placeholderProblems(recipe: Item): AssetProblem[] {
  const known = new Set<string | undefined>([
    ...factNames,
    ...items(recipe, 'questions').map((question) => textOf(question, 'id')),
  ])
  const name = member(recipe, 'registration', 'displayName')
  const problems = templates(recipe).flatMap((item) =>
    placeholdersOf(text(item) ?? '').flatMap((one): AssetProblem[] =>
      known.has(one) ? [] : [{ code: 'nothing-fills-in', path: item.path, name: one }],
    ),
  )
  if (placeholdersOf(text(name) ?? '').includes('displayName'))
    problems.push({ code: 'names-itself', path: name.path })
  return problems
}

function templates(recipe: Item): Item[] {
  const redirects = [
    ...items(recipe, 'registration', 'redirects'),
    ...items(recipe, 'registration', 'manualRedirects'),
  ]
  return [
    member(recipe, 'registration', 'displayName'),
    ...redirects.flatMap((redirect) => [member(redirect, 'uri'), member(redirect, 'instead')]),
    member(recipe, 'scoping', 'group'),
    ...items(recipe, 'scoping', 'roles').map((role) => member(role, 'group')),
    ...items(recipe, 'steps').flatMap((step) => [
      member(step, 'title'),
      ...items(step, 'values').map((value) => member(value, 'value')),
      ...items(step, 'clicks').map((one) => (typeof one.value === 'string' ? one : member(one, 'click'))),
    ]),
    ...items(recipe, 'product', 'screens').flatMap((screen) =>
      items(screen, 'fields').map((field) => member(field, 'value')),
    ),
  ]
}

/**
 * Each automation moves one step; two steps with the same one would contradict each other. A proven refusal settles
 * every step that asks for one: a product may ask for it once for its senders and once for its calendars.
 */
function automationProblems(recipe: Item): AssetProblem[] {
  const moved = items(recipe, 'steps').map((step) => member(step, 'automation'))
  return twice(moved.filter(({ value }) => value !== 'refusal'))
}

function partProblems(recipe: Item): AssetProblem[] {
  const ids = items(recipe, 'parts').map((part) => textOf(part, 'id'))
  return items(recipe, 'product', 'screens').flatMap((screen): AssetProblem[] => {
    const part = textOf(screen, 'part')
    return part === undefined || ids.includes(part)
      ? []
      : [{ code: 'no-such', path: `${screen.path}.part`, kind: 'part', name: part }]
  })
}

/** The same permission twice is a mistake, unless each has its own condition. */
function permissionProblems(recipe: Item): AssetProblem[] {
  const seen = new Set<string>()
  return items(recipe, 'permissions').flatMap((permission): AssetProblem[] => {
    const value = textOf(permission, 'value')
    if (value === undefined || member(permission, 'when').value !== undefined) return []
    const id = `${textOf(permission, 'resource') ?? ''} ${textOf(permission, 'kind') ?? ''} ${value}`
    if (seen.has(id)) return [{ code: 'listed-twice', path: `${permission.path}.value`, name: value }]
    seen.add(id)
    return []
  })
}

/** What is not in the catalogue cannot be added to a registration: a name that is slightly wrong grants nothing. */
function unknownPermissions(recipe: Item, catalogue: PermissionCatalogue): AssetProblem[] {
  return items(recipe, 'permissions').flatMap((permission): AssetProblem[] => {
    const value = textOf(permission, 'value')
    const resource = textOf(permission, 'resource')
    const kind = textOf(permission, 'kind')
    if (value === undefined || (resource !== 'graph' && resource !== 'exchange')) return []
    if (kind !== 'delegated' && kind !== 'application') return []
    if (findPermission(catalogue, { resource, kind, value }) !== null) return []
    const elsewhere = catalogue.permissions.find((one) => one.value.toLowerCase() === value.toLowerCase())
    const path = `${permission.path}.value`
    if (elsewhere === undefined) return [{ code: 'permission-unknown', path, value }]
    return [
      {
        code: 'permission-elsewhere',
        path,
        asked: { kind, value, resource: catalogue[resource].name },
        known: {
          kind: elsewhere.kind,
          value: elsewhere.value,
          resource: catalogue[elsewhere.resource].name,
        },
      },
    ]
  })
}

/** With every placeholder filled in, a redirect must be one that Entra would take. */
function redirectProblems(recipe: Item): AssetProblem[] {
  return items(recipe, 'registration', 'redirects').flatMap((redirect) => {
    const uri = member(redirect, 'uri')
    const template = text(uri)
    const platform = textOf(redirect, 'platform')
    if (template === undefined || (platform !== 'web' && platform !== 'publicClient')) return []
    const filled = template
      .replace(/\{signInAddress\}/g, 'https://login.microsoftonline.com')
      .replace(/\{clientId\}/g, '11111111-2222-4333-8444-555555555555')
      .replace(/\{[A-Za-z][A-Za-z0-9-]*\}/g, 'host.example')
    return redirectFindings(filled, { platform })
      .filter(({ severity }) => severity === 'error')
      .map((finding): AssetProblem => ({ code: 'redirect-refused', path: uri.path, finding }))
  })
}

/** A look into a mailbox has nothing to refuse or accept but the look itself; a send needs a sender. */
function probeProblems(recipe: Item): AssetProblem[] {
  return items(recipe, 'verification', 'probes').flatMap((probe) =>
    textOf(probe, 'mailbox') === 'outside-scope' && textOf(probe, 'expected') === 'accepted'
      ? [{ code: 'outside-accepted', path: `${probe.path}.expected` }]
      : [],
  )
}

function shown(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'boolean' ? String(value) : null
}
