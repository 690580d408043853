/** An invitation to the owner of a mailbox elsewhere, what is remembered of it here, and the sealed sign-in that comes back. */
import { z } from 'zod'
import { CloudSchema, cloudKinds } from '../cloud/cloud.schema.ts'

export const invitationFormat = 'sendproof-invitation'
export const sealedSignInFormat = 'sendproof-sealed-sign-in'
/** Who is on holiday answers when they are back; a file that lies about longer is made anew. */
export const invitationDays = 14

const address = z.string().min(3).max(320)
const scopes = z.array(z.string().max(300)).min(1).max(40)
const bytes = (count: number) =>
  z.base64().refine((text) => text.length === Math.ceil(count / 3) * 4 && !text.includes('\n'))

export const InvitationSchema = z.strictObject({
  format: z.literal(invitationFormat),
  version: z.literal(1),
  id: z.uuid(),
  /** For the owner to read: which product asks, and whose PC. */
  product: z.string().max(200),
  from: z.string().max(200),
  tenantId: z.guid(),
  tenantName: z.string().max(256).nullable(),
  clientId: z.guid(),
  /** Who is to sign in. */
  address,
  /** One of the clouds that every Sendproof knows; `practice` goes along where it is a rehearsal on this PC. */
  cloud: z.enum(cloudKinds),
  practice: CloudSchema.nullable(),
  scopes,
  expiresAt: z.iso.datetime(),
  /** X25519, SubjectPublicKeyInfo in base64. Its private key never leaves the keychain of the inviting PC. */
  publicKey: bytes(44),
})
export type Invitation = z.infer<typeof InvitationSchema>

/** What the inviting PC remembers, besides the private key in its keychain. */
export const KnownInvitationSchema = z.strictObject({
  id: z.uuid(),
  mailboxId: z.uuid(),
  address,
  tenantId: z.guid(),
  clientId: z.guid(),
  scopes,
  expiresAt: z.iso.datetime(),
})
export const KnownInvitationsSchema = z.array(KnownInvitationSchema).max(1000)
export type KnownInvitation = z.infer<typeof KnownInvitationSchema>

export const SealedSignInSchema = z.strictObject({
  format: z.literal(sealedSignInFormat),
  version: z.literal(1),
  invitation: z.uuid(),
  tenantId: z.guid(),
  address,
  box: z.strictObject({
    /** Of the one-time key, as `publicKey` above. */
    key: bytes(44),
    iv: bytes(12),
    tag: bytes(16),
    data: z.base64().max(400_000),
  }),
})
export type SealedSignIn = z.infer<typeof SealedSignInSchema>
export type Box = SealedSignIn['box']

/** What is inside. */
export const SignInContentSchema = z.strictObject({
  /** Serialised token cache. */
  cache: z.string().max(300_000),
})

/** Everything a box is bound to: opened for anything else, it stays shut. */
export function boundTo({
  id,
  tenantId,
  clientId,
  address: who,
  expiresAt,
}: Pick<Invitation, 'id' | 'tenantId' | 'clientId' | 'address' | 'expiresAt'>): string {
  return [sealedSignInFormat, '1', id, tenantId, clientId, who, expiresAt].join('\n').toLowerCase()
}

export function knownInvitations(text: string | null): KnownInvitation[] {
  if (text === null) return []
  try {
    return KnownInvitationsSchema.safeParse(JSON.parse(text)).data ?? []
  } catch {
    return []
  }
}
