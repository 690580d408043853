/** Setups between computers: written to a file, and taken in from one without losing what is here. */
import type { ImportedView } from '../../contract/views.ts'
import { appError, type AppError } from '../../domain/app-error.ts'
import {
  contentSize,
  largestAttachment,
  largestOfSetup,
  mergeAttachments,
  type Attachment,
} from '../../domain/attachment/attachment.ts'
import type { Cloud } from '../../domain/cloud/cloud.ts'
import { mergeTicks } from '../../domain/field-sheet/field-tick.ts'
import type { Mailbox } from '../../domain/mailbox/mailbox.ts'
import type { Recipe } from '../../domain/recipe/recipe.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import {
  checkAddress,
  checkAnswers,
  checkClientId,
  checkSetupName,
  checkTenantId,
} from '../../domain/setup/answers.ts'
import type { Setup } from '../../domain/setup/setup.ts'
import { mergeSteps, newMoves } from '../../domain/transfer/merge-steps.ts'
import {
  largestDocument,
  readDocument,
  recordsOf,
  renderDocument,
  setupDocument,
  type SetupDocument,
} from '../../domain/transfer/setup-document.ts'
import type { AttachmentContents, AttachmentStore } from '../ports/attachment-store.ts'
import type { Clock } from '../ports/clock.ts'
import type { Files } from '../ports/files.ts'
import type { Ids } from '../ports/ids.ts'
import type { MailboxStore } from '../ports/mailbox-store.ts'
import type { PassphraseSeal } from '../ports/passphrase-seal.ts'
import type { RecipeSource } from '../ports/recipe-source.ts'
import type { RunStore } from '../ports/run-store.ts'
import type { SetupStore } from '../ports/setup-store.ts'
import type { Surroundings } from '../ports/surroundings.ts'
import type { TickStore } from '../ports/tick-store.ts'
import type { Announcer } from './announcer.ts'
import type { SetupDesk } from './setup-desk.ts'
import { practiceCloudBeforeStart } from './setup-service.ts'

export interface TransferPorts {
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
  readonly surroundings: Surroundings
}

/** base64 and the seal's own JSON around a document of the largest size. */
const largestFile = Math.ceil((largestDocument * 4) / 3) + 4096

export class TransferService {
  readonly #ports: TransferPorts
  readonly #desk: SetupDesk
  readonly #announcer: Announcer

  constructor(ports: TransferPorts, desk: SetupDesk, announcer: Announcer) {
    this.#ports = ports
    this.#desk = desk
    this.#announcer = announcer
  }

