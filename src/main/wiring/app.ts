/** createApp: wires the services, in order and in the open. Knows no Electron; window, command line and tests use it. */
import type {
  AttachmentContents,
  AttachmentStore,
  CredentialStore,
  MailboxStore,
  RecipeSource,
  SetupStore,
  TickStore,
} from '../services/desk/stores.port.ts'
import type { BrowserOpener } from '../services/surroundings/person.port.ts'
import type {
  CertificateMaker,
  CertificateReader,
  CertificateWriter,
} from '../services/credential/credential.port.ts'
import type { Clock, Ids, Log, LogReader, Surroundings } from '../services/surroundings/surroundings.port.ts'
import type { Files, PassphraseSeal, PdfPrinter, ZipWriter } from '../services/surroundings/files.port.ts'
import type { MailReader } from '../services/run/mail-reader.port.ts'
import type { MailTransport } from '../services/run/mail-transport.port.ts'
import type { ReadProbe } from '../services/run/read-probe.port.ts'
import type { ReadProbe as ReadKind, Transport } from '../../domain/recipe/recipe.schema.ts'
import type { MessageTrace } from '../services/run/message-trace.port.ts'
import type { Digest } from '../../domain/journal-chain/journal-chain.ts'
import type { PracticeHost } from '../services/desk/practice-host.port.ts'
import type { RunStore } from '../services/desk/run-store.port.ts'
import type { TenantDirectory } from '../services/desk/tenant-directory.port.ts'
import type { SignInReach } from '../services/sign-in/sign-in-reach.port.ts'
import type { TokenClient } from '../services/sign-in/token-client.port.ts'
import type { Vault } from '../services/sign-in/vault.port.ts'
import type { Language, Words } from '../../words/words.ts'
import { AdministrationService } from '../services/entra/administration-service.ts'
import { AdminSignIn } from '../services/entra/admin-sign-in.ts'
import type { AdminSettingsSource } from '../services/entra/admin-settings.port.ts'
import { ApplyService } from '../services/entra/apply-service.ts'
import { ExchangeHandover } from '../services/exchange/exchange-handover.ts'
import { ExchangeReadings } from '../services/exchange/exchange-readings.ts'
import { ExchangeRuns } from '../services/exchange/exchange-runs.ts'
import { SignInChoice } from '../services/exchange/sign-in-choice.ts'
import type { ExchangeStore } from '../services/desk/exchange-store.port.ts'
import type { PowerShell } from '../services/exchange/powershell.port.ts'
import { PreflightService } from '../services/preflight/preflight-service.ts'
import { ExchangeService } from '../services/exchange/exchange-service.ts'
import { AuditService } from '../services/entra/audit-service.ts'
import type { ChangeJournal } from '../services/entra/change-journal.port.ts'
import { ChangeRunner } from '../services/entra/change-runner.ts'
import { DecommissionService } from '../services/entra/decommission-service.ts'
import { ErrandService } from '../services/entra/errand-service.ts'
import type { DirectoryWriter } from '../services/entra/directory-writer.port.ts'
import type { GraphDirectory } from '../services/entra/graph-directory.port.ts'
import { OpenChanges } from '../services/entra/open-changes.ts'
import type { ConsentLanding } from '../services/entra/consent-landing.port.ts'
import { ConsentService } from '../services/entra/consent-service.ts'
import { ScriptResultService } from '../services/entra/script-result-service.ts'
import { RegistrationBoard } from '../services/entra/registration-board.ts'
import { RegistrationService } from '../services/entra/registration-service.ts'
import { RevertService } from '../services/entra/revert-service.ts'
import { RolloverService } from '../services/entra/rollover-service.ts'
import { TenantActs } from '../services/entra/tenant-acts.ts'
import { AppTokenService } from '../services/credential/app-token-service.ts'
import { CertificateExport } from '../services/credential/certificate-export.ts'
import { CredentialProof } from '../services/credential/credential-proof.ts'
import { Announcer, StoreWatcher } from '../services/desk/announcer.ts'
import { AttachmentService } from '../services/checklist/attachment-service.ts'
import { AuthorisationService } from '../services/sign-in/authorisation-service.ts'
import { CredentialService } from '../services/credential/credential-service.ts'
import { ExpiryBoard } from '../services/expiry/expiry-board.ts'
import { ExpiryService } from '../services/expiry/expiry-service.ts'
import { TenantExpiryService } from '../services/expiry/tenant-expiry-service.ts'
import { DraftService } from '../services/setup/draft-service.ts'
import { DiagnoseService } from '../services/diagnosis/diagnose-service.ts'
import { FieldSheetService } from '../services/product/field-sheet-service.ts'
import type { ScriptSource } from '../services/handoff/script-source.port.ts'
import { HandoffService } from '../services/handoff/handoff-service.ts'
import { InvitationService } from '../services/invitation/invitation-service.ts'
import type { SealedBox } from '../services/invitation/sealed-box.port.ts'
import { LinkService } from '../services/setup/link-service.ts'
import { MailboxService } from '../services/mailbox/mailbox-service.ts'
import { PasswordReset } from '../services/mailbox/password-reset.ts'
import { ReportService } from '../services/report/report-service.ts'
import { RunQueries } from '../services/run/run-queries.ts'
import { RunService } from '../services/run/run-service.ts'
import { ActiveRuns } from '../services/run/active-runs.ts'
import { SetupDesk } from '../services/desk/setup-desk.ts'
import { SetupService } from '../services/setup/setup-service.ts'
import { StepService } from '../services/checklist/step-service.ts'
import { SupportService } from '../services/report/support-service.ts'
import { TaskService } from '../services/report/task-service.ts'
import { TemplateService } from '../services/setup/template-service.ts'
import { TenantResolver } from '../services/desk/tenant-resolver.ts'
import { ReachService } from '../services/sign-in/reach-service.ts'
import { TokenService } from '../services/sign-in/token-service.ts'
import { ExportService } from '../services/transfer/export-service.ts'
import { ImportService } from '../services/transfer/import-service.ts'
import { VaultChoice } from '../services/sign-in/vault-choice.ts'

