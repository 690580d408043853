/** Where the administrator goes in a cloud other than the worldwide one. @see reference 8 */
import type { Cloud } from '../cloud/cloud.schema.ts'
import { type PortalPart } from './recipe-text.schema.ts'

interface Place {
  readonly entra: PortalPart
  readonly admin: PortalPart
  readonly exchange: PortalPart
}

/** Registrations are made in the Azure portal of the cloud; the others are named without an address. */
function placesIn(azurePortal: PortalPart): Place {
  return {
    entra: azurePortal,
    admin: { code: 'admin-center' },
    exchange: { code: 'exchange-center' },
  }
}

const elsewhere: Readonly<Partial<Record<Cloud['kind'], Place>>> = {
  'gcc-high': placesIn('portal.azure.us'),
  dod: placesIn('portal.azure.us'),
  china: placesIn('portal.azure.cn'),
  // Whoever has a cloud of their own knows its portals; nobody here does.
  custom: placesIn({ code: 'entra-center' }),
}

const worldwide: Readonly<Record<string, keyof Place>> = {
  'entra.microsoft.com': 'entra',
  'admin.microsoft.com': 'admin',
  'admin.exchange.microsoft.com': 'exchange',
}

/** A portal path as it begins in this cloud. */
export function portalIn(cloud: Pick<Cloud, 'kind'>, portal: readonly string[]): PortalPart[] {
  const places = elsewhere[cloud.kind]
  const known = worldwide[portal[0] ?? '']
  return places === undefined || known === undefined ? [...portal] : [places[known], ...portal.slice(1)]
}

/** A link that opens in this cloud; null where the page it leads to is another cloud's. Documentation is the same for all. */
export function linkIn(cloud: Pick<Cloud, 'kind'>, link: string | null): string | null {
  const places = elsewhere[cloud.kind]
  const known = link === null || !URL.canParse(link) ? undefined : worldwide[new URL(link).host]
  if (places === undefined || known === undefined) return link
  return known === 'entra' && typeof places.entra === 'string' ? `https://${places.entra}/` : null
}
