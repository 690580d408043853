/** What the page is shown: facts, never secrets. Strict, so that main's replies cannot carry a field too many. */
import { z } from 'zod'
import { AppErrorSchema } from '../domain/problem/app-error.schema.ts'
import { AttachmentSchema } from '../domain/attachment/attachment.schema.ts'
import { ChecklistSchema } from '../domain/checklist/checklist.schema.ts'
import { credentialKinds } from '../domain/credential/credential.schema.ts'
import { FieldSheetSchema } from '../domain/field-sheet/field-sheet.schema.ts'
import { FindingSchema } from '../domain/problem/finding.schema.ts'
import { MailboxSchema } from '../domain/mailbox/mailbox.schema.ts'
import { ReasonSchema } from '../domain/run/reason.schema.ts'
import { unnamedKinds } from '../domain/run/plan-run.ts'
import { RunSchema, RunSummarySchema } from '../domain/run/run.schema.ts'
import { cloudKinds } from '../domain/cloud/cloud.schema.ts'
import { transportKinds } from '../domain/transport/transports.ts'
import { Question } from '../domain/recipe/recipe.schema.ts'
import { AnswersSchema } from '../domain/setup/setup.schema.ts'

const Severity = z.enum(['note', 'warning', 'danger'])

export const KeychainStateView = z.enum(['ready', 'locked', 'absent'])

/** What was last seen of a host people sign in at, since the program was started. */
export const SignInHostView = z.strictObject({
  host: z.string(),
  state: z.enum(['reachable', 'not-reachable', 'not-tried']),
  at: z.iso.datetime().nullable(),
  /** Why it could not be reached. */
  reason: ReasonSchema.nullable(),
})

export const StatusView = z.strictObject({
  version: z.string(),
  keychain: KeychainStateView,
  /** Why the keychain is not ready; null when it is. */
  keychainProblem: AppErrorSchema.nullable(),
  signIn: z.array(SignInHostView),
  dataFolder: z.string(),
  platform: z.string(),
  user: z.string(),
})

export const RecipeView = z.strictObject({
  id: z.string(),
  name: z.string(),
  vendor: z.string(),
  versions: z.array(z.string()),
  summary: z.string(),
  sendingMode: z.enum(transportKinds),
  questions: z.array(Question),
  steps: z.int(),
  /** What its registration signs in with; none when it needs no credential. */
  credentialKinds: z.array(z.enum(credentialKinds)),
  /** Why it sends this way, in one or two sentences. */
  sendingWhy: z.string(),
  /** What the product consists of, when its parts send in different ways. */
  parts: z.array(
    z.strictObject({
      name: z.string(),
      what: z.string(),
      /** `since`: day of the first build that can do it. */
      versions: z.array(z.strictObject({ release: z.string(), since: z.iso.date().nullable() })),
    }),
  ),
  /** How many cautions there are, and the one that can do harm. */
  cautions: z.strictObject({
    count: z.int(),
    danger: z.strictObject({ title: z.string(), text: z.string() }).nullable(),
  }),
  /** Minutes of work in all. */
  minutes: z.int(),
})

/** A dated fact of Microsoft 365 that concerns a setup, as of now. */
export const DeadlineView = z.strictObject({
  id: z.string(),
  title: z.string(),
  what: z.string(),
  affects: z.string(),
  /** The first day it may happen; null when none was announced. */
  from: z.iso.date().nullable(),
  /** The last day it may happen. */
  to: z.iso.date().nullable(),
  /** As announced: “second half of 2027”. */
  announced: z.string(),
  state: z.enum(['ahead', 'now', 'past', 'undated']),
  source: z.string(),
  checkedOn: z.iso.date(),
  sure: z.enum(['confirmed', 'announced', 'not-confirmed']),
  severity: Severity,
})

/** The wait that ends first. */
const WaitView = z.strictObject({
  step: z.string(),
  title: z.string(),
  since: z.iso.datetime().nullable(),
  until: z.iso.datetime(),
})

export const SetupCardView = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  recipeId: z.string(),
  recipeName: z.string(),
  tenantName: z.string().nullable(),
  cloud: z.strictObject({ name: z.string(), kind: z.enum(cloudKinds) }),
  practice: z.boolean(),
  steps: z.strictObject({ total: z.int(), done: z.int() }),
  next: z.string().nullable(),
  waiting: WaitView.nullable(),
  deadlines: z.array(DeadlineView),
  lastRun: z
    .strictObject({
      at: z.iso.datetime(),
      state: RunSchema.shape.state,
      summary: RunSummarySchema,
      /** Attempts that must be refused and were not. */
      letIn: z.int().nonnegative(),
      /** It came out of a file: another PC's record, never proof. */
      imported: z.boolean(),
    })
    .nullable(),
  /**
   * The first end of a credential that is known; null when none is. `at` null: nobody has entered when the credential in
   * use expires. `refused`: Microsoft Entra has refused the one in use, whatever its date.
   */
  expiry: z
    .strictObject({ what: z.string(), at: z.iso.datetime().nullable(), refused: z.boolean() })
    .nullable(),
  createdAt: z.iso.datetime(),
})

