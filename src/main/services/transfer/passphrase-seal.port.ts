/** Closes a text with a passphrase, so that it can go over any channel. */
import type { AppError } from '../../../domain/problem/app-error.ts'
import type { Result } from '../../../domain/result.ts'

export interface PassphraseSeal {
  seal(text: string, passphrase: string): Promise<Result<string, AppError>>
  /** Whether the text is a sealed one, by its first member. */
  isSealed(text: string): boolean
  open(sealed: string, passphrase: string): Promise<Result<string, AppError>>
}
