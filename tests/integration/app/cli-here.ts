/** The command line inside this process: the same words, without a second Node to start. */
import path from 'node:path'
import type { Io } from '../../../src/cli/frame/io.ts'
import { runCli } from '../../../src/cli/run-cli.ts'

const assetsFolder = path.resolve(import.meta.dirname, '../../../assets')

export function cliHere(
  dataFolder: string,
  ...words: readonly string[]
): Promise<{ code: number; out: string; err: string }> {
  return cliReading('', dataFolder, ...words)
}

/** The same with something on standard input. */
export async function cliReading(
  stdin: string,
  dataFolder: string,
  ...words: readonly string[]
): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' }
  const io: Io = {
    out: (text) => void (said.out += `${text}\n`),
    outParts: async (parts) => void (said.out += `${[...parts].join('')}\n`),
    err: (text) => void (said.err += `${text}\n`),
    read: async () => stdin,
    interrupted: new AbortController().signal,
  }
  const code = await runCli([...words, '--data', dataFolder], io, { assetsFolder, env: {}, version: '0.0.0' })
  return { code, ...said }
}
