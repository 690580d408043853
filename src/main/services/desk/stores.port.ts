/** What a setup is made from and kept in. Calls of a store are synchronous and durable when they return. */
import type { Attachment } from '../../../domain/attachment/attachment.schema.ts'
import type { Cloud } from '../../../domain/cloud/cloud.schema.ts'
import type { Credential } from '../../../domain/credential/credential.schema.ts'
import type { Deadline } from '../../../domain/deadline/deadline.schema.ts'
import type { Catalogue } from '../../../domain/diagnosis/catalogue.schema.ts'
import type { FieldTick } from '../../../domain/field-sheet/field-sheet.schema.ts'
import type { Authorisation, Mailbox } from '../../../domain/mailbox/mailbox.schema.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import type { PermissionCatalogue } from '../../../domain/recipe/permission-catalogue.schema.ts'
import type { Recipe } from '../../../domain/recipe/recipe.schema.ts'
import type { Result } from '../../../domain/result.ts'
import type { Setup } from '../../../domain/setup/setup.schema.ts'
import type { StepMove, StepRecord } from '../../../domain/step/step-record.schema.ts'

/** Where recipes come from: ours, and those in the user's recipe folder. */
export interface RecipeSource {
  recipes(): readonly Recipe[]
  recipe(id: string): Recipe | null
  /** Causes, remedies and how to read an error text: assets/remedies and assets/diagnosis. */
  remedies(): Catalogue
  /** The named clouds of assets/clouds.yaml. */
  clouds(): readonly Cloud[]
  /** Dated facts about Microsoft 365, of assets/deadlines.yaml. */
  deadlines(): readonly Deadline[]
  /** Every permission a recipe or Sendproof itself may name, of assets/permissions.yaml. */
  permissions(): PermissionCatalogue
}

/** Setups and the record of their steps. */
export interface SetupStore {
  /** Those that can be read. */
  listSetups(): Setup[]
  /** Names of those whose entry is damaged. */
  damagedSetups(): string[]
  getSetup(id: string): Setup | null
  /** By exact name, for the command line. */
  findSetup(name: string): Setup | null
  saveSetup(setup: Setup): void
  /** Removes the setup and everything it owns. */
  removeSetup(id: string): void
  /** Every step that was ever moved. */
  stepRecords(setupId: string): StepRecord[]
  /** Appends the move to the step's history and sets its state; one transaction. */
  moveStep(setupId: string, stepId: string, move: StepMove, waitUntil: string | null): void
  /** Puts the whole record of a step in place of what is there; for a history joined with another. */
  saveStepRecord(setupId: string, record: StepRecord): void
  /** Everything in it happens or nothing does, and no other process writes in between. */
  transaction<T>(work: () => T): T
  /** Small values of this installation, such as the theme and window place. */
  getSetting(name: string): string | null
  setSetting(name: string, value: string): void
  /** Changes when another process has written; cheap. */
  version(): number
}

/** Mailboxes of a setup with the facts of their authorisation. */
export interface MailboxStore {
  /** All of them, in the order in which they came. */
  listMailboxes(setupId: string): Mailbox[]
  /** Those the product sends from. */
  senders(setupId: string): Mailbox[]
  /** Whoever receives the messages of a verification; null while nobody was chosen. */
  recipient(setupId: string): Mailbox | null
  /** Those the application must not reach. */
  outside(setupId: string): Mailbox[]
  /** By its address, in whatever case. */
  findMailbox(setupId: string, purpose: Mailbox['purpose'], address: string): Mailbox | null
  getMailbox(id: string): Mailbox | null
  /** All or nothing. Existing addresses (compared without case, per purpose) are updated and keep their id. */
  saveMailboxes(setupId: string, mailboxes: readonly Mailbox[]): void
  removeMailboxes(ids: readonly string[]): void
  setAuthorisation(id: string, authorisation: Authorisation | null, problem: AppError | null): void
}

/** Facts about the credentials of a setup's registration; newest first. The secrets are in the vault. */
export interface CredentialStore {
  listCredentials(setupId: string): Credential[]
  /** Adds it, or replaces the facts of the one with this id. */
  saveCredential(setupId: string, credential: Credential): void
  removeCredential(id: string): void
}

/** What is known about each attachment. */
export interface AttachmentStore {
  /** Oldest first. */
  listAttachments(setupId: string): Attachment[]
  /** Puts it in place of the same attachment, if there is one. */
  saveAttachment(setupId: string, attachment: Attachment): void
}

/** What is in the attachments, found by hash. */
export interface AttachmentContents {
  /** Keeps the content, once however often it comes; answers with its SHA-256. */
  keep(setupId: string, content: Uint8Array): Promise<Result<string, AppError>>
  /** Null when it is not on this computer. Content that does not fit its hash any more is not handed out. */
  read(setupId: string, sha256: string): Promise<Result<Uint8Array | null, AppError>>
  isHere(setupId: string, sha256: string): boolean
  remove(setupId: string, sha256: string): Promise<void>
  removeAll(setupId: string): Promise<void>
}

/** Which fields of the product are said to be typed in. */
export interface TickStore {
  /** The newest word on each place, taken-back ones included. */
  listTicks(setupId: string): FieldTick[]
  /** Puts each in place of what is known of its place; all of them or none. */
  saveTicks(setupId: string, ticks: readonly FieldTick[]): void
}
