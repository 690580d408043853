/** Every call the page can make, in one table: input and output, both parsed in main. */
import { z } from 'zod'
import { StepStateSchema } from '../domain/step/step-record.schema.ts'
import { StepConflictSchema } from '../domain/checklist/checklist.schema.ts'
import { largestPlace } from '../domain/field-sheet/field-sheet.schema.ts'
import { handoffRoles } from '../domain/step/handoff-roles.ts'
import { listEncodings } from '../domain/mailbox/read-list.ts'
import { MailboxRowSchema } from '../domain/mailbox/mailbox.schema.ts'
import { RunComparisonSchema } from '../domain/run/compare-runs.schema.ts'
import { RunSchema } from '../domain/run/run.schema.ts'
import { AnswersSchema } from '../domain/setup/setup.schema.ts'
import { TemplateSchema } from '../domain/template/template.schema.ts'
import * as credentials from './credential-views.schema.ts'
import { errandCalls } from './errand-calls.schema.ts'
import { exchangeCalls } from './exchange-calls.schema.ts'
import { DraftsView, NewSetupDraft, PlaceView } from './drafts-view.schema.ts'
import { CauseLineSchema, CausePageSchema } from '../domain/diagnosis/cause-page.schema.ts'
import { DiagnosedView, DiagnoseInput } from './diagnosed-view.schema.ts'
import { weekdays } from '../domain/task-schedule/schedule.ts'
import { ReportCheckView, ReportPageView, SupportPreviewView } from './report-views.schema.ts'
import { registrationCalls } from './registration-calls.schema.ts'
import * as runs from './run-views.schema.ts'
import * as view from './views.schema.ts'

export interface Call {
  readonly input: z.ZodType
  readonly output: z.ZodType
}

const nothing = z.null()
const setup = z.uuid()
const address = z.string().min(3).max(254)
const Saved = z.strictObject({ saved: z.boolean(), path: z.string().nullable() })

export const themes = ['system', 'light', 'dark'] as const