export interface AppPorts {
  /** What is written for people in main: documents, test mails, the hand-over pack. */
  readonly words: Words
  /** The language of `words`; a report says in which it is written. */
  readonly language: Language
  /** For dates, numbers and lists in these documents: the name `Intl` has for the language. */
  readonly locale: string
  readonly setups: SetupStore
  readonly attachments: AttachmentStore
  readonly ticks: TickStore
  readonly attachmentContents: AttachmentContents
  readonly credentials: CredentialStore
  readonly certificates: CertificateReader
  readonly certificateMaker: CertificateMaker
  readonly certificateWriter: CertificateWriter
  readonly mailboxes: MailboxStore
  readonly runs: RunStore
  readonly recipes: RecipeSource
  readonly practice: PracticeHost
  readonly tokens: TokenClient
  readonly tenants: TenantDirectory
  readonly reach: SignInReach
  readonly transports: Readonly<Record<Transport, MailTransport>>
  readonly readProbes: Readonly<Record<ReadKind, ReadProbe>>
  readonly reader: MailReader
  readonly trace: MessageTrace
  readonly directory: GraphDirectory
  readonly writer: DirectoryWriter
  readonly changes: ChangeJournal
  readonly adminSettings: AdminSettingsSource
  readonly landing: ConsentLanding
  readonly powershell: PowerShell
  readonly exchangeStore: ExchangeStore
  readonly browser: BrowserOpener
  readonly files: Files
  readonly scripts: ScriptSource
  readonly seal: PassphraseSeal
  readonly box: SealedBox
  readonly log: Log
  readonly logTail: LogReader
  readonly zip: ZipWriter
  readonly pdf: PdfPrinter
  /** Path of Test-ProductServer.ps1. */
  readonly productServerScript: string
  readonly digest: Digest
  readonly clock: Clock
  readonly ids: Ids
  readonly surroundings: Surroundings
  /** Behind the keychain. */
  readonly vault: Vault
  /** For practice setups on a machine without a keychain. */
  readonly practiceVault: Vault
}