/** The start page; `damaged`: names of setups that a disk has damaged. */
export const SetupListView = z.strictObject({ cards: z.array(SetupCardView), damaged: z.array(z.string()) })

export const SetupView = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  recipe: RecipeView,
  tenantId: z.string().nullable(),
  tenantName: z.string().nullable(),
  clientId: z.string().nullable(),
  recipient: z.string().nullable(),
  /** `signIn`: the host people sign in at. */
  cloud: z.strictObject({
    name: z.string(),
    kind: z.enum(cloudKinds),
    signIn: z.string(),
    smtp: z.string(),
  }),
  answers: AnswersSchema,
  practice: z
    .strictObject({
      /** Started from here; until then nobody knows what it holds. */
      running: z.boolean(),
      faults: z.array(z.string()),
      /** What this tenant holds, so that a rehearsal can pick from it; empty until the tenant runs. */
      mailboxes: z.array(
        z.strictObject({
          address: z.string(),
          kind: z.string(),
          displayName: z.string(),
          signInAs: z.string(),
        }),
      ),
      /** A mailbox of it that the product should not reach. */
      outside: z.string().nullable(),
      /** Somebody in it with a calendar who sends nothing. */
      calendar: z.string().nullable(),
    })
    .nullable(),
  checklist: ChecklistSchema,
  /** Soonest first; what has no date last. */
  deadlines: z.array(DeadlineView),
  /** What the end of passwords for SMTP means for this product; null while no date is known. */
  passwordEnd: z
    .strictObject({
      deadline: z.string(),
      from: z.iso.date().nullable(),
      to: z.iso.date().nullable(),
      announced: z.string(),
      sure: z.enum(['confirmed', 'announced', 'not-confirmed']),
      over: z.boolean(),
      sends: z.enum(['smtp', 'graph']),
    })
    .nullable(),
  /** What the recipe warns of under these answers. */
  cautions: z.array(
    z.strictObject({
      title: z.string(),
      text: z.string(),
      severity: Severity,
      /** The deadline it is about. */
      deadline: z.string().nullable(),
    }),
  ),
  mailboxes: z.strictObject({
    total: z.int(),
    authorised: z.int(),
    problems: z.int(),
    /** What the verification needs and nobody has named on the list. */
    unnamed: z.array(z.enum(unnamedKinds)),
  }),
  /** False for senders where the application signs in by itself. */
  signIns: z.strictObject({ senders: z.boolean(), recipient: z.boolean() }),
  lastRunId: z.uuid().nullable(),
})

export const MailboxView = MailboxSchema

export const MailboxPreviewView = z.strictObject({
  rows: z.array(
    z.strictObject({
      line: z.int(),
      address: z.string(),
      kind: z.enum(['user', 'shared', 'group']),
      displayName: z.string().nullable(),
      signInAs: z.string(),
      /** True when the list already has this address: it will be updated, not doubled. */
      known: z.boolean(),
    }),
  ),
  problems: z.array(z.strictObject({ line: z.int(), text: z.string(), reason: FindingSchema })),
  /** Which column was read as what; empty when there is no heading. */
  columns: z.array(
    z.strictObject({
      as: z.enum(['address', 'kind', 'name', 'delegate', 'unused']),
      headings: z.array(z.string()),
    }),
  ),
  /** Lines left out as comments. */
  comments: z.int(),
  /** False where the application signs in by itself. */
  peopleSignIn: z.boolean(),
})

export const AuthQueueView = z.strictObject({
  setupId: z.uuid(),
  state: z.enum(['idle', 'running', 'cancelling']),
  items: z.array(
    z.strictObject({
      mailboxId: z.uuid(),
      address: z.string(),
      signInAs: z.string(),
      state: z.enum(['waiting', 'signing-in', 'authorised', 'failed', 'cancelled']),
      error: AppErrorSchema.nullable(),
    }),
  ),
})

/** `kept`: there is a secret to copy. `problem`: why nobody can say. */
export const FieldSheetView = FieldSheetSchema.extend({
  secret: z.strictObject({ kept: z.boolean(), problem: AppErrorSchema.nullable() }),
})

/** `here`: its content is on this computer. */
export const AttachmentView = AttachmentSchema.extend({ here: z.boolean() })

export type FieldSheetView = z.infer<typeof FieldSheetView>
export type AttachmentView = z.infer<typeof AttachmentView>
export type DeadlineView = z.infer<typeof DeadlineView>
export type SignInHostView = z.infer<typeof SignInHostView>
export type StatusView = z.infer<typeof StatusView>
export type RecipeView = z.infer<typeof RecipeView>
export type SetupListView = z.infer<typeof SetupListView>
export type SetupCardView = z.infer<typeof SetupCardView>
export type SetupView = z.infer<typeof SetupView>
export type MailboxView = z.infer<typeof MailboxView>
export type MailboxPreviewView = z.infer<typeof MailboxPreviewView>
export type AuthQueueView = z.infer<typeof AuthQueueView>
