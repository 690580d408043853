/** What stands in the way of a planned attempt, as it goes over the bridge. */
import { z } from 'zod'
import { AppErrorSchema } from '../problem/app-error.schema.ts'

export const ObstacleSchema = z.discriminatedUnion('code', [
  /** Nobody is named who signs in for a shared mailbox or group. */
  z.strictObject({ code: z.literal('no-delegate'), address: z.string(), group: z.boolean() }),
  /** `signInAs`: who has to, where that is somebody else. */
  z.strictObject({ code: z.literal('not-signed-in'), address: z.string(), signInAs: z.string().nullable() }),
  z.strictObject({ code: z.literal('sign-in-problem'), address: z.string(), problem: AppErrorSchema }),
  /** An application can only act on a mailbox. */
  z.strictObject({ code: z.literal('group-as-application'), address: z.string() }),
  z.strictObject({ code: z.literal('no-credential') }),
  z.strictObject({ code: z.literal('no-recipient') }),
])
/** Why a probe cannot be sent yet. */
export type Obstacle = z.infer<typeof ObstacleSchema>
