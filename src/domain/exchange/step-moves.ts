/** What was read in Exchange means for the steps of the checklist. */
import type { RecordedStep } from '../entra/audit/step-verdicts.ts'
import { needed } from '../recipe/conditions.ts'
import type { Recipe } from '../recipe/recipe.schema.ts'
import type { PracticeAction } from '../recipe/recipe-step.schema.ts'
import type { Answers } from '../setup/setup.schema.ts'
import type { Layer } from './finding.ts'
import type { Verdict } from './verdict.ts'

export interface ExchangeMove {
  readonly step: string
  readonly to: 'done' | 'blocked'
  /** Layers that block; empty where all is as wanted. */
  readonly differs: readonly Layer[]
}

/** Layers that prove a step, by what the step does. A step that does anything else is not judged from here. */
const proves: Partial<Record<PracticeAction, readonly Layer[]>> = {
  'enable-smtp-auth': ['mailbox', 'tenant-smtp-auth', 'mailbox-smtp-auth'],
  'grant-send-as': ['mailbox', 'send-as', 'send-on-behalf'],
  'grant-full-access': ['mailbox', 'full-access'],
  'register-service-principal': ['service-principal'],
  'create-scope': ['service-principal', 'scope', 'role'],
  'assign-app-roles': ['service-principal', 'scope', 'role'],
  'grant-app-full-access': ['service-principal', 'full-access'],
  'allow-ews': ['ews-organisation', 'ews-list', 'ews-mailbox'],
}

/** Steps of this recipe that can be judged by what is read in Exchange, first the one evidence belongs to. */
export function exchangeSteps(recipe: Recipe, answers: Answers): { id: string; layers: readonly Layer[] }[] {
  return needed(recipe.steps, answers, recipe).flatMap(({ id, practice }) => {
    const own = practice.map((action) => proves[action])
    if (own.length === 0 || own.some((one) => one === undefined)) return []
    return [{ id, layers: own.flatMap((one) => one ?? []) }]
  })
}

/**
 * Done where every mailbox has those layers right, whoever did it; blocked where somebody called it done and it is not.
 * Where anything of it could not be read, nothing is said.
 */
export function exchangeMoves(
  found: readonly Verdict[],
  steps: ReturnType<typeof exchangeSteps>,
  recorded: readonly RecordedStep[],
  now: string,
): ExchangeMove[] {
  if (found.length === 0) return []
  return recorded.flatMap(({ id, state, waitUntil }): ExchangeMove[] => {
    const layers = steps.find((one) => one.id === id)?.layers
    if (layers === undefined) return []
    const own = found.flatMap(({ findings }) => findings.filter(({ layer }) => layers.includes(layer)))
    if (own.some(({ effect }) => effect === 'unknown')) return []
    const differs = [...new Set(own.filter(({ effect }) => effect === 'blocks').map(({ layer }) => layer))]
    if (differs.length === 0)
      return state === 'todo' || state === 'doing' || state === 'blocked' || state === 'changed'
        ? [{ step: id, to: 'done', differs }]
        : []
    const early = state === 'waiting' && waitUntil !== null && Date.parse(waitUntil) > Date.parse(now)
    return state === 'done' || (state === 'waiting' && !early) ? [{ step: id, to: 'blocked', differs }] : []
  })
}
