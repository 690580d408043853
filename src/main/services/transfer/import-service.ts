/** Takes a setup in from a file without losing what is here. */
import { createHash } from 'node:crypto'
import type { ImportedView } from '../../../contract/transfer-views.schema.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { contentSize, largestOfSetup, mergeAttachments } from '../../../domain/attachment/attachment.ts'
import { largestAttachment, type Attachment } from '../../../domain/attachment/attachment.schema.ts'
import type { Cloud } from '../../../domain/cloud/cloud.schema.ts'
import type { Diagnosis } from '../../../domain/diagnosis/diagnosis.schema.ts'
import { restored } from '../../../domain/diagnosis/restored.ts'
import { mergeTicks } from '../../../domain/field-sheet/field-tick.ts'
import type { Mailbox } from '../../../domain/mailbox/mailbox.schema.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import { toDiagnose } from '../../../domain/run/reason.ts'
import type { Probe } from '../../../domain/run/run.schema.ts'
import { surfaceOf } from '../../../domain/transport/transports.ts'
import { mergeSteps, newMoves } from '../../../domain/transfer/merge-steps.ts'
import { readDocument, recordsOf } from '../../../domain/transfer/setup-document.ts'
import type { SetupDocument } from '../../../domain/transfer/setup-document.schema.ts'
import type {
  AttachmentContents,
  AttachmentStore,
  MailboxStore,
  RecipeSource,
  SetupStore,
  TickStore,
} from '../desk/stores.port.ts'
import type { Clock, Ids } from '../surroundings/surroundings.port.ts'
import type { Files, PassphraseSeal } from '../surroundings/files.port.ts'
import { keepPeople, peopleOf } from '../desk/people-of.ts'
import type { RunStore } from '../desk/run-store.port.ts'
import type { Announcer } from '../desk/announcer.ts'
import { incomingSetup, type IncomingSetup, readSetupFile } from './incoming-setup.ts'

interface ImportDeps {
  readonly setups: SetupStore
  readonly mailboxes: MailboxStore
  readonly runs: RunStore
  readonly attachments: AttachmentStore
  readonly attachmentContents: AttachmentContents
  readonly ticks: TickStore
  readonly recipes: RecipeSource
  readonly seal: PassphraseSeal
  readonly files: Files
  readonly ids: Ids
  readonly clock: Clock
  readonly announcer: Announcer
}

export class ImportService {
  readonly #deps: ImportDeps

  constructor(deps: ImportDeps) {
    this.#deps = deps
  }

