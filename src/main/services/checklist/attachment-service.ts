/** Files kept as evidence of a step. */
import type { AttachmentView } from '../../../contract/views.schema.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { checkRoom, displayName } from '../../../domain/attachment/attachment.ts'
import { largestAttachment, type Attachment } from '../../../domain/attachment/attachment.schema.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import type { AttachmentContents, AttachmentStore, SetupStore } from '../desk/stores.port.ts'
import type { Clock, Surroundings } from '../surroundings/surroundings.port.ts'
import type { Files } from '../surroundings/files.port.ts'
import { asFailure } from '../surroundings/store-failure.port.ts'
import type { Announcer } from '../desk/announcer.ts'
import type { SetupDesk } from '../desk/setup-desk.ts'
import { unknownStep } from './step-service.ts'

interface AttachmentServiceDeps {
  readonly setups: SetupStore
  readonly attachments: AttachmentStore
  readonly attachmentContents: AttachmentContents
  readonly files: Files
  readonly clock: Clock
  readonly surroundings: Surroundings
  readonly desk: SetupDesk
  readonly announcer: Announcer
}

export class AttachmentService {
  readonly #deps: AttachmentServiceDeps

  constructor(deps: AttachmentServiceDeps) {
    this.#deps = deps
  }

  async attach(setupId: string, stepId: string, path: string): Promise<Result<AttachmentView, AppError>> {
    const known = this.#checkStep(setupId, stepId)
    if (!known.ok) return known
    const { setups, attachments, attachmentContents, files, clock, surroundings } = this.#deps
    const content = await files.readBytes(path, largestAttachment)
    if (!content.ok) return content
    if (content.value.length === 0) return err({ code: 'attachment-empty', path })
    const kept = await attachmentContents.keep(setupId, content.value)
    if (!kept.ok) return kept
    const attachment: Attachment = {
      step: stepId,
      name: displayName(path),
      size: content.value.length,
      sha256: kept.value,
      who: surroundings.user,
      at: clock.now().toISOString(),
    }
    const add = (): Result<null, AppError> => {
      const list = attachments.listAttachments(setupId)
      const same = list.some(
        ({ step, sha256, name }) => step === stepId && sha256 === kept.value && name === attachment.name,
      )
      if (same) return err({ code: 'attachment-already', name: attachment.name })
      const room = checkRoom(list, attachment)
      if (!room.ok) return room
      attachments.saveAttachment(setupId, attachment)
      return ok(null)
    }
    let added: Result<null, AppError>
    try {
      added = setups.transaction(add)
    } catch (thrown) {
      added = asFailure(thrown)
    }
    if (!added.ok) {
      const used = attachments.listAttachments(setupId).some(({ sha256 }) => sha256 === kept.value)
      if (!used) await attachmentContents.remove(setupId, kept.value)
      return added
    }
    this.#deps.announcer.emit('setup.changed', { setup: setupId })
    return ok({ ...attachment, here: true })
  }

  /** Of one step, or of all; oldest first. */
  list(setupId: string, stepId: string | null): Result<AttachmentView[], AppError> {
    const known = stepId === null ? this.#deps.desk.open(setupId) : this.#checkStep(setupId, stepId)
    if (!known.ok) return known
    const { attachments, attachmentContents } = this.#deps
    return ok(
      attachments
        .listAttachments(setupId)
        .filter(({ step }) => stepId === null || step === stepId)
        .map((one) => ({ ...one, here: attachmentContents.isHere(setupId, one.sha256) })),
    )
  }

  /** Writes an attachment to a file the person named; the hash may be shortened as long as it is clear. */
  async save(setupId: string, hash: string, path: string): Promise<Result<Attachment, AppError>> {
    const opened = this.#deps.desk.open(setupId)
    if (!opened.ok) return opened
    const found = /^[0-9a-f]{6,64}$/.test(hash)
      ? this.#deps.attachments.listAttachments(setupId).filter(({ sha256 }) => sha256.startsWith(hash))
      : []
    const [attachment] = found
    if (attachment === undefined || new Set(found.map(({ sha256 }) => sha256)).size > 1)
      return err({ code: 'attachment-unknown', hash: hash.slice(0, 64), field: 'sha256' })
    const content = await this.#deps.attachmentContents.read(setupId, attachment.sha256)
    if (!content.ok) return content
    if (content.value === null)
      return err({ code: 'attachment-not-here', name: attachment.name, who: attachment.who })
    const written = await this.#deps.files.write(path, content.value)
    return written.ok ? ok(attachment) : written
  }

  #checkStep(setupId: string, stepId: string): Result<null, AppError> {
    const opened = this.#deps.desk.open(setupId)
    if (!opened.ok) return opened
    const steps = opened.value.recipe.steps.map(({ id }) => id)
    return steps.includes(stepId) ? ok(null) : err(unknownStep(stepId, steps))
  }
}
