/** Starts the conformance app on this machine's host and reads what it kept. */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test'
import { hostPath } from '../../tools/stand-in/host.ts'

export interface Facts {
  readonly beforeReady: { readonly window: string; readonly isReady: boolean }
  readonly schemesAfterReady: string
  readonly sandboxAfterReady: string
  readonly secondHandler: string
  readonly secondScheme: string
  readonly shown: boolean
  readonly navigations: readonly (readonly [string, string, boolean?])[]
  readonly opened: readonly string[]
  readonly requests: readonly (readonly [string, string])[]
  readonly permissions: readonly string[]
  readonly crashes: readonly string[]
  readonly clicked: readonly (readonly [boolean, string, boolean])[]
}

/** What the preload of the conformance app gives its page. */
export interface Bridge {
  call(channel: string, ...args: unknown[]): Promise<unknown>
  readonly nested: { value: number; readonly list: number[] }
  onTold(listener: (...args: unknown[]) => void): () => boolean
  fails(): void
  readonly modules: Readonly<Record<string, string>>
  readonly facts: Readonly<Record<string, unknown>>
}

declare global {
  var bridge: Bridge
  var conformance: Facts
  var answers: { cancel: (url: string) => boolean; navigation: (url: string) => boolean }
}

export interface Conformance {
  readonly app: ElectronApplication
  readonly page: Page
  facts(): Promise<Facts>
}

export const test = base.extend<{ host: Conformance }>({
  host: async ({}, use) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'conformance-'))
    const executablePath = hostPath()
    const app = await _electron.launch({
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [path.join(import.meta.dirname, 'app'), `--user-data-dir=${folder}`],
      colorScheme: null,
    })
    const page = await app.firstWindow()
    await page.waitForFunction('window.pageScriptRan')
    await use({ app, page, facts: () => app.evaluate(() => conformance) })
    await app.close()
    await rm(folder, { recursive: true, force: true })
  },
})
export { expect } from '@playwright/test'
