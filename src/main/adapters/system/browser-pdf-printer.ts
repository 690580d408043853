/** Prints through an installed browser without a window: a fresh profile, no network, gone afterwards. */
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { appError, type AppError } from '../../../domain/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import { inBlocks } from '../../../domain/text/blocks.ts'
import type { PdfPrinter } from '../../ports/pdf-printer.ts'
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
    if (browser === null)
      return err(
        appError('not-found', 'A PDF needs a browser to print it, and none was found on this computer.', {
          field: '--format',
          next: 'Install Microsoft Edge, Google Chrome or Chromium, or choose --format html.',
        }),
      )
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
      return err(
        appError('internal', 'The browser on this computer did not print the report.', {
          next: 'Choose --format html and print that from a browser.',
          details: `${browser}: ${ended}`,
        }),
      )
    } catch (error) {
      return err(
        appError('disk', `The report could not be prepared for printing in ${folder}.`, {
          next: 'Make room on that disk and try again.',
          details: error instanceof Error ? error.message : String(error),
        }),
      )
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
        end(
          signal === null
            ? `ended with code ${code ?? 'none'}.`
            : `did not end within ${this.#limitMs / 1000} s.`,
        ),
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
