/** The store: setups, mailboxes and runs in one SQLite file that window and command line may open together. */
import type { AppError } from '../../../domain/app-error.ts'
import type { Attachment } from '../../../domain/attachment/attachment.ts'
import type { StepMove, StepRecord } from '../../../domain/checklist/step-record.ts'
import type { Credential } from '../../../domain/credential/credential.ts'
import type { FieldTick } from '../../../domain/field-sheet/field-tick.ts'
import type { Authorisation, Mailbox } from '../../../domain/mailbox/mailbox.ts'
import { ok, type Result } from '../../../domain/result.ts'
import type { ProbeOutcome } from '../../../domain/run/probe-outcome.ts'
import type { Probe, Run, RunSummary } from '../../../domain/run/run.ts'
import type { Setup } from '../../../domain/setup/setup.ts'
import type { AttachmentStore } from '../../ports/attachment-store.ts'
import type { Clock } from '../../ports/clock.ts'
import type { CredentialStore } from '../../ports/credential-store.ts'
import type { TranscriptLine } from '../../ports/mail-transport.ts'
import type { MailboxStore } from '../../ports/mailbox-store.ts'
import type { JournalEntry, ProbeChange, RunStore } from '../../ports/run-store.ts'
import type { SetupStore } from '../../ports/setup-store.ts'
import type { TickStore } from '../../ports/tick-store.ts'
import { AttachmentTable } from './attachment-table.ts'
import { CredentialTable } from './credential-table.ts'
import type { Database } from './database.ts'
import { MailboxTables } from './mailbox-tables.ts'
import { openDatabase } from './open-database.ts'
import { RunTables } from './run-tables.ts'
import { SetupTables } from './setup-tables.ts'
import { TickTable } from './tick-table.ts'

