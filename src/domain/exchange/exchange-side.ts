/** What of a reading of Exchange an audit of Microsoft Entra ID needs to know. */
import type { ExchangeSide } from '../entra/facts/exchange-side.schema.ts'
import type { ExchangeFacts } from './facts.schema.ts'

export function exchangeSideOf(facts: ExchangeFacts, at: string): ExchangeSide {
  const { organisation, applications, cutShort } = facts
  const { assignments, servicePrincipals } = applications
  const names = new Map(
    servicePrincipals.state === 'read'
      ? servicePrincipals.value.map(({ objectId, name }) => [objectId.toLowerCase(), name])
      : [],
  )
  return {
    at,
    ewsEnabled: organisation.state === 'read' ? organisation.value.ewsEnabled : null,
    roles:
      assignments.state !== 'read' || cutShort.length > 0
        ? null
        : assignments.value
            // A role that is switched off reaches nothing.
            .filter(({ enabled }) => enabled !== false)
            .map(({ objectId, role, scope, scopeType }) => ({
              objectId: objectId.toLowerCase(),
              name: names.get(objectId.toLowerCase()) ?? objectId,
              role,
              // An administrative unit or a group limits as well, and has no name here.
              scope: scope ?? (/unit|group/i.test(scopeType) ? scopeType : null),
            })),
  }
}
