/** Builds the app for one command. */
import { randomUUID } from 'node:crypto'
import os from 'node:os'
import path from 'node:path'
import type { AppError } from '../../domain/problem/app-error.ts'
import { ok, type Result } from '../../domain/result.ts'
import { sayNotice } from '../../words/say-notice.ts'
import { wordsFor, type Language } from '../../words/words.ts'
import { createUndiciFetch } from '../../main/adapters/system/undici-fetch.ts'
import { SystemBrowser } from '../../main/adapters/system/system-browser.ts'
import { BrowserPdfPrinter } from '../../main/adapters/system/browser-pdf-printer.ts'
import { isProcessAlive } from '../../main/adapters/system/node-system.ts'
import { createApp, type App, type AppPorts } from '../../main/wiring/app.ts'
import { buildPorts } from '../../main/wiring/build-ports.ts'
import { errorLine, type Io } from './io.ts'

export interface Composition {
  readonly app: App
  readonly ports: AppPorts
  close(): Promise<void>
}

export interface ComposeOptions {
  readonly dataFolder: string
  readonly assetsFolder: string
  readonly version: string
  readonly program?: readonly string[]
  readonly io: Io
  readonly language?: Language
  /** Where PowerShell is looked for, and what its scripts are started with. */
  readonly env?: Readonly<Record<string, string | undefined>>
}

export async function compose({
  dataFolder,
  assetsFolder,
  version,
  program,
  io,
  language = 'en',
  env = process.env,
}: ComposeOptions): Promise<Result<Composition, AppError>> {
  const built = buildPorts({
    assetsFolder,
    surroundings: {
      version,
      dataFolder: path.resolve(dataFolder),
      platform: process.platform,
      user: os.userInfo().username,
      ...(program === undefined ? {} : { program }),
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      processId: process.pid,
      instanceId: randomUUID(),
      isProcessAlive,
    },
    fetch: createUndiciFetch(),
    browser: new SystemBrowser((url) => io.err(wordsFor(language).native.signInHere(url))),
    pdf: new BrowserPdfPrinter(),
    language,
    env,
  })
  if (!built.ok) return built
  const { ports, notice } = built.value
  if (notice !== null) io.err(sayNotice(ports.words, notice, 'cli'))
  const app = createApp(ports)
  const recovered = app.runs.recover()
  // Reading may still work; a command that has to write says so itself.
  if (!recovered.ok) io.err(errorLine(ports.words, recovered.error))
  else if (recovered.value > 0)
    io.err(sayNotice(ports.words, { code: 'runs-interrupted', count: recovered.value }, 'cli'))
  let closed = false
  return ok({
    app,
    ports,
    async close() {
      if (closed) return
      closed = true
      try {
        await app.close()
      } finally {
        built.value.close()
      }
    },
  })
}
