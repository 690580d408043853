/** A registration as the page is shown it: what was wanted and found, what is being done, and what was changed. No token, no secret. */
import { z } from 'zod'
import { doorNames } from '../domain/entra/admin/doors.ts'
import { checkIds } from '../domain/entra/audit/check-ids.ts'
import { actPurposes } from '../domain/entra/apply/change-entry.schema.ts'
import { CheckSchema } from '../domain/entra/audit/check.schema.ts'
import { SidesSchema } from '../domain/entra/audit/sides.schema.ts'
import { ChangeSchema } from '../domain/entra/plan/change.schema.ts'
import { LeftSchema } from '../domain/entra/plan/entra-plan.schema.ts'
import { PreparedView } from './errand-views.schema.ts'
import { AppErrorSchema } from '../domain/problem/app-error.schema.ts'

const moment = z.iso.datetime()

/** Who acts in the tenant, through which door and with which rights. */
export const ActorView = z.strictObject({
  who: z.string().max(256),
  door: z.enum(doorNames),
  rights: z.array(z.string().max(200)),
})

/** The last time the tenant was read; kept, so that it can be looked at where there is no network. */
export const ReadingView = z.strictObject({
  at: moment,
  tenant: z.strictObject({ id: z.string().max(64), name: z.string().max(256).nullable() }),
  readBy: ActorView,
  clean: z.boolean(),
  rows: z.array(z.strictObject({ check: CheckSchema, sides: SidesSchema })),
  /** Steps that moved because of it. */
  moved: z.array(
    z.strictObject({
      step: z.string().max(80),
      to: z.enum(['done', 'blocked']),
      differs: z.array(z.enum(checkIds)),
    }),
  ),
})

/** The application that signs the administrator in, and how. Entered once and kept; never a token. */
export const AdminWishView = z.strictObject({
  clientId: z.guid().nullable(),
  commandLineTools: z.boolean(),
  account: z.string().max(254).nullable(),
  /** Practice setups only: a real browser instead of the automatic sign-in. */
  browser: z.boolean(),
  /** A code for another device instead of the browser of this PC. */
  code: z.boolean(),
})

export const DoorsView = z.strictObject({
  /** Published by whoever distributes Sendproof, or configured on this PC. */
  configured: z.strictObject({ door: z.enum(['own', 'published']), clientId: z.guid() }).nullable(),
  deviceCode: z.boolean(),
  /** Of a practice tenant: signs in by itself. */
  administrator: z.string().max(254).nullable(),
  /** Registers “Sendproof administration”; it holds no secret. */
  script: z.string().max(10_000),
  /** What the steps ahead ask an administrator for. */
  rights: z.array(z.string().max(200)),
  /** What was chosen the last time. */
  last: AdminWishView.nullable(),
})

/** A code for another device, and where it is entered. */
export const ShownCodeView = z.strictObject({ address: z.string().max(500), code: z.string().max(40) })

export const actKinds = ['read', 'preview', 'apply', 'revert'] as const
export const actPhases = ['signing-in', 'working', 'waiting', 'spreading', 'checking'] as const
export const changeStates = ['to-go', 'doing', 'done', 'already', 'failed', 'not-tried'] as const

/** One thing that is done in the tenant, from the sign-in to its end. */
export const ActView = z.strictObject({
  id: z.uuid(),
  kind: z.enum(actKinds),
  /** apply: what the recipe asks for. */
  purpose: z.enum(actPurposes),
  state: z.enum(['running', 'stopping', 'done', 'stopped', 'failed']),
  /**
   * waiting: refused as too early, to be tried again. spreading: made, and not known everywhere yet. checking: read
   * back.
   */
  phase: z.enum(actPhases),
  startedAt: moment,
  /** Null until somebody is signed in. */
  actor: ActorView.nullable(),
  code: ShownCodeView.nullable(),
  changes: z.array(z.strictObject({ change: ChangeSchema, state: z.enum(changeStates) })),
  /** Left as they are, because somebody has changed them since. */
  changedSince: z.array(ChangeSchema),
  error: AppErrorSchema.nullable(),
})

/** What a preview found; carried out only as it stands here, under its id. */
export const PlannedView = z.strictObject({
  id: z.uuid(),
  object: z.strictObject({ name: z.string().max(256), clientId: z.guid().nullable() }),
  changes: z.array(ChangeSchema),
  left: z.array(LeftSchema),
  rights: z.array(z.string().max(200)),
})

export const RegistrationView = z.strictObject({
  setupId: z.uuid(),
  reading: ReadingView.nullable(),
  act: ActView.nullable(),
  planned: PlannedView.nullable(),
  /** The same for what no recipe asks for. */
  prepared: PreparedView.nullable(),
  /** What Sendproof changed and what stands since, newest first; with what takes it back. */
  made: z.array(
    z.strictObject({
      id: z.uuid(),
      /** All changes that were made together. */
      act: z.uuid(),
      purpose: z.enum(actPurposes),
      change: ChangeSchema,
      at: moment,
      who: z.string().max(256),
      undo: ChangeSchema.nullable(),
    }),
  ),
})

export type ShownCodeView = z.infer<typeof ShownCodeView>
export type ActorView = z.infer<typeof ActorView>
export type ReadingView = z.infer<typeof ReadingView>
export type AdminWishView = z.infer<typeof AdminWishView>
export type DoorsView = z.infer<typeof DoorsView>
export type ActView = z.infer<typeof ActView>
export type PlannedView = z.infer<typeof PlannedView>
export type RegistrationView = z.infer<typeof RegistrationView>
