/** Calls about consent on Microsoft's own page. */
import { z } from 'zod'

const setup = z.uuid()
const nothing = z.null()

const ConsentOfferView = z.strictObject({
  /** The step of the plan that consent belongs to; null: there is none. */
  step: z.string().max(80).nullable(),
  /** An administrator can sign in here, so that consent can be granted through Graph, which only adds. */
  throughGraph: z.boolean(),
  permissions: z
    .array(
      z.strictObject({
        value: z.string(),
        kind: z.enum(['delegated', 'application']),
        resource: z.enum(['graph', 'exchange']),
      }),
    )
    .readonly(),
  /** The page makes the grants equal to the registration's list: what is not on it is taken away. */
  whole: z.boolean(),
  /** When the last link was made whose answer has not come yet. */
  askedAt: z.iso.datetime().nullable(),
})
export type ConsentOfferView = z.infer<typeof ConsentOfferView>

const ConsentedView = z.strictObject({
  tenantId: z.string(),
  scopes: z.array(z.string()).readonly(),
  /** The step that is done now. */
  moved: z.string().nullable(),
})
export type ConsentedView = z.infer<typeof ConsentedView>

export const consentCalls = {
  'consent.get': { input: z.strictObject({ setup }), output: ConsentOfferView },
  /**
   * Opens Microsoft's page and waits for its answer. `byAddress`: also where Graph could grant it. `browser`: a real one in
   * a practice tenant too.
   */
  'consent.request': {
    input: z.strictObject({ setup, byAddress: z.boolean(), browser: z.boolean() }),
    output: ConsentedView,
  },
  'consent.stop': { input: z.strictObject({ setup }), output: nothing },
  /** A link for somebody else, and the letter it goes with; an earlier link counts no more. */
  'consent.link': {
    input: z.strictObject({ setup, byAddress: z.boolean() }),
    output: z.strictObject({ address: z.string(), letter: z.string() }),
  },
  /** The address that somebody else sent back. */
  'consent.answered': {
    input: z.strictObject({ setup, text: z.string().max(65_536) }),
    output: ConsentedView,
  },
} as const
