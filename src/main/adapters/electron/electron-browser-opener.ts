/** Opens an address in the person's own browser, after it was compared with the hosts that are allowed. */
import { shell } from 'electron'
import { appError, type AppError } from '../../../domain/app-error.ts'
import { outsideLink } from '../../../domain/link/outside-link.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import type { BrowserOpener } from '../../ports/browser-opener.ts'

export class ElectronBrowserOpener implements BrowserOpener {
  async open(url: string, hosts: readonly string[]): Promise<Result<null, AppError>> {
    const link = outsideLink(url, hosts)
    if (link === null)
      return err(
        appError(
          'forbidden',
          'Sendproof opens only addresses that its recipes, remedies and the chosen cloud name.',
          {
            next: 'Copy the address and open it yourself if you trust it.',
          },
        ),
      )
    try {
      await shell.openExternal(link.href)
      return ok(null)
    } catch {
      return err(
        appError('internal', 'The browser could not be started.', {
          next: 'Choose a default browser in the system settings, then try again.',
        }),
      )
    }
  }
}