export interface App {
  readonly announcer: Announcer
  readonly vaults: VaultChoice
  readonly setups: SetupService
  readonly steps: StepService
  readonly attachments: AttachmentService
  readonly admins: AdminSignIn
  readonly audits: AuditService
  readonly applies: ApplyService
  readonly reverts: RevertService
  readonly scriptResults: ScriptResultService
  readonly consents: ConsentService
  readonly rollovers: RolloverService
  readonly decommissions: DecommissionService
  readonly administrations: AdministrationService
  readonly registrations: RegistrationService
  readonly registrationBoard: RegistrationBoard
  readonly errands: ErrandService
  readonly exchange: ExchangeService
  readonly exchangeReadings: ExchangeReadings
  readonly exchangeRuns: ExchangeRuns
  readonly exchangeHandover: ExchangeHandover
  readonly exchangeSignIn: SignInChoice
  readonly powershell: PowerShell
  readonly preflights: PreflightService
  readonly credentials: CredentialService
  readonly credentialProof: CredentialProof
  readonly certificateExport: CertificateExport
  readonly expiries: ExpiryService
  readonly tenantExpiries: TenantExpiryService
  readonly expiryBoard: ExpiryBoard
  readonly diagnoses: DiagnoseService
  readonly drafts: DraftService
  readonly fieldSheets: FieldSheetService
  readonly handoffs: HandoffService
  readonly templates: TemplateService
  readonly exports: ExportService
  readonly imports: ImportService
  readonly mailboxes: MailboxService
  readonly passwordResets: PasswordReset
  readonly authorisation: AuthorisationService
  readonly invitations: InvitationService
  readonly runs: RunService
  readonly runQueries: RunQueries
  readonly reports: ReportService
  readonly support: SupportService
  readonly tasks: TaskService
  readonly links: LinkService
  readonly reach: ReachService
  /** Started by the window: announces what other processes write. */
  readonly watcher: StoreWatcher
  /** Ends sign-ins, runs and practice tenants in order. */
  close(): Promise<void>
}