  async export(
    setupId: string,
    path: string,
    options: { readonly passphrase: string | null; readonly withAttachments: boolean },
  ): Promise<Result<null, AppError>> {
    const opened = this.#desk.open(setupId)
    if (!opened.ok) return opened
    const { setups, mailboxes, runs, attachments, ticks, clock, surroundings, seal, files } = this.#ports
    const list = attachments.listAttachments(setupId)
    const contents = options.withAttachments
      ? await this.#contents(setupId, list)
      : ok(new Map<string, string>())
    if (!contents.ok) return contents
    const document = setups.transaction(() =>
      setupDocument({
        setup: opened.value.setup,
        records: setups.stepRecords(setupId),
        mailboxes: mailboxes.listMailboxes(setupId),
        runs: runs.listRuns(setupId).map((run) => ({ run, probes: runs.probes(run.id) })),
        attachments: list,
        ticks: ticks.listTicks(setupId),
        contents: contents.value,
        exportedAt: clock.now().toISOString(),
        exportedBy: surroundings.user,
      }),
    )
    const text = renderDocument(document)
    if (Buffer.byteLength(text) > largestDocument)
      return err(
        appError('bad-input', `The export would be larger than ${largestDocument / 1024 / 1024} MB.`, {
          next: options.withAttachments
            ? 'Export without the attachments and send them separately.'
            : 'Remove old runs first.',
        }),
      )
    const sealed = options.passphrase === null ? ok(text) : await seal.seal(text, options.passphrase)
    return sealed.ok ? files.write(path, sealed.value) : sealed
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
    const { setups, clock, attachmentContents } = this.#ports
    const text = await this.#read(path, options.passphrase)
    if (!text.ok) return text
    const document = readDocument(text.value, clock.now().toISOString())
    if (!document.ok) return document
    const { setup: incoming } = document.value
    const prepared = this.#prepare(document.value, options)
    if (!prepared.ok) return prepared
    const before = new Set(this.#ports.attachments.listAttachments(incoming.id).map(({ sha256 }) => sha256))
    const kept = await this.#keepContents(document.value)
    if (!kept.ok) return kept
    const taken = setups.transaction(() => {
      // Looked at again inside: another window may have changed the setup since.
      const now = this.#prepare(document.value, options)
      return now.ok ? this.#take(document.value, now.value) : now
    })
    if (taken.ok) this.#announcer.emit('setup.changed', { setup: null })
    else
      for (const sha256 of kept.value)
        if (!before.has(sha256)) await attachmentContents.remove(incoming.id, sha256)
    return taken
  }

  async #read(path: string, passphrase: string | null): Promise<Result<string, AppError>> {
    const { files, seal } = this.#ports
    const text = await files.readText(path, largestFile)
    if (!text.ok) return text
    if (!seal.isSealed(text.value)) {
      if (passphrase !== null)
        return err(
          appError('bad-input', 'This file is not sealed, so a passphrase says nothing about it.', {
            field: 'passphrase',
            next: 'Leave the passphrase out, or ask for the sealed file.',
          }),
        )
      return this.#small(text.value)
    }
    if (passphrase === null)
      return err(
        appError('bad-input', 'This file is sealed with a passphrase.', {
          field: 'passphrase',
          next: 'Give the passphrase with --passphrase-stdin.',
        }),
      )
    const open = await seal.open(text.value, passphrase)
    return open.ok ? this.#small(open.value) : open
  }

