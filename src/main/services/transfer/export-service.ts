/** Setups for another computer: written to a file, sealed on request; no secret is in it. */
import type { AppError } from '../../../domain/problem/app-error.ts'
import type { Attachment } from '../../../domain/attachment/attachment.schema.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import { largestDocument, renderDocument, setupDocument } from '../../../domain/transfer/setup-document.ts'
import type {
  AttachmentContents,
  AttachmentStore,
  MailboxStore,
  SetupStore,
  TickStore,
} from '../desk/stores.port.ts'
import type { Clock, Surroundings } from '../surroundings/surroundings.port.ts'
import type { Files, PassphraseSeal } from '../surroundings/files.port.ts'
import { peopleOf } from '../desk/people-of.ts'
import type { RunStore } from '../desk/run-store.port.ts'
import type { SetupDesk } from '../desk/setup-desk.ts'

interface ExportDeps {
  readonly setups: SetupStore
  readonly mailboxes: MailboxStore
  readonly runs: RunStore
  readonly attachments: AttachmentStore
  readonly attachmentContents: AttachmentContents
  readonly ticks: TickStore
  readonly seal: PassphraseSeal
  readonly files: Files
  readonly clock: Clock
  readonly surroundings: Surroundings
  readonly desk: SetupDesk
}

export class ExportService {
  readonly #deps: ExportDeps

  constructor(deps: ExportDeps) {
    this.#deps = deps
  }

  async export(
    setupId: string,
    path: string,
    options: { readonly passphrase: string | null; readonly withAttachments: boolean },
  ): Promise<Result<null, AppError>> {
    const opened = this.#deps.desk.open(setupId)
    if (!opened.ok) return opened
    const { setups, mailboxes, runs, attachments, ticks, clock, surroundings, seal, files } = this.#deps
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
        people: peopleOf(setups, setupId),
        contents: contents.value,
        exportedAt: clock.now().toISOString(),
        exportedBy: surroundings.user,
      }),
    )
    const text = renderDocument(document)
    if (Buffer.byteLength(text) > largestDocument)
      return err({
        code: 'export-too-large',
        most: largestDocument,
        withAttachments: options.withAttachments,
      })
    const sealed = options.passphrase === null ? ok(text) : await seal.seal(text, options.passphrase)
    return sealed.ok ? files.write(path, sealed.value) : sealed
  }

  async #contents(
    setupId: string,
    list: readonly Attachment[],
  ): Promise<Result<Map<string, string>, AppError>> {
    const contents = new Map<string, string>()
    for (const { sha256 } of list) {
      if (contents.has(sha256)) continue
      const content = await this.#deps.attachmentContents.read(setupId, sha256)
      if (!content.ok) return content
      if (content.value !== null) contents.set(sha256, Buffer.from(content.value).toString('base64'))
    }
    return ok(contents)
  }
}
