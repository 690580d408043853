/** Every call the page can make, in one table: input and output, both parsed in main. */
import { z } from 'zod'
import { StepStateSchema } from '../domain/step/step-record.schema.ts'
import { StepConflictSchema } from '../domain/checklist/checklist.schema.ts'
import { largestPlace } from '../domain/field-sheet/field-sheet.schema.ts'
import { handoffRoles } from '../domain/step/handoff-roles.ts'
import { AnswersSchema } from '../domain/setup/setup.schema.ts'
import { TemplateSchema } from '../domain/template/template.schema.ts'
import * as credentials from './credential-views.schema.ts'
import { consentCalls } from './consent-calls.schema.ts'
import { errandCalls } from './errand-calls.schema.ts'
import { exchangeCalls } from './exchange-calls.schema.ts'
import { expiryCalls } from './expiry-calls.schema.ts'
import { DraftsView, NewSetupDraft, PlaceView } from './drafts-view.schema.ts'
import { CauseLineSchema, CausePageSchema } from '../domain/diagnosis/cause-page.schema.ts'
import { DiagnosedView, DiagnoseInput } from './diagnosed-view.schema.ts'
import { weekdays } from '../domain/task-schedule/schedule.ts'
import { ReportCheckView, ReportPageView, SupportPreviewView } from './report-views.schema.ts'
import { AcceptedView, ImportReplyView } from './transfer-views.schema.ts'
import { preflightCalls } from './preflight-calls.schema.ts'
import { registrationCalls } from './registration-calls.schema.ts'
import { runCalls } from './run-calls.schema.ts'
import { invitationCalls } from './invitation-calls.schema.ts'
import { mailboxCalls } from './mailbox-calls.schema.ts'
import { nothing, Saved, setup, type Call } from './call-shapes.schema.ts'
import * as view from './views.schema.ts'

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
    output: ImportReplyView.nullable(),
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

  ...mailboxCalls,
  ...invitationCalls,

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

  ...runCalls,

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
  'handoff.accept': { input: z.strictObject({ setup }), output: AcceptedView.nullable() },

  'template.save': { input: z.strictObject({ setup }), output: Saved },
  /** Reads a template chosen in main, for the form of a new setup; null when cancelled. */
  'template.open': { input: nothing, output: TemplateSchema.nullable() },
  /** Puts a template's notes into a new setup. */
  'template.apply': {
    input: z.strictObject({ setup, template: TemplateSchema }),
    output: z.strictObject({ notes: z.int() }),
  },

  ...consentCalls,
  ...preflightCalls,
  ...exchangeCalls,
  ...expiryCalls,

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
