/**
 * Whether the product's own server gets through to Microsoft: what Test-ProductServer.ps1 is to try there, and what it
 * found. The result comes from a machine we know nothing of, so every length is bounded.
 */
import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.schema.ts'

export const preflightPlanFormat = 'sendproof-preflight-plan'
export const preflightResultFormat = 'sendproof-preflight-result'

const Text = z.string().max(2000)
const Host = z.string().regex(/^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/)

const TargetSchema = z.strictObject({
  host: Host,
  port: z.int().min(1).max(65_535),
  /** `smtp` turns to TLS by STARTTLS, `https` begins with it. */
  speaks: z.enum(['smtp', 'https']),
})
export type Target = z.infer<typeof TargetSchema>

export const PreflightPlanSchema = z.strictObject({
  format: z.literal(preflightPlanFormat),
  version: z.literal(1),
  id: z.guid(),
  setup: z.guid(),
  /** For people. */
  title: z.string().min(1).max(200),
  targets: z.array(TargetSchema).min(1).max(20),
  /** Longest wait for one answer. */
  timeoutSeconds: z.int().min(1).max(120),
})
export type PreflightPlan = z.infer<typeof PreflightPlanSchema>

/** What went wrong on the machine itself, in its own words and language. */
const Failure = Text.nullable()

const CheckedSchema = z.strictObject({
  host: Host,
  port: z.int(),
  speaks: z.enum(['smtp', 'https']),
  addresses: z.array(z.string().max(100)).max(100),
  dnsError: Failure,
  connected: z.boolean(),
  connectError: Failure,
  /** The server's first line; of SMTP only. */
  greeting: Text.nullable(),
  /** Null where it was not asked: HTTPS, or no connection. */
  startTls: z.boolean().nullable(),
  /** As .NET names it: Tls12, Tls13. Null where there was no handshake. */
  tls: z.string().max(40).nullable(),
  tlsError: Failure,
  certificate: z
    .strictObject({
      subject: Text,
      issuer: Text,
      /** Subject of the last certificate of the chain that was built. */
      root: Text,
      notAfter: z.iso.datetime(),
      thumbprint: z.string().max(100),
      nameMatches: z.boolean(),
      trusted: z.boolean(),
      problems: z.array(z.string().max(200)).max(20),
      /** Whether Java's own list holds the root; null where no Java was found. */
      javaTrusts: z.boolean().nullable(),
    })
    .nullable(),
  /** The server's clock less this machine's, in seconds. */
  skewSeconds: z.number().nullable(),
  /** The proxy this account's Windows would use; null: none. */
  proxy: Text.nullable(),
})
export type Checked = z.infer<typeof CheckedSchema>

export const PreflightResultSchema = z.strictObject({
  format: z.literal(preflightResultFormat),
  version: z.literal(1),
  planId: z.guid(),
  setup: z.guid(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  machine: z.strictObject({
    name: z.string().max(300),
    account: z.string().max(300),
    system: z.string().max(300),
    powershell: z.string().max(40),
  }),
  java: z.strictObject({ keytool: Text, keystore: Text, entries: z.int(), error: Failure }).nullable(),
  checks: z.array(CheckedSchema).max(20),
})
export type PreflightResult = z.infer<typeof PreflightResultSchema>

/** The hosts a product talks to in this cloud: the sign-in, and Graph or SMTP. */
export function targetsOf(
  { authority, graph, smtp, ews }: Pick<Cloud, 'authority' | 'graph' | 'smtp' | 'ews'>,
  needs: { readonly smtp: boolean; readonly graph: boolean; readonly ews: boolean },
): Target[] {
  const web = [authority, ...(needs.graph ? [graph] : []), ...(needs.ews && ews !== undefined ? [ews] : [])]
  const https = web.map((address): Target => {
    const { hostname, port } = new URL(address)
    return { host: hostname, port: port === '' ? 443 : Number(port), speaks: 'https' }
  })
  const all = [...https, ...(needs.smtp ? [{ ...smtp, speaks: 'smtp' as const }] : [])]
  return [...new Map(all.map((one) => [`${one.host}:${one.port}`, one])).values()]
}