export class SqliteStore
  implements SetupStore, AttachmentStore, CredentialStore, TickStore, MailboxStore, RunStore
{
  readonly #db: Database
  readonly #setups: SetupTables
  readonly #attachments: AttachmentTable
  readonly #credentials: CredentialTable
  readonly #ticks: TickTable
  readonly #mailboxes: MailboxTables
  readonly #runs: RunTables

  private constructor(db: Database) {
    this.#db = db
    this.#setups = new SetupTables(db)
    this.#attachments = new AttachmentTable(db)
    this.#credentials = new CredentialTable(db)
    this.#ticks = new TickTable(db)
    this.#mailboxes = new MailboxTables(db)
    this.#runs = new RunTables(db)
  }

  /** `notice`: a sentence for the person, when a damaged file was kept aside. */
  static open(file: string, clock: Clock): Result<{ store: SqliteStore; notice: string | null }, AppError> {
    const opened = openDatabase(file, clock.now())
    if (!opened.ok) return opened
    return ok({ store: new SqliteStore(opened.value.db), notice: opened.value.notice })
  }

  close(): void {
    this.#db.close()
  }

  /** data_version counts the commits of others: what is written here is announced by whoever writes it. */
  version(): number {
    return this.#db.pragma('data_version')
  }

  listSetups(): Setup[] {
    return this.#setups.list()
  }
  getSetup(id: string): Setup | null {
    return this.#setups.get(id)
  }
  findSetup(name: string): Setup | null {
    return this.#setups.find(name)
  }
  saveSetup(setup: Setup): void {
    this.#setups.save(setup)
  }
  removeSetup(id: string): void {
    this.#setups.remove(id)
  }
  stepRecords(setupId: string): StepRecord[] {
    return this.#setups.stepRecords(setupId)
  }
  moveStep(setupId: string, stepId: string, move: StepMove, waitUntil: string | null): void {
    this.#setups.moveStep(setupId, stepId, move, waitUntil)
  }
  saveStepRecord(setupId: string, record: StepRecord): void {
    this.#setups.saveStepRecord(setupId, record)
  }
  transaction<T>(work: () => T): T {
    return this.#db.transaction(work)
  }
  getSetting(name: string): string | null {
    return this.#setups.getSetting(name)
  }
  setSetting(name: string, value: string): void {
    this.#setups.setSetting(name, value)
  }

  listAttachments(setupId: string): Attachment[] {
    return this.#attachments.list(setupId)
  }
  saveAttachment(setupId: string, attachment: Attachment): void {
    this.#attachments.save(setupId, attachment)
  }

  listCredentials(setupId: string): Credential[] {
    return this.#credentials.list(setupId)
  }
  saveCredential(setupId: string, credential: Credential): void {
    this.#credentials.save(setupId, credential)
  }
  removeCredential(id: string): void {
    this.#credentials.remove(id)
  }

  listTicks(setupId: string): FieldTick[] {
    return this.#ticks.list(setupId)
  }
  saveTicks(setupId: string, ticks: readonly FieldTick[]): void {
    this.#ticks.save(setupId, ticks)
  }

  findMailbox(setupId: string, purpose: Mailbox['purpose'], address: string): Mailbox | null {
    return this.#mailboxes.find(setupId, purpose, address)
  }
  listMailboxes(setupId: string): Mailbox[] {
    return this.#mailboxes.list(setupId)
  }
  senders(setupId: string): Mailbox[] {
    return this.#mailboxes.listFor(setupId, 'sender')
  }
  recipient(setupId: string): Mailbox | null {
    return this.#mailboxes.listFor(setupId, 'recipient')[0] ?? null
  }
  outside(setupId: string): Mailbox[] {
    return this.#mailboxes.listFor(setupId, 'outside')
  }
  getMailbox(id: string): Mailbox | null {
    return this.#mailboxes.get(id)
  }
  saveMailboxes(setupId: string, mailboxes: readonly Mailbox[]): void {
    this.#mailboxes.save(setupId, mailboxes)
  }
  removeMailboxes(ids: readonly string[]): void {
    this.#mailboxes.remove(ids)
  }
  setAuthorisation(id: string, authorisation: Authorisation | null, problem: AppError | null): void {
    this.#mailboxes.setAuthorisation(id, authorisation, problem)
  }

  createRun(run: Run, probes: readonly Probe[]): void {
    this.#runs.create(run, probes)
  }
  beginRun(run: Run): void {
    this.#runs.begin(run)
  }
  addProbes(probes: readonly Probe[], holder: string): void {
    this.#runs.addProbes(probes, holder)
  }
  completePlan(runId: string, holder: string): void {
    this.#runs.completePlan(runId, holder)
  }
  discardIncomplete(runId: string): boolean {
    return this.#runs.discardIncomplete(runId)
  }
  getRun(id: string): Run | null {
    return this.#runs.get(id)
  }
  listRuns(setupId: string): Run[] {
    return this.#runs.list(setupId)
  }
  openRuns(): Run[] {
    return this.#runs.open()
  }
  saveRun(run: Run, holder?: string): void {
    this.#runs.save(run, holder)
  }
  probes(runId: string): Probe[] {
    return this.#runs.probes(runId)
  }
  eachProbe(runId: string): Iterable<Probe> {
    return this.#runs.eachProbe(runId)
  }
  summary(runId: string): RunSummary {
    return this.#runs.summary(runId)
  }
  outcomes(runId: string): ProbeOutcome[] {
    return this.#runs.outcomes(runId)
  }
  someProbes(runId: string, from: number, most: number): Probe[] {
    return this.#runs.someProbes(runId, from, most)
  }
  getProbe(id: string): Probe | null {
    return this.#runs.getProbe(id)
  }
  saveProbe(probe: Probe, entry: JournalEntry, holder?: string): void {
    this.#runs.saveProbe(probe, entry, holder)
  }
  saveProbes(changes: readonly ProbeChange[], holder?: string): void {
    this.#runs.saveProbes(changes, holder)
  }
  transcript(probeId: string): TranscriptLine[] {
    return this.#runs.transcript(probeId)
  }
  journal(runId: string): Iterable<JournalEntry> {
    return this.#runs.journal(runId)
  }
  takeLease(runId: string, owner: string, now: string, seconds: number): boolean {
    return this.#runs.takeLease(runId, owner, now, seconds)
  }
  releaseLease(runId: string, owner: string): void {
    this.#runs.releaseLease(runId, owner)
  }
  leaseOwner(runId: string): string | null {
    return this.#runs.leaseOwner(runId)
  }
}
