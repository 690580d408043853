/** People as Graph shows them. */
import type { User } from '../tenant/state.ts'
import { hasMailbox, type Tenant } from '../tenant/tenant.ts'
import type { Row } from './odata.ts'

/** What a request without $select gets of a user. */
export const shownOfUser =
  'businessPhones displayName givenName jobTitle mail mobilePhone officeLocation preferredLanguage surname userPrincipalName'.split(
    ' ',
  )

/** The plan by which a mailbox exists, and the licence that holds it. */
export const exchangePlan = 'efb87545-963c-4e0d-99df-69c6916d9eb0'
export const licence = { skuId: '6fd2c87f-b296-42f0-b197-1e91e994b900', skuPartNumber: 'ENTERPRISEPACK' }

export function userRow(tenant: Tenant, user: User): Row {
  const [givenName = '', ...family] = user.displayName.split(' ')
  const mailbox = hasMailbox(tenant, user)
  const further = tenant.state.proxyAddresses.filter(({ recipient }) => recipient === user.address)
  // the mailbox of several people needs no licence of its own
  const licensed = mailbox && user.kind !== 'shared'
  return {
    id: user.id,
    displayName: user.displayName,
    givenName,
    surname: family.join(' '),
    mail: mailbox ? user.address : null,
    userPrincipalName: user.address,
    accountEnabled: user.enabled,
    businessPhones: [],
    jobTitle: null,
    mobilePhone: null,
    officeLocation: null,
    preferredLanguage: null,
    proxyAddresses: mailbox ? [`SMTP:${user.address}`, ...further.map(({ alias }) => `smtp:${alias}`)] : [],
    assignedLicenses: licensed ? [{ disabledPlans: [], skuId: licence.skuId }] : [],
    assignedPlans: licensed
      ? [
          {
            assignedDateTime: '2026-01-01T00:00:00Z',
            capabilityStatus: 'Enabled',
            service: 'exchange',
            servicePlanId: exchangePlan,
          },
        ]
      : [],
  }
}
