/** Values of a body that has been read, and what a policy of the tenant says of them. */
import type { PolicyBreach } from '../../directory/app-policies.ts'
import type { Shaped } from '../entity-shape.ts'
import type { GraphError } from '../reply.ts'
import { directoryErrors } from './errors.ts'

export function breachError(breach: PolicyBreach): GraphError {
  switch (breach.kind) {
    case 'type':
      return directoryErrors.typePolicy(breach.policyId)
    case 'lifetime':
      return directoryErrors.lifetimePolicy(breach.policyId)
    case 'authority':
      return directoryErrors.authorityPolicy(breach.policyId)
    case 'audience':
      return directoryErrors.audiencePolicy(breach.policyId)
  }
}

export const textOf = (value: unknown) => (typeof value === 'string' ? value : null)
export const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
export const recordOf = (value: unknown): Shaped | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Shaped) : undefined
export const rowsOf = (value: unknown): Shaped[] =>
  Array.isArray(value)
    ? value.flatMap((one: unknown): Shaped[] => {
        const record = recordOf(one)
        return record === undefined ? [] : [record]
      })
    : []
