/** What happened that no call asked for: facts, which the window and the command line put into words. */
import { z } from 'zod'
import { AppErrorSchema } from './problem/app-error.schema.ts'

export const NoticeSchema = z.discriminatedUnion('code', [
  /** A damaged store was set aside; a new, empty one is in use. */
  z.strictObject({ code: z.literal('store-set-aside'), file: z.string(), kept: z.string() }),
  /** Runs that a process which died has left. */
  z.strictObject({ code: z.literal('runs-interrupted'), count: z.int().min(1) }),
  /** Looking for such runs failed. */
  z.strictObject({ code: z.literal('runs-not-recovered'), problem: AppErrorSchema }),
  /** A run of this process stopped by itself. */
  z.strictObject({ code: z.literal('run-interrupted'), problem: AppErrorSchema }),
  /** The page had crashed. */
  z.strictObject({ code: z.literal('window-reloaded') }),
])
export type Notice = z.infer<typeof NoticeSchema>
