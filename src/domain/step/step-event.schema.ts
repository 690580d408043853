/** What Sendproof or the practice administrator notes about a step: facts, which words say in the reader's language. */
import { z } from 'zod'

const text = z.string().max(1000)
const texts = z.array(text).max(20_000)
const count = z.int().min(0)
/** Of one check on the product's server. */
export const mostKeptFindings = 100
const event = <C extends string, S extends z.ZodRawShape>(code: C, shape: S) =>
  z.strictObject({ code: z.literal(code), ...shape })

export const StepEventSchema = z.discriminatedUnion('code', [
  /** A person took back the move of `who`. */
  event('undone', { who: text, at: z.iso.datetime() }),
  /** What an audit read; `differs`: ids of checks. */
  event('read-from-tenant', { who: text, at: z.iso.datetime(), differs: texts }),
  /** What a script that somebody ran elsewhere says it did; nobody read it from the tenant. */
  event('reported-by-script', { who: text, at: z.iso.datetime() }),
  /** What keeps the product's own server from Microsoft: findings of src/domain/preflight. */
  event('server-check-failed', {
    findings: z
      .array(
        z.strictObject({
          code: z.string().max(60),
          facts: z.record(z.string().max(40), z.union([text, z.number(), z.null()])),
        }),
      )
      .max(mostKeptFindings),
  }),
  /** What came back from the consent page; an audit shows whether it is so. */
  event('consent-answered', { at: z.iso.datetime(), scopes: texts }),
  event('prepared-before', {}),
  event('not-asked-for', {}),
  event('registered-before', { name: text, clientId: text }),
  event('registered', { name: text, clientId: text }),
  event('redirects-set', { redirects: texts }),
  /** With their kind in brackets: “Mail.Send (application)”. */
  event('permissions-added', { permissions: texts }),
  event('consent-granted', { permissions: texts }),
  event('secret-added', { expiresAt: z.iso.datetime() }),
  event('certificate-added', { thumbprint: text, expiresAt: z.iso.datetime() }),
  /** `tenantOn`: the organization's own switch. */
  event('smtp-auth-on', { count, tenantOn: z.boolean() }),
  event('no-delegates', {}),
  /** “anna@contoso.example → sales@contoso.example”. */
  event('send-as-granted', { pairs: texts }),
  event('full-access-granted', { pairs: texts }),
  event('application-known', { objectId: text }),
  event('application-full-access', { count }),
  event('ews-allowed', { count }),
  event('scope-created', { group: text, count }),
  event('no-roles', {}),
  event('roles-assigned', { group: text, roles: texts }),
  event('nothing-replaced', {}),
  event('permissions-removed', { permissions: texts }),
  event('no-shared-mailbox', {}),
  event('folder-created', { folder: text, addresses: texts }),
])
export type StepEvent = z.infer<typeof StepEventSchema>