  /**
   * A setup that is here already is joined with the file: every move of both sides stays, gaps are filled, and what
   * differs is named and left as it is here. All of it happens, or nothing.
   */
  async import(
    path: string,
    options: {
      readonly passphrase: string | null
      readonly name: string | null
      readonly cloud: Cloud | null
    },
  ): Promise<Result<ImportedView, AppError>> {
    const { setups, clock, attachmentContents } = this.#deps
    const text = await readSetupFile(this.#deps, path, options.passphrase)
    if (!text.ok) return text
    const document = readDocument(text.value, clock.now().toISOString())
    if (!document.ok) return document
    const { setup: incoming } = document.value
    const prepared = incomingSetup(this.#deps, document.value, options)
    if (!prepared.ok) return prepared
    const before = new Set(this.#deps.attachments.listAttachments(incoming.id).map(({ sha256 }) => sha256))
    const kept = await this.#keepContents(document.value)
    if (!kept.ok) return kept
    const taken = setups.transaction(() => {
      // Looked at again inside: another window may have changed the setup since.
      const now = incomingSetup(this.#deps, document.value, options)
      return now.ok ? this.#take(document.value, now.value) : now
    })
    if (taken.ok) this.#deps.announcer.emit('setup.changed', { setup: null })
    else
      for (const sha256 of kept.value)
        if (!before.has(sha256)) await attachmentContents.remove(incoming.id, sha256)
    return taken
  }

  #take(
    document: SetupDocument,
    { here, setup, filled, differences }: IncomingSetup,
  ): Result<ImportedView, AppError> {
    const { setups } = this.#deps
    const foreign = this.#foreignIds(document)
    if (foreign !== null) return err(foreign)
    const attachments = this.#joinedAttachments(document)
    if (!attachments.ok) return attachments
    // Nothing is refused from here on: what was written so far would stay.
    if (here === null || filled.length > 0) setups.saveSetup(setup)
    const steps = this.#takeSteps(document)
    const mailboxes = this.#takeMailboxes(document)
    const runs = this.#takeRuns(document)
    for (const one of attachments.value.all) this.#deps.attachments.saveAttachment(setup.id, one)
    const { ticks } = this.#deps
    ticks.saveTicks(setup.id, mergeTicks(ticks.listTicks(setup.id), document.ticks))
    // Who is named here already was named by somebody here.
    if (document.people.length > 0 && peopleOf(setups, setup.id).length === 0)
      keepPeople(setups, setup.id, document.people)
    return ok({
      id: setup.id,
      name: setup.name,
      created: here === null,
      steps,
      mailboxes,
      runs,
      attachments: attachments.value.added,
      filled,
      differences,
    })
  }

  #takeSteps(document: SetupDocument): ImportedView['steps'] {
    const { setups } = this.#deps
    const id = document.setup.id
    const own = setups.stepRecords(id)
    const theirs = recordsOf(document)
    return mergeSteps(own, theirs).flatMap((record) => {
      const mine = own.find(({ stepId }) => stepId === record.stepId)
      const other = theirs.find(({ stepId }) => stepId === record.stepId)
      const moves = other === undefined ? [] : newMoves(mine, other)
      if (moves.length === 0) return []
      setups.saveStepRecord(id, record)
      return [
        {
          step: record.stepId,
          moves: moves.length,
          from: mine?.state ?? ('todo' as const),
          to: record.state,
          /** Both sides moved it apart from each other: worth a look. */
          both: mine !== undefined && other !== undefined && newMoves(other, mine).length > 0,
        },
      ]
    })
  }

  #takeMailboxes({ setup, mailboxes: incoming }: SetupDocument): number {
    const { mailboxes, ids } = this.#deps
    const key = (one: Pick<Mailbox, 'purpose' | 'address'>) => `${one.purpose} ${one.address.toLowerCase()}`
    const known = new Set(mailboxes.listMailboxes(setup.id).map(key))
    const added = incoming
      .filter((one) => !known.has(key(one)))
      .map((one): Mailbox => ({
        ...one,
        // An id that is taken here belongs to something else.
        id: mailboxes.getMailbox(one.id) === null ? one.id : ids.uuid(),
        authorisation: null,
        problem: null,
      }))
    if (added.length > 0) mailboxes.saveMailboxes(setup.id, added)
    return added.length
  }

  #takeRuns({ setup, runs: incoming }: SetupDocument): number {
    const { runs, clock } = this.#deps
    const importedAt = clock.now().toISOString()
    const added = incoming.filter(({ run }) => runs.getRun(run.id) === null)
    for (const { run, probes } of added)
      runs.createRun(
        { ...run, importedAt },
        probes.map((probe) => ({ ...probe, diagnosis: this.#inOurWords(probe, setup) })),
      )
    return added.length
  }

  /** A file may say which causes were found; what to do about them is ours to say, commands above all. */
  #inOurWords(probe: Probe, { tenantName, clientId }: SetupDocument['setup']): Diagnosis | null {
    if (probe.diagnosis === null) return null
    const { stage } = probe
    return restored(
      probe.diagnosis,
      this.#deps.recipes.remedies(),
      {
        surface: surfaceOf({ transport: probe.transport, stage }),
        ...(stage === null ? {} : { stage }),
        flow: probe.transport,
        mailbox: probe.mailbox,
        from: probe.from,
        ...(tenantName === null ? {} : { tenantName }),
        ...(clientId === null ? {} : { clientId }),
      },
      toDiagnose(probe),
    )
  }

  #joinedAttachments({
    setup,
    attachments: incoming,
  }: SetupDocument): Result<{ all: Attachment[]; added: number }, AppError> {
    const { attachments } = this.#deps
    const own = attachments.listAttachments(setup.id)
    const merged = mergeAttachments(
      own,
      incoming.map(({ data: _data, ...facts }) => facts),
    )
    if (contentSize(merged) > largestOfSetup)
      return err({ code: 'import-attachments-too-large', most: largestOfSetup, joined: true })
    return ok({ all: merged, added: merged.length - own.length })
  }

  /** Ids of runs and messages are the same everywhere, so one that belongs to another setup here is not honest. */
  #foreignIds({ setup, runs: incoming }: SetupDocument): AppError | null {
    const { runs } = this.#deps
    for (const { run, probes } of incoming) {
      const known = runs.getRun(run.id)
      const foreign = known !== null && known.setupId !== setup.id
      const taken = probes.some(({ id }) => (runs.getProbe(id)?.runId ?? run.id) !== run.id)
      if (foreign || taken || (known === null && probes.some(({ id }) => runs.getProbe(id) !== null)))
        return { code: 'import-run-taken' }
    }
    return null
  }

  /** Kept before the store names them: a list never points at a content that is still to come. Answers with the new ones. */
  async #keepContents({ setup, attachments }: SetupDocument): Promise<Result<string[], AppError>> {
    const { attachmentContents } = this.#deps
    if (contentSize(attachments) > largestOfSetup)
      return err({ code: 'import-attachments-too-large', most: largestOfSetup, joined: false })
    const come = attachments.flatMap(({ data, ...facts }) =>
      data === null || attachmentContents.isHere(setup.id, facts.sha256)
        ? []
        : [{ ...facts, content: Buffer.from(data, 'base64') }],
    )
    // All of them are looked at before one is written, so that a refusal leaves everything as it was.
    for (const { name, size, sha256, content } of come) {
      if (content.length !== size || content.length > largestAttachment)
        return err({ code: 'import-attachment-length', name })
      if (createHash('sha256').update(content).digest('hex') !== sha256)
        return err({ code: 'import-attachment-changed', name })
    }
    const kept: string[] = []
    for (const { content } of come) {
      const stored = await attachmentContents.keep(setup.id, content)
      if (!stored.ok) {
        for (const sha256 of kept) await attachmentContents.remove(setup.id, sha256)
        return stored
      }
      kept.push(stored.value)
    }
    return ok(kept)
  }
}