  #small(text: string): Result<string, AppError> {
    if (Buffer.byteLength(text) <= largestDocument) return ok(text)
    return err(
      appError('bad-input', `The setup file is larger than ${largestDocument / 1024 / 1024} MB.`, {
        next: 'Ask for an export without attachments.',
      }),
    )
  }

  /** The setup as it will be, checked like one that is typed in. */
  #prepare(
    document: SetupDocument,
    options: { readonly name: string | null; readonly cloud: Cloud | null },
  ): Result<Prepared, AppError> {
    const { setups, recipes } = this.#ports
    const recipe = recipes.recipe(document.setup.recipeId)
    if (recipe === null)
      return err(
        appError(
          'bad-input',
          `The recipe “${document.setup.recipeId.slice(0, 60)}” of this setup is not installed.`,
          {
            next: 'Put the recipe file into the recipe folder, then import again.',
          },
        ),
      )
    const checked = checkedSetup(document, recipe)
    if (!checked.ok) return checked
    const here = setups.getSetup(document.setup.id)
    if (here !== null) {
      if (options.name !== null)
        return err(
          appError('already-exists', `This setup is already here as “${here.name}”.`, {
            field: 'name',
            next: 'Leave --name out: the file is then joined with it.',
          }),
        )
      if (here.recipeId !== recipe.id || (here.practice === null) !== (document.setup.practice === null))
        return err(appError('bad-input', `The file and the setup “${here.name}” are not of the same kind.`))
      return ok({ recipe, here, ...joinedSetup(here, checked.value) })
    }
    const name = checkSetupName(options.name ?? document.setup.name)
    if (!name.ok) return name
    if (setups.findSetup(name.value) !== null)
      return err(
        appError('already-exists', `There already is another setup called “${name.value}”.`, {
          field: 'name',
          next: 'Choose a name with --name.',
        }),
      )
    const cloud = this.#cloud(document, options.cloud)
    if (!cloud.ok) return cloud
    return ok({
      recipe,
      here: null,
      setup: { ...checked.value, name: name.value, cloud: cloud.value },
      filled: [],
      differences: [],
    })
  }

  /** Where sign-ins and mail go is decided on this computer, never by a file. */
  #cloud({ cloud, setup }: SetupDocument, given: Cloud | null): Result<Cloud, AppError> {
    if (setup.practice !== null) return ok(practiceCloudBeforeStart)
    if (given !== null) return ok(given)
    const clouds = this.#ports.recipes.clouds().filter(({ kind }) => kind === cloud.kind)
    const found = clouds.find(({ name }) => name === cloud.name) ?? clouds[0]
    if (found !== undefined) return ok(found)
    return err(
      appError(
        'bad-input',
        `The setup lives in the cloud “${cloud.name}”, which this computer does not know.`,
        {
          field: '--cloud',
          next: 'Name its cloud file with --cloud FILE.',
        },
      ),
    )
  }

  #take(
    document: SetupDocument,
    { here, setup, filled, differences }: Prepared,
  ): Result<ImportedView, AppError> {
    const { setups } = this.#ports
    const foreign = this.#foreignIds(document)
    if (foreign !== null) return err(foreign)
    const attachments = this.#joinedAttachments(document)
    if (!attachments.ok) return attachments
    // Nothing is refused from here on: what was written so far would stay.
    if (here === null || filled.length > 0) setups.saveSetup(setup)
    const steps = this.#takeSteps(document)
    const mailboxes = this.#takeMailboxes(document)
    const runs = this.#takeRuns(document)
    for (const one of attachments.value.all) this.#ports.attachments.saveAttachment(setup.id, one)
    const { ticks } = this.#ports
    ticks.saveTicks(setup.id, mergeTicks(ticks.listTicks(setup.id), document.ticks))
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
    const { setups } = this.#ports
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
    const { mailboxes, ids } = this.#ports
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

  #takeRuns({ runs: incoming }: SetupDocument): number {
    const { runs } = this.#ports
    const added = incoming.filter(({ run }) => runs.getRun(run.id) === null)
    for (const { run, probes } of added) runs.createRun(run, probes)
    return added.length
  }

  #joinedAttachments({
    setup,
    attachments: incoming,
  }: SetupDocument): Result<{ all: Attachment[]; added: number }, AppError> {
    const { attachments } = this.#ports
    const own = attachments.listAttachments(setup.id)
    const merged = mergeAttachments(
      own,
      incoming.map(({ data: _data, ...facts }) => facts),
    )
    if (contentSize(merged) > largestOfSetup)
      return err(
        appError(
          'bad-input',
          `With the file's attachments the setup would pass ${largestOfSetup / 1024 / 1024} MB.`,
          {
            next: 'Ask for an export of a setup with fewer attachments.',
          },
        ),
      )
    return ok({ all: merged, added: merged.length - own.length })
  }

  /** Ids of runs and messages are the same everywhere, so one that belongs to another setup here is not honest. */
  #foreignIds({ setup, runs: incoming }: SetupDocument): AppError | null {
    const { runs } = this.#ports
    for (const { run, probes } of incoming) {
      const known = runs.getRun(run.id)
      const foreign = known !== null && known.setupId !== setup.id
      const taken = probes.some(({ id }) => (runs.getProbe(id)?.runId ?? run.id) !== run.id)
      if (foreign || taken || (known === null && probes.some(({ id }) => runs.getProbe(id) !== null)))
        return appError('bad-input', 'This setup file names a run that belongs to another setup here.', {
          next: 'Ask for a new export.',
        })
    }
    return null
  }

  async #contents(
    setupId: string,
    list: readonly Attachment[],
  ): Promise<Result<Map<string, string>, AppError>> {
    const contents = new Map<string, string>()
    for (const { sha256 } of list) {
      if (contents.has(sha256)) continue
      const content = await this.#ports.attachmentContents.read(setupId, sha256)
      if (!content.ok) return content
      if (content.value !== null) contents.set(sha256, Buffer.from(content.value).toString('base64'))
    }
    return ok(contents)
  }

  /** Kept before the store names them: a list never points at a content that is still to come. Answers with the new ones. */
  async #keepContents({ setup, attachments }: SetupDocument): Promise<Result<string[], AppError>> {
    const { attachmentContents } = this.#ports
    if (contentSize(attachments) > largestOfSetup)
      return err(
        appError(
          'bad-input',
          `The attachments of this file are larger than ${largestOfSetup / 1024 / 1024} MB.`,
        ),
      )
    const kept: string[] = []
    const undo = async (why: AppError) => {
      for (const sha256 of kept) await attachmentContents.remove(setup.id, sha256)
      return err(why)
    }
    for (const { data, sha256, size, name } of attachments) {
      if (data === null || attachmentContents.isHere(setup.id, sha256)) continue
      const content = Buffer.from(data, 'base64')
      if (content.length !== size || content.length > largestAttachment)
        return undo(appError('bad-input', `The attachment “${name}” in this file is not as long as it says.`))
      const stored = await attachmentContents.keep(setup.id, content)
      if (!stored.ok) return undo(stored.error)
      kept.push(stored.value)
      if (stored.value !== sha256)
        return undo(
          appError('bad-input', `The attachment “${name}” in this file does not fit its hash.`, {
            next: 'Ask for a new export.',
          }),
        )
    }
    return ok(kept)
  }
}