export function createApp(ports: AppPorts): App {
  const announcer = new Announcer()
  const vaults = new VaultChoice(ports.vault, ports.practiceVault)
  const resolver = new TenantResolver({ ...ports, announcer })
  const desk = new SetupDesk({ ...ports, resolver })
  const tokens = new TokenService({ ...ports, vaults })
  const credentials = new CredentialService({ ...ports, desk, vaults, announcer })
  const setups = new SetupService({ ...ports, desk, resolver, vaults, keeper: credentials, announcer })
  const attachments = new AttachmentService({ ...ports, desk, announcer })
  const steps = new StepService({ ...ports, desk, keeper: credentials, announcer })
  const appTokens = new AppTokenService({ ...ports, keeper: credentials })
  const credentialProof = new CredentialProof({ ...ports, desk, keeper: credentials, apps: appTokens })
  const admins = new AdminSignIn(ports)
  const audits = new AuditService({ ...ports, desk, admins, steps, announcer })
  const runner = new ChangeRunner({ ...ports, keeper: credentials })
  const open = new OpenChanges({ ...ports, desk, audits, keeper: credentials })
  const changing = { ...ports, desk, vaults, admins, audits, open, runner, keeper: credentials, announcer }
  const applies = new ApplyService(changing)
  const reverts = new RevertService(changing)
  const scriptResults = new ScriptResultService({ ...ports, desk, steps, attachments })
  const consents = new ConsentService({ ...ports, desk, audits, steps })
  const registrationBoard = new RegistrationBoard(changing)
  const board = registrationBoard
  const registrations = new RegistrationService({ ...changing, applies, reverts, board })
  const exchange = new ExchangeService({ ...ports, desk, steps, attachments, announcer })
  const exchangeReadings = new ExchangeReadings({ ...ports, desk, exchange })
  const exchangeSignIn = new SignInChoice({ ...ports, desk, announcer })
  const exchangeRuns = new ExchangeRuns({ ...ports, exchange, readings: exchangeReadings, announcer })
  const expiries = new ExpiryService(ports)
  const tenantExpiries = new TenantExpiryService(changing)
  const expiryBoard = new ExpiryBoard({ ...ports, expiries, tenantExpiries, announcer })
  const diagnoses = new DiagnoseService({ ...ports, desk })
  const fieldSheets = new FieldSheetService({ ...ports, desk, secrets: credentials, announcer })
  const preflights = new PreflightService({ ...ports, desk, attachments, steps })
  const exchangeHandover = new ExchangeHandover({
    ...ports,
    exchange,
    readings: exchangeReadings,
    signIn: exchangeSignIn,
  })
  const handoffs = new HandoffService({
    ...ports,
    desk,
    vaults,
    resolver,
    keeper: credentials,
    announcer,
    preflights,
    exchangeHandover,
  })
  const acts = new TenantActs(changing)
  const rollovers = new RolloverService({ ...changing, acts, proof: credentialProof, sheets: fieldSheets })
  const decommissions = new DecommissionService({ ...changing, acts })
  const administrations = new AdministrationService(changing)
  const errands = new ErrandService({ ...changing, board, rollovers, decommissions, administrations })
  const templates = new TemplateService({ ...ports, desk, announcer })
  const mailboxes = new MailboxService({ ...ports, desk, vaults, announcer })
  const authorisation = new AuthorisationService({ ...ports, desk, vaults, held: tokens, announcer })
  const invitations = new InvitationService({
    ...ports,
    desk,
    vaults,
    held: tokens,
    people: authorisation,
    announcer,
  })
  const here = new ActiveRuns(ports)
  const runs = new RunService({
    ...ports,
    desk,
    people: tokens,
    apps: appTokens,
    proof: credentialProof,
    vaults,
    announcer,
    here,
  })
  const runQueries = new RunQueries({ ...ports, desk, here, announcer })
  const reports = new ReportService({ ...ports, desk })
  const reach = new ReachService({ ...ports, announcer })
  const support = new SupportService({ ...ports, desk, vaults, reach })
  const tasks = new TaskService({ ...ports, desk })
  const links = new LinkService(ports)
  const watcher = new StoreWatcher({ ...ports, announcer })
  return {
    announcer,
    vaults,
    setups,
    steps,
    attachments,
    admins,
    audits,
    applies,
    reverts,
    scriptResults,
    consents,
    rollovers,
    decommissions,
    administrations,
    registrations,
    registrationBoard,
    errands,
    exchange,
    exchangeReadings,
    exchangeRuns,
    exchangeHandover,
    exchangeSignIn,
    powershell: ports.powershell,
    preflights,
    credentials,
    credentialProof,
    certificateExport: new CertificateExport({ ...ports, desk, keeper: credentials }),
    expiries,
    tenantExpiries,
    expiryBoard,
    diagnoses,
    drafts: new DraftService(ports),
    fieldSheets,
    handoffs,
    templates,
    exports: new ExportService({ ...ports, desk }),
    imports: new ImportService({ ...ports, announcer }),
    mailboxes,
    passwordResets: new PasswordReset({ ...ports, desk, held: tokens, announcer }),
    authorisation,
    invitations,
    runs,
    runQueries,
    reports,
    support,
    tasks,
    links,
    reach,
    watcher,
    async close() {
      watcher.stop()
      authorisation.cancelAll()
      registrationBoard.breakOffAll()
      expiryBoard.stopAll()
      await closeEach([
        exchangeRuns.close.bind(exchangeRuns),
        runs.stopAll.bind(runs),
        ...[...new Set(Object.values(ports.transports))].map((one) => one.close.bind(one)),
        ports.practice.closeAll.bind(ports.practice),
      ])
    },
  }
}

/** In order, each whatever became of those before: what stays open keeps the process alive. Throws the first failure. */
async function closeEach(closes: readonly (() => Promise<void>)[]): Promise<void> {
  const failures: unknown[] = []
  for (const close of closes) await close().catch((failure: unknown) => failures.push(failure))
  if (failures.length > 0) throw failures[0]
}
