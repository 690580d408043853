/** What an administrator of the practice tenant can do in Exchange for applications, EWS and folders. */
import { z } from 'zod'
import { rbacRoles } from '../../domain/recipe/recipe.schema.ts'

/** As many as a setup may have. */
export const mostMailboxes = 10_000

const address = z.string().min(3).max(320)
const clientId = z.string().min(1).max(64)
const nothing = z.null()
const folderName = z.string().min(1).max(120)

const mailToDeposit = z.strictObject({
  from: z.string().optional(),
  subject: z.string().optional(),
  body: z.string().optional(),
  messageId: z.string().optional(),
})

/** A mail-enabled security group, a distribution list, a Microsoft 365 group. */
export const groupKind = z.enum(['security', 'distribution', 'microsoft365'])

/** What `describe` shows of it. */
export const exchangeView = {
  servicePrincipals: z.array(z.object({ appId: z.string(), objectId: z.string(), displayName: z.string() })),
  managementScopes: z.array(z.object({ name: z.string(), members: z.array(z.string()) })),
  roleAssignments: z.array(
    z.object({ servicePrincipal: z.string(), role: z.string(), scope: z.string().nullable() }),
  ),
  accessPolicies: z.array(
    z.object({
      appId: z.string(),
      right: z.enum(['RestrictAccess', 'DenyAccess']),
      members: z.array(z.string()),
    }),
  ),
  appFullAccess: z.array(z.object({ mailbox: z.string(), servicePrincipal: z.string() })),
  /** null: not set by anybody, which Exchange Online treats as off by now (reference 1.3) */
  ews: z.object({ enabled: z.boolean().nullable(), allowedAppIds: z.array(z.string()).nullable() }),
  folders: z.array(
    z.object({ id: z.string(), mailbox: z.string(), displayName: z.string(), parent: z.string().optional() }),
  ),
}

export const exchangeCalls = {
  /** one that is there already gets these members and this name */
  createGroup: {
    input: z.tuple([address, folderName, groupKind, z.array(address).max(mostMailboxes)]),
    output: nothing,
  },
  /** the further addresses of a mailbox or group, in place of those it had */
  setProxyAddresses: { input: z.tuple([address, z.array(address).max(400)]), output: nothing },
  /** Set-OrganizationConfig -SendFromAliasEnabled */
  setSendFromAlias: { input: z.tuple([z.boolean()]), output: nothing },
  revokeSendOnBehalf: { input: z.tuple([address, address]), output: nothing },
  revokeFullAccess: { input: z.tuple([address, address]), output: nothing },
  /** the second argument should be the object id of the Enterprise application; nothing checks it here */
  registerServicePrincipal: { input: z.tuple([clientId, z.string().min(1).max(64)]), output: nothing },
  /** a mail-enabled security group and the management scope on it, with these members; a group stands for its own */
  createScope: { input: z.tuple([folderName, z.array(address).max(mostMailboxes)]), output: nothing },
  assignAppRole: { input: z.tuple([clientId, z.enum(rbacRoles), folderName.nullable()]), output: nothing },
  removeAppRole: { input: z.tuple([clientId, z.enum(rbacRoles)]), output: nothing },
  grantAppFullAccess: { input: z.tuple([address, clientId]), output: nothing },
  /** the older way of limiting an application; null takes its policies away */
  setAccessPolicy: {
    input: z.tuple([clientId, z.enum(['RestrictAccess', 'DenyAccess']).nullable(), z.array(address)]),
    output: nothing,
  },
  /** Set-OrganizationConfig -EwsEnabled and -EwsAllowedAppIDs; a list of null lifts the restriction */
  setEws: { input: z.tuple([z.boolean().nullable(), z.array(clientId).nullable()]), output: nothing },
  createFolder: {
    input: z.tuple([address, folderName, z.string().optional()]),
    output: z.object({ id: z.string(), displayName: z.string() }),
  },
  /** puts a message into a folder, named by its id or its display name */
  depositMail: {
    input: z.tuple([address, folderName, mailToDeposit]),
    output: z.object({ id: z.string() }),
  },
} as const
