/** Answers of Microsoft Graph to writes, and the certificates that a write has to carry along. */
import { z } from 'zod'

/** What a write answers with. The secret of a new credential comes once and is handed on. */
export const MadeReply = z.object({
  id: z.string().optional(),
  appId: z.string().optional(),
  keyId: z.string().optional(),
  secretText: z.string().optional(),
})
export const FailureReply = z.object({ error: z.object({ code: z.string(), message: z.string() }) })
/** As it was read: an old certificate must be sent back unchanged, whatever it holds. */
export const KeysReply = z.object({ keyCredentials: z.array(z.looseObject({ keyId: z.string() })) })
