/** Opens an address in the person's own browser, after it was compared with the hosts that are allowed. */
import { shell } from 'electron'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { outsideLink } from '../../../domain/link/outside-link.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import type { BrowserOpener } from '../../services/sign-in/browser-opener.port.ts'

export class ElectronBrowserOpener implements BrowserOpener {
  async open(url: string, hosts: readonly string[]): Promise<Result<null, AppError>> {
    const link = outsideLink(url, hosts)
    if (link === null) return err({ code: 'link-not-allowed' })
    try {
      await shell.openExternal(link.href)
      return ok(null)
    } catch {
      return err({ code: 'browser-not-started' })
    }
  }
}
