/** Rules of the stand-in alone: it refuses what it does not model, and it leaves nothing behind. */
import { installedElectron } from '../../tools/stand-in/host.ts'
import { expect, test } from './conformance-app.ts'

test.skip(installedElectron() !== undefined, 'real Electron is installed')

test('what is not modelled says so by name', async ({ host }) => {
  const said = await host.app.evaluate((electron) => {
    const tried = (action: () => unknown) => {
      try {
        action()
        return 'no error'
      } catch (error) {
        return (error as Error).message
      }
    }
    return [
      tried(() => electron.powerMonitor),
      tried(() => electron.dialog.showErrorBox('', '')),
      tried(() => electron.app.on('gpu-info-update', () => undefined)),
      tried(() => new electron.BrowserWindow({ webPreferences: { nodeIntegration: true } })),
      tried(() => new electron.BrowserWindow({ frame: false })),
    ]
  })
  expect(said).toEqual([
    'stand-in: electron.powerMonitor is not modelled',
    'stand-in: dialog.showErrorBox is not modelled',
    `stand-in: app event 'gpu-info-update' is not modelled`,
    'stand-in: webPreferences.nodeIntegration = true is not modelled',
    `stand-in: BrowserWindow option 'frame' is not modelled`,
  ])
})

test('Chromium ends when the app is killed', async ({ host }) => {
  const { pid } = host.app.process()
  const ended = host.app.waitForEvent('close')
  process.kill(Number(pid), 'SIGKILL')
  await ended
  await expect.poll(() => host.page.isClosed()).toBe(true)
})
