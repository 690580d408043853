/** Trouble that is asked for: a cmdlet the session lacks, a call that is throttled, refused, or ends the connection. */
import { z } from 'zod'
import { exchangeRoleGroups } from '../tenant/exchange-state.ts'
import type { Definition } from './definitions.ts'
import { Refusal } from './refusal.ts'

const rehearsal = z.strictObject({
  kind: z.enum([
    'throttled',
    'lost',
    'lost-after',
    'killed',
    'killed-after',
    'not-found',
    'out-of-scope',
    'refused-by-type',
  ]),
  /** absent: every cmdlet */
  cmdlet: z.string().optional(),
  /** a text that has to stand in the parameters */
  about: z.string().optional(),
  /** so many calls pass first */
  after: z.int().min(0).default(0),
  /** so often it happens, then no more */
  times: z.int().min(1).default(1),
})
export const troubleRequest = z.strictObject({
  calls: z.array(rehearsal).default([]),
  /** cmdlets, or `Cmdlet/Parameter`, that are not in the next session */
  lacking: z.array(z.string()).default([]),
  /** the tenant the next session says it is in */
  tenantId: z.string().optional(),
  /** role groups by address or client id, beside those that are there */
  administrators: z.record(z.string(), z.array(z.enum(exchangeRoleGroups))).optional(),
  /** rights of accounts that no longer exist */
  orphans: z
    .array(z.object({ mailbox: z.string(), right: z.enum(['sendAs', 'fullAccess']), sid: z.string() }))
    .optional(),
  /** the organisation was never customised */
  dehydrated: z.boolean().optional(),
  /** switches no cmdlet of this service sets, in place of those that were there */
  settings: z
    .strictObject({
      licensed: z.record(z.string(), z.boolean()),
      hidden: z.record(z.string(), z.boolean()),
      authenticationPolicies: z.array(z.strictObject({ name: z.string(), allowBasicAuthSmtp: z.boolean() })),
      authenticationPolicyOf: z.record(z.string(), z.string()),
      defaultAuthenticationPolicy: z.string().nullable(),
    })
    .partial()
    .optional(),
  /** what connecting fails with */
  connectFailure: z.string().optional(),
})
type Rehearsal = z.output<typeof rehearsal>

interface Call {
  readonly cmdlet: string
  readonly parameters: Readonly<Record<string, unknown>>
  readonly validateOnly: boolean
}

export class TroubleBoard {
  #asked: z.output<typeof troubleRequest> = { calls: [], lacking: [] }
  #left: (Rehearsal & { passed: number; happened: number })[] = []
  readonly #calls: Call[] = []

  /** In place of what was rehearsed before; the list of calls starts anew. */
  rehearse(asked: z.output<typeof troubleRequest>): void {
    this.#asked = asked
    this.#left = asked.calls.map((one) => ({ ...one, passed: 0, happened: 0 }))
    this.#calls.length = 0
  }

  connect(): { failure?: string; tenantId?: string } {
    const { connectFailure: failure, tenantId } = this.#asked
    return { ...(failure === undefined ? {} : { failure }), ...(tenantId === undefined ? {} : { tenantId }) }
  }

  /** undefined: the session does not have this cmdlet at all. */
  without(definition: Definition): Definition | undefined {
    const { lacking } = this.#asked
    if (lacking.includes(definition.name)) return undefined
    return {
      ...definition,
      parameters: definition.parameters.filter(({ name }) => !lacking.includes(`${definition.name}/${name}`)),
    }
  }

  count(call: Call): void {
    this.#calls.push({ cmdlet: call.cmdlet, parameters: call.parameters, validateOnly: call.validateOnly })
  }
  calls(): readonly Call[] {
    return this.#calls
  }

  before(call: Call): 'throttled' | 'lost' | 'killed' | Refusal | undefined {
    const identity = typeof call.parameters.Identity === 'string' ? call.parameters.Identity : ''
    switch (this.#next(call, (kind) => !kind.endsWith('-after'))) {
      case 'throttled':
        return 'throttled'
      case 'lost':
        return 'lost'
      case 'killed':
        return 'killed'
      case 'not-found':
        return new Refusal('not-found', identity)
      case 'out-of-scope':
        return new Refusal('out-of-scope', identity)
      case 'refused-by-type':
        return new Refusal('synchronised', identity, call.cmdlet)
      case 'lost-after':
      case 'killed-after':
      case undefined:
        return undefined
    }
  }

  /** The change was made, and nobody hears of it. */
  after(call: Call): 'lost' | 'killed' | undefined {
    const kind = this.#next(call, (one) => one.endsWith('-after'))
    return kind === undefined ? undefined : kind === 'killed-after' ? 'killed' : 'lost'
  }

  #next(call: Call, wanted: (kind: Rehearsal['kind']) => boolean): Rehearsal['kind'] | undefined {
    for (const one of this.#left) {
      if (!wanted(one.kind) || (one.cmdlet !== undefined && one.cmdlet !== call.cmdlet)) continue
      if (one.about !== undefined && !JSON.stringify(call.parameters).includes(one.about)) continue
      if (one.passed < one.after) {
        one.passed += 1
        continue
      }
      if (one.happened >= one.times) continue
      one.happened += 1
      return one.kind
    }
    return undefined
  }
}
