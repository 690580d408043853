/** The building blocks of a recipe's text. A recipe may come from anywhere, so each is bounded and visible. */
import { z } from 'zod'
import { rule } from '../problem/asset-problem.ts'
import { plainText } from '../text/escape.ts'

const visible = rule('invisible-characters')

export const Id = z.string().regex(/^[a-z][a-z0-9-]{1,59}$/, rule('id-letters'))
export const Line = z.string().min(1).max(300).refine(isVisible, visible)
export const Text = z.string().min(1).max(2000).refine(isVisible, visible)
/** Text that may hold {placeholders} of answers and facts, for example https://{hostname}/wm. */
export const Template = z.string().min(1).max(500).refine(isVisible, visible)
export const Link = z
  .url({ protocol: /^https$/, ...rule('not-https'), abort: true })
  .max(500)
  .refine(isPlainLink, rule('link-parts'))

function isVisible(text: string): boolean {
  return plainText(text) === text
}

/** A link is opened in the person's browser, so nothing in it may pass for another place. */
function isPlainLink(text: string): boolean {
  if (!URL.canParse(text) || /[\s\\<>"^`]/.test(text)) return false
  const { username, password, port, hostname } = new URL(text)
  return username === '' && password === '' && port === '' && /\.[a-z][a-z0-9-]+$/.test(hostname)
}

/** A part of a portal path: as the portal says it, or an admin center of this cloud, whose address nobody confirms. */
export const PortalPart = z.union([
  z.string(),
  z.strictObject({ code: z.enum(['entra-center', 'admin-center', 'exchange-center']) }),
])
export type PortalPart = z.infer<typeof PortalPart>
