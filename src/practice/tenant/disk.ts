/** A disk that fails, said in one sentence in place of a stack trace. */
import { PracticeError } from '../contract/calls.ts'

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota is used up',
  EROFS: 'it is read-only',
  EACCES: 'access is denied',
  EPERM: 'access is denied',
  EIO: 'the disk fails',
}

/** Runs what writes into `folder`; throws PracticeError `disk` where the disk is the reason, and the rest as it is. */
export async function onDisk<T>(folder: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    const reason = reasons[code]
    if (reason === undefined) throw error
    throw new PracticeError('disk', `The practice tenant cannot write to ${folder}: ${reason} (${code}).`)
  }
}