export const calls = {
  'app.status': { input: nothing, output: view.StatusView },
  /** Asks every sign-in host of this PC's setups now. */
  'app.testSignIn': { input: nothing, output: z.array(view.SignInHostView) },
  'app.setTheme': { input: z.strictObject({ theme: z.enum(themes) }), output: nothing },
  'app.theme': { input: nothing, output: z.strictObject({ theme: z.enum(themes) }) },
  /** Opens a link that a recipe or a remedy names; anything else is refused. */
  'app.openLink': { input: z.strictObject({ url: z.string().max(500) }), output: nothing },

  /** Shows a file that was saved in this session, or opens it; any other path is refused. */
  'app.showFile': {
    input: z.strictObject({ path: z.string().max(4_000), how: z.enum(['folder', 'open']) }),
    output: nothing,
  },

  /** What the task bar says; the product's name is added in main. */
  'app.setTitle': { input: z.strictObject({ text: z.string().max(200) }), output: nothing },

  /** What was begun in the window and not finished, when it opens. */
  'draft.get': { input: nothing, output: DraftsView },
  'draft.keepPlace': { input: z.strictObject({ place: PlaceView }), output: nothing },
  /** Null when the form was finished or given up. */
  'draft.keepNewSetup': { input: z.strictObject({ form: NewSetupDraft.nullable() }), output: nothing },
  /** An empty text ends the draft. */
  'draft.keepNote': {
    input: z.strictObject({ setup, step: z.string().max(60), text: z.string().max(4000) }),
    output: z.strictObject({ at: z.iso.datetime() }),
  },

  'recipe.list': { input: nothing, output: z.array(view.RecipeView) },

  'setup.list': { input: nothing, output: view.SetupListView },
  'setup.create': {
    input: z.strictObject({
      recipe: z.string().max(60),
      name: z.string().max(80),
      answers: AnswersSchema,
      where: z.discriminatedUnion('kind', [
        z.strictObject({
          kind: z.literal('practice'),
          mailboxes: z.int().min(1).max(1000),
          prepared: z.boolean(),
          faults: z.array(z.string().max(120)).max(40),
        }),
        z.strictObject({
          kind: z.literal('tenant'),
          cloud: z.string().max(40),
          tenantId: z.string().max(200),
          clientId: z.string().max(100),
        }),
      ]),
    }),
    output: z.strictObject({ id: setup }),
  },
  'setup.get': { input: z.strictObject({ setup }), output: view.SetupView },
  /** Starts the practice tenant of a practice setup, so that its mailboxes can be shown and chosen. */
  'practice.start': { input: z.strictObject({ setup }), output: nothing },
  'setup.update': {
    input: z.strictObject({
      setup,
      name: z.string().max(80).optional(),
      tenantId: z.string().max(200).optional(),
      clientId: z.string().max(100).optional(),
      recipient: z.string().max(254).optional(),
      answers: AnswersSchema.optional(),
    }),
    output: nothing,
  },
  /** To a file chosen in main; with a passphrase it is sealed. */
  'setup.export': {
    input: z.strictObject({
      setup,
      passphrase: z.string().max(1024).nullable(),
      withAttachments: z.boolean(),
    }),
    output: Saved,
  },
  /**
   * From a file chosen in main; a setup that is here already is joined with it. Null when cancelled. A sealed file and
   * a name that is taken are asked back for: the next call names the same `file` again.
   */
  'setup.import': {
    input: z.strictObject({
      file: z.uuid().nullable(),
      passphrase: z.string().max(1024).nullable(),
      name: z.string().max(80).nullable(),
    }),
    output: view.ImportReplyView.nullable(),
  },
  /** Asks in a main-process dialog first; says whether it was removed. */
  'setup.remove': { input: z.strictObject({ setup }), output: z.strictObject({ removed: z.boolean() }) },

  'step.set': {
    input: z.strictObject({
      setup,
      step: z.string().max(60),
      /** Null adds the note alone. */
      state: StepStateSchema.nullable(),
      note: z.string().max(4000).nullable(),
    }),
    output: nothing,
  },
  /** Lets the practice administrator do the step in the practice tenant. */
  'step.practise': { input: z.strictObject({ setup, step: z.string().max(60) }), output: nothing },

  /** Takes back the last move, when a person made it; the history keeps both. */
  'step.undo': { input: z.strictObject({ setup, step: z.string().max(60) }), output: nothing },
  /** Where a person's word and what was seen differ. */
  'step.conflicts': { input: z.strictObject({ setup }), output: z.array(StepConflictSchema) },
  /** Attaches a file chosen in main; null when cancelled. */
  'step.attach': {
    input: z.strictObject({ setup, step: z.string().max(60) }),
    output: view.AttachmentView.nullable(),
  },
  'step.attachments': { input: z.strictObject({ setup }), output: z.array(view.AttachmentView) },
  'step.saveAttachment': { input: z.strictObject({ setup, sha256: z.string().length(64) }), output: Saved },

  'mailbox.list': { input: z.strictObject({ setup }), output: z.array(view.MailboxView) },
  'mailbox.preview': {
    input: z.strictObject({ setup, text: z.string().max(2_000_000) }),
    output: view.MailboxPreviewView,
  },
  'mailbox.import': {
    input: z.strictObject({ setup, rows: z.array(MailboxRowSchema).max(10_000) }),
    output: z.strictObject({ added: z.int(), updated: z.int() }),
  },
  /**
   * Opens a file dialog in main and returns the text of the list chosen; null when cancelled. With `encoding` the file
   * chosen last is read again as that, and nobody is asked.
   */
  'mailbox.readCsv': {
    input: z.strictObject({ encoding: z.enum(listEncodings).nullable() }),
    output: z
      .strictObject({ text: z.string(), encoding: z.enum(listEncodings), guessed: z.boolean() })
      .nullable(),
  },
  /** The list as CSV, for a spreadsheet or the next tenant. */
  'mailbox.saveList': { input: z.strictObject({ setup }), output: Saved },
  'mailbox.remove': {
    input: z.strictObject({ setup, mailboxes: z.array(z.uuid()).max(10_000) }),
    output: nothing,
  },
  'mailbox.setRecipient': { input: z.strictObject({ setup, address }), output: nothing },

  /** Names the mailboxes the application must not reach; an empty list takes them away. */
  'mailbox.setOutside': {
    input: z.strictObject({ setup, addresses: z.array(address).max(20) }),
    output: nothing,
  },

  /** The same for the mailboxes whose calendar the application works with. */
  'mailbox.setCalendars': {
    input: z.strictObject({ setup, addresses: z.array(address).max(20) }),
    output: nothing,
  },

  'auth.start': {
    input: z.strictObject({
      setup,
      mailboxes: z.array(z.uuid()).max(10_000),
      /** Practice setups only: false lets the robot user answer the sign-in, true opens the browser. */
      browser: z.boolean(),
      /** Always show the account picker, after somebody else was signed in. */
      pickAccount: z.boolean(),
      /** A person said that the sign-in names of these mailboxes differ from their addresses. */
      namesDiffer: z.boolean(),
    }),
    output: view.AuthQueueView,
  },
  'auth.get': { input: z.strictObject({ setup }), output: view.AuthQueueView },
  'auth.cancel': { input: z.strictObject({ setup }), output: nothing },
  'auth.forget': { input: z.strictObject({ setup, mailbox: z.uuid() }), output: nothing },

  'credential.list': { input: z.strictObject({ setup }), output: credentials.CredentialsView },
  /** The secret goes in and never comes out again. */
  'credential.setSecret': {
    input: z.strictObject({ setup, value: z.string().max(4_000), expiresAt: z.iso.datetime().nullable() }),
    output: credentials.KeptCredentialView,
  },
  /**
   * Keeps the PFX or PEM file chosen in main; null when cancelled. With a passphrase the file that asked for one is
   * opened, without the dialog.
   */
  'credential.chooseFile': {
    input: z.strictObject({ setup, passphrase: z.string().max(1_000).nullable() }),
    output: credentials.ChosenCertificateView.nullable(),
  },
  /** Forgets it on this computer; nothing changes in the tenant. */
  'credential.forget': { input: z.strictObject({ setup, credential: z.uuid() }), output: nothing },
  'credential.prove': {
    input: z.strictObject({ setup, credential: z.uuid() }),
    output: credentials.CredentialView,
  },

  /**
   * Writes a saved certificate with its key as a password-protected file chosen in main, for a product that takes one;
   * null when cancelled.
   */
  'credential.export': {
    input: z.strictObject({
      setup,
      credential: z.uuid(),
      format: z.enum(['pfx', 'pem']),
      passphrase: z.string().max(1_000),
    }),
    output: z.strictObject({ path: z.string() }).nullable(),
  },

  ...registrationCalls,
  ...errandCalls,

  'run.plan': { input: z.strictObject({ setup }), output: runs.RunPlanView },
  /** Sends mail: confirmed in a main-process dialog for a real tenant. Null when the person said no. */
  'run.start': {
    input: z.strictObject({
      setup,
      only: z.enum(['all', 'failed']),
      parallel: z.int().min(1).max(32),
      /** Only from these sender addresses; takes precedence over `only`. */
      addresses: z.array(address).min(1).max(10_000).optional(),
      /** Only what these probes of earlier runs tried; takes precedence. */
      probes: z.array(z.uuid()).min(1).max(10_000).optional(),
    }),
    output: z.strictObject({ run: z.uuid() }).nullable(),
  },
  /** Part of its probes, `from` so many on (0 without it); the summary says how many there are. */
  'run.get': {
    input: z.strictObject({ run: z.uuid(), from: z.int().min(0).optional() }),
    output: runs.RunView,
  },
  'run.list': {
    input: z.strictObject({ setup }),
    output: z.array(RunSchema.pick({ id: true, startedAt: true, state: true, importedAt: true })),
  },
  'run.pause': { input: z.strictObject({ run: z.uuid() }), output: nothing },
  /** Sends mail, so it is confirmed like `run.start`; says whether the person agreed. */
  'run.resume': {
    input: z.strictObject({ run: z.uuid() }),
    output: z.strictObject({ resumed: z.boolean() }),
  },
  'run.stop': { input: z.strictObject({ run: z.uuid() }), output: nothing },
  'run.probe': { input: z.strictObject({ run: z.uuid(), probe: z.uuid() }), output: runs.ProbeDetailView },
  /** Tries what may have been too early at once, instead of when its time has come. */
  'run.tryNow': { input: z.strictObject({ run: z.uuid() }), output: nothing },
  /** The run before the other one and the run itself; with null the one before it. Null when there is none. */
  'run.compare': {
    input: z.strictObject({ setup, run: z.uuid(), before: z.uuid().nullable() }),
    output: RunComparisonSchema.nullable(),
  },
  /** Takes the six characters from a received mail; says which probe it proves. */
  'run.confirm': {
    input: z.strictObject({ run: z.uuid(), code: z.string().max(40) }),
    output: z.strictObject({ probe: z.uuid(), from: z.string() }),
  },

  /** Causes of an error text; offline, and nothing is kept of the text. */
  'diagnose.text': { input: DiagnoseInput, output: DiagnosedView },
  /** The help: every cause, and the page of one. */
  'diagnose.causes': { input: z.null(), output: z.array(CauseLineSchema) },
  'diagnose.cause': { input: z.strictObject({ tag: z.string().max(61) }), output: CausePageSchema },

  'fieldSheet.get': { input: z.strictObject({ setup }), output: view.FieldSheetView },
  /** Says of fields that they are typed in, or takes it back. */
  'fieldSheet.tick': {
    input: z.strictObject({
      setup,
      places: z.array(z.string().max(largestPlace)).min(1).max(500),
      typed: z.boolean(),
    }),
    output: nothing,
  },
  /** Main puts the secret on the clipboard and takes it away again; the page never sees it. */
  'fieldSheet.copySecret': {
    input: z.strictObject({ setup }),
    output: z.strictObject({ copied: z.boolean(), clearsInSeconds: z.int() }),
  },

  /** Writes the pack into a folder chosen in main; null role writes every role's. */
  'handoff.save': {
    input: z.strictObject({
      setup,
      role: z.enum(handoffRoles).nullable(),
      /** One zip file instead of a folder. */
      zip: z.boolean().optional(),
    }),
    output: Saved,
  },
  /** Takes an answer in from a file chosen in main; null when cancelled. */
  'handoff.accept': { input: z.strictObject({ setup }), output: view.AcceptedView.nullable() },

  'template.save': { input: z.strictObject({ setup }), output: Saved },
  /** Reads a template chosen in main, for the form of a new setup; null when cancelled. */
  'template.open': { input: nothing, output: TemplateSchema.nullable() },
  /** Puts a template's notes into a new setup. */
  'template.apply': {
    input: z.strictObject({ setup, template: TemplateSchema }),
    output: z.strictObject({ notes: z.int() }),
  },

  ...exchangeCalls,

  'report.get': {
    input: z.strictObject({ setup, run: z.uuid().nullable() }),
    output: ReportPageView,
  },
  'report.save': {
    input: z.strictObject({
      setup,
      run: z.uuid().nullable(),
      format: z.enum(['html', 'pdf', 'csv', 'json']),
    }),
    /** `digest`: of the report as it was written, to compare with. */
    output: Saved.extend({ digest: z.string().nullable() }),
  },
  /** Looks at a report file chosen in main; null when cancelled. */
  'report.check': { input: nothing, output: ReportCheckView.nullable() },

  /** Writes the file for Task Scheduler; `command` registers it, `reports` is where its reports go. */
  'task.save': {
    input: z.strictObject({
      setup,
      at: z.string().max(5),
      days: z.array(z.enum(weekdays)).min(1).max(7),
    }),
    output: Saved.extend({ command: z.string().nullable(), reports: z.string().nullable() }),
  },

  /** What a support bundle would hold, file by file; null: this computer alone. */
  'support.preview': {
    input: z.strictObject({ setup: setup.nullable(), pseudonyms: z.boolean() }),
    output: SupportPreviewView,
  },
  /** Saves exactly what was shown under this id. */
  'support.save': { input: z.strictObject({ id: z.uuid() }), output: Saved },
} as const satisfies Record<string, Call>

export type CallName = keyof typeof calls
export type CallInput<N extends CallName> = z.infer<(typeof calls)[N]['input']>
export type CallOutput<N extends CallName> = z.infer<(typeof calls)[N]['output']>
