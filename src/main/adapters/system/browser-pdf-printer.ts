/** Prints through an installed browser without a window: a fresh profile, no network, gone afterwards. */
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import { inBlocks } from '../../../domain/text/blocks.ts'
import type { PdfPrinter } from '../../services/surroundings/files.port.ts'
import { findBrowser } from './find-browser.ts'

/** Thousands of pages take a while; a browser that hangs must not hold a scheduled task. */
const limitMs = 120_000

export class BrowserPdfPrinter implements PdfPrinter {
  readonly #find: () => string | null
  readonly #limitMs: number

  constructor(find: () => string | null = findBrowser, limit = limitMs) {
    this.#find = find
    this.#limitMs = limit
  }

  async print(html: Iterable<string>): Promise<Result<Uint8Array, AppError>> {
    const browser = this.#find()
    if (browser === null) return err({ code: 'pdf-without-browser', field: 'format' })
    const folder = await mkdtemp(path.join(os.tmpdir(), 'sendproof-print-'))
    try {
      const page = path.join(folder, 'report.html')
      const pdf = path.join(folder, 'report.pdf')
      await writeFile(page, inBlocks(html), { mode: 0o600 })
      const ended = await this.#run(browser, [
        ...switches(path.join(folder, 'profile')),
        `--print-to-pdf=${pdf}`,
        pathToFileURL(page).href,
      ])
      const content = await readFile(pdf).catch(() => null)
      if (content?.subarray(0, 5).toString('latin1') === '%PDF-') return ok(new Uint8Array(content))
      return err({ code: 'pdf-not-printed', details: `${browser}: ${ended}` })
    } catch (error) {
      return err({
        code: 'pdf-no-room',
        folder,
        details: error instanceof Error ? error.message : String(error),
      })
    } finally {
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    }
  }

  /** How it ended, with the last of what it said. */
  #run(browser: string, args: readonly string[]): Promise<string> {
    return new Promise((resolve) => {
      const child = spawn(browser, args, { stdio: ['ignore', 'ignore', 'pipe'], windowsHide: true })
      const late = setTimeout(() => child.kill('SIGKILL'), this.#limitMs)
      let said = ''
      const end = (how: string) => {
        clearTimeout(late)
        resolve(`${how} ${said.trim().slice(-300)}`.trim())
      }
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        said = (said + text).slice(-2000)
      })
      child.once('error', (error) => end(error.message))
      child.once('close', (code, signal) =>
        // In the words of shells, for the details.
        end(signal === null ? `exit ${code ?? '?'}` : `${signal} ${this.#limitMs}ms`),
      )
    })
  }
}

function switches(profile: string): string[] {
  return [
    '--headless=new',
    `--user-data-dir=${profile}`,
    // Chromium refuses to run sandboxed as root, and only then may the sandbox be left out.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--no-pdf-header-footer',
    '--host-resolver-rules=MAP * ~NOTFOUND',
    '--no-proxy-server',
    '--disable-gpu',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-extensions',
    '--disable-breakpad',
    '--password-store=basic',
    '--use-mock-keychain',
  ]
}
