/** Opens an address in the person's own browser from the command line, and prints it for those without one. */
import { spawn } from 'node:child_process'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { outsideLink } from '../../../domain/link/outside-link.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import type { BrowserOpener } from '../../services/surroundings/person.port.ts'

export class SystemBrowser implements BrowserOpener {
  readonly #tell: (url: string) => void

  /** `tell`: prints the address, for those without a browser. */
  constructor(tell: (url: string) => void) {
    this.#tell = tell
  }

  async open(text: string, hosts: readonly string[]): Promise<Result<null, AppError>> {
    const url = outsideLink(text, hosts)
    if (url === null) return err({ code: 'link-not-allowed' })
    this.#tell(url.href)
    const [program, args] = opener(url.href)
    // A machine without a browser still works: the address was printed.
    const child = spawn(program, args, { stdio: 'ignore', detached: true })
    child.on('error', () => undefined)
    child.unref()
    return ok(null)
  }
}

function opener(url: string): [string, string[]] {
  // rundll32 takes the address as it is; cmd's start would read & as the end of the command.
  if (process.platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', url]]
  return process.platform === 'darwin' ? ['open', [url]] : ['xdg-open', [url]]
}
