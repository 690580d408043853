/** The cmdlets this tenant plays, with sets and parameters as the reference has them: nothing in here is made up. */
import { z } from 'zod'
import reference from '../../../docs/reference/exo-cmdlets.json' with { type: 'json' }
import type { ExchangeState } from '../tenant/exchange-state.ts'

const cmdletEntry = z.object({
  sets: z.record(z.string(), z.string()),
  params: z.array(z.tuple([z.string(), z.string(), z.string()]).rest(z.unknown())).default([]),
  whatIf: z.enum(['yes', 'reserved', 'none']),
  confirm: z.enum(['yes', 'reserved', 'none']),
  roleGroups: z.array(z.string()).default([]),
})

/** A cmdlet as the session's module is generated from it. */
export interface Definition {
  readonly name: string
  readonly defaultSet: string
  readonly parameters: readonly {
    readonly name: string
    readonly type: string
    readonly pipeline: boolean
    readonly byPropertyName: boolean
    readonly sets: readonly {
      readonly name: string
      readonly mandatory: boolean
      readonly position: number | null
    }[]
  }[]
  /** whether -WhatIf exists, and whether it only looks as if it did */
  readonly whatIf: 'yes' | 'reserved' | 'none'
  /** asks before it acts, unless told otherwise. @see setup-automation 3 */
  readonly asks: boolean
}

const all = z.record(z.string(), cmdletEntry).parse(reference.cmdlets)

/** They live in the module itself, and are there before anybody has signed in. */
const ofTheModule = ['Connect-ExchangeOnline', 'Disconnect-ExchangeOnline', 'Get-ConnectionInformation']

/** The pages still call it mandatory, and Exchange has not asked for it for years. */
const noLongerNeeded = 'ServiceId'

const asks = (name: string) => /^Remove-/.test(name) || name === 'Add-RecipientPermission'

function definitionOf(name: string): Definition | undefined {
  const entry = all[name]
  if (entry === undefined) return undefined
  const sets = Object.entries(entry.sets).map(([title, text]) => ({
    name: title.replace(/ \(Default\)$/, ''),
    isDefault: title.endsWith(' (Default)'),
    parameters: text.split(' ').filter((one) => one !== ''),
  }))
  const every = sets.length === 1 && sets[0]?.name === '(All)'
  const named =
    sets.find((set) => set.isDefault) ??
    // the pages do not always mark the default: without it a lone -Identity would fit two sets and be refused
    sets.find((set) => set.parameters.some((one) => /^!?Identity#?$/.test(one)) && set.name !== 'Owner') ??
    sets[0]
  return {
    name,
    defaultSet: every ? '' : (named?.name ?? ''),
    whatIf: entry.whatIf,
    asks: asks(name),
    parameters: entry.params
      .filter(([parameter]) => parameter !== 'WhatIf' && parameter !== 'Confirm')
      .map(([parameter, type, flags]) => ({
        name: parameter,
        type,
        pipeline: flags.includes('v'),
        byPropertyName: flags.includes('n'),
        sets: sets.flatMap((set) => {
          const positional = set.parameters.filter((one) => one.endsWith('#'))
          const found = set.parameters.find(
            (one) => one.replace(/[!#]/g, '').toLowerCase() === parameter.toLowerCase(),
          )
          if (found === undefined) return []
          return [
            {
              name: every ? '' : set.name,
              mandatory: found.startsWith('!') && parameter !== noLongerNeeded,
              position: found.endsWith('#') ? positional.indexOf(found) : null,
            },
          ]
        }),
      }))
      .filter((parameter) => parameter.sets.length > 0),
  }
}

/** What a session of this account gets: the cmdlets its role groups have, of those that are played. */
export function definitionsFor(
  { administrators }: ExchangeState,
  account: string,
  played: Iterable<string>,
): Definition[] {
  const groups = administrators[account] ?? []
  const viewer = groups.includes('View-Only Organization Management')
  return [...played].flatMap((name) => {
    if (ofTheModule.includes(name)) return []
    const roleGroups = all[name]?.roleGroups ?? []
    const may =
      groups.some((group) => group === 'Organization Management' || roleGroups.includes(group)) ||
      (viewer && /^(Get|Test)-/.test(name))
    const definition = may ? definitionOf(name) : undefined
    return definition === undefined ? [] : [definition]
  })
}
