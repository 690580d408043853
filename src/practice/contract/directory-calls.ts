/**
 * What an administrator of the practice tenant can do in the directory besides registering. Nothing of this asks for a
 * role or a policy: it puts the tenant into a state, and Graph, the sign-in and the mail protocols obey it.
 */
import { z } from 'zod'
import { policiesChange } from './directory-policies.ts'
import { roleNames } from './role-names.ts'

const address = z.string().min(3).max(320)
const clientId = z.string().min(1).max(64)
const nothing = z.null()
const text = z.string().max(1024)

const applicationChange = z.strictObject({
  /** deactivated: no new tokens in any tenant */
  disabled: z.boolean().optional(),
  notes: text.nullable().optional(),
  tags: z.array(text).optional(),
  /** addresses of people */
  owners: z.array(address).optional(),
  identifierUris: z.array(text).optional(),
})
const principalChange = z.strictObject({
  /** false: deleted, with everything it was granted */
  exists: z.boolean().optional(),
  accountEnabled: z.boolean().optional(),
  assignmentRequired: z.boolean().optional(),
  notes: text.nullable().optional(),
})
const singleConsent = z.strictObject({
  resource: z.enum(['graph', 'exchange']),
  value: z.string().min(1),
  kind: z.enum(['delegated', 'application']),
  /** one person alone; absent: everybody */
  account: address.optional(),
})

export const directoryCalls = {
  changeApplication: { input: z.tuple([clientId, applicationChange]), output: nothing },
  deleteApplication: { input: z.tuple([clientId]), output: nothing },
  removeSecret: { input: z.tuple([clientId, z.string().min(1)]), output: nothing },
  removeCertificate: { input: z.tuple([clientId, z.string().min(1)]), output: nothing },
  /** also of an API or another application of Microsoft's, by its client id */
  changeServicePrincipal: { input: z.tuple([clientId, principalChange]), output: nothing },
  assignUser: { input: z.tuple([clientId, address]), output: nothing },
  grantConsent: { input: z.tuple([clientId, singleConsent]), output: nothing },
  withdrawConsent: { input: z.tuple([clientId, singleConsent]), output: nothing },
  /** what is not given stays as it is */
  setPolicies: { input: z.tuple([policiesChange]), output: nothing },
  /** 'eligible' may be activated, and counts for nothing until then */
  setDirectoryRole: {
    input: z.tuple([address, z.enum(roleNames), z.enum(['active', 'eligible', 'none'])]),
    output: nothing,
  },
  addDomain: { input: z.tuple([z.string().min(3).max(253), z.boolean()]), output: nothing },
  /** how many applications and service principals there are besides the others: what a large tenant is like */
  fillDirectory: {
    input: z.tuple([z.number().int().min(0).max(20_000), z.number().int().min(0).max(50_000)]),
    output: nothing,
  },
} as const