interface Prepared {
  readonly recipe: Recipe
  readonly here: Setup | null
  readonly setup: Setup
  readonly filled: string[]
  readonly differences: ImportedView['differences']
}

function checkedSetup(
  { setup, mailboxes }: SetupDocument,
  recipe: Recipe,
): Result<Omit<Setup, 'cloud'>, AppError> {
  const answers = checkAnswers(recipe, setup.answers)
  if (!answers.ok) return answers
  const tenantId = setup.tenantId === null ? ok(null) : checkTenantId(setup.tenantId)
  if (!tenantId.ok) return tenantId
  const clientId = setup.clientId === null ? ok(null) : checkClientId(setup.clientId)
  if (!clientId.ok) return clientId
  const recipient = setup.recipient === null ? ok(null) : checkAddress(setup.recipient)
  if (!recipient.ok) return recipient
  for (const { address, signInAs } of mailboxes)
    for (const one of [address, signInAs]) {
      const checked = checkAddress(one)
      if (!checked.ok) return checked
    }
  return ok({
    ...setup,
    tenantName: setup.tenantName?.slice(0, 253) ?? null,
    answers: answers.value,
    tenantId: tenantId.value,
    clientId: clientId.value,
    recipient: recipient.value,
  })
}

const comparedFacts = ['tenantId', 'tenantName', 'clientId', 'recipient'] as const

/** What is known here stays; what only the file knows is filled in; what differs is named. */
function joinedSetup(
  here: Setup,
  theirs: Omit<Setup, 'cloud'>,
): Pick<Prepared, 'setup' | 'filled' | 'differences'> {
  const filled: string[] = []
  const differences: ImportedView['differences'] = []
  const setup = { ...here, answers: { ...here.answers } }
  const compare = (what: string, mine: Value, other: Value, fill: () => void) => {
    if (other === null || other === undefined || mine === other) return
    if (mine === null || mine === undefined) {
      fill()
      filled.push(what)
    } else differences.push({ what, here: String(mine), file: String(other) })
  }
  for (const fact of comparedFacts)
    compare(fact, here[fact], theirs[fact], () => {
      setup[fact] = theirs[fact]
    })
  for (const [id, answer] of Object.entries(theirs.answers))
    compare(`answer ${id}`, here.answers[id], answer, () => {
      setup.answers[id] = answer
    })
  compare('name', here.name, theirs.name, () => undefined)
  return { setup, filled, differences }
}

type Value = string | boolean | null | undefined
