/** Attachments: what is known about each, and their contents, kept apart and found by hash. */
import type { AppError } from '../../../domain/problem/app-error.ts'
import type { Attachment } from '../../../domain/attachment/attachment.schema.ts'
import type { Result } from '../../../domain/result.ts'

export interface AttachmentStore {
  /** Oldest first. */
  listAttachments(setupId: string): Attachment[]
  /** Puts it in place of the same attachment, if there is one. */
  saveAttachment(setupId: string, attachment: Attachment): void
}

export interface AttachmentContents {
  /** Keeps the content, once however often it comes; answers with its SHA-256. */
  keep(setupId: string, content: Uint8Array): Promise<Result<string, AppError>>
  /** Null when it is not on this computer. Content that does not fit its hash any more is not handed out. */
  read(setupId: string, sha256: string): Promise<Result<Uint8Array | null, AppError>>
  isHere(setupId: string, sha256: string): boolean
  remove(setupId: string, sha256: string): Promise<void>
  removeAll(setupId: string): Promise<void>
}
