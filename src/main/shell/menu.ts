/** The application menu: what a Windows program is expected to have, and nothing that opens a door. */
import type { MenuItemConstructorOptions } from 'electron'
import type { AppCommand } from '../../contract/events.schema.ts'
import type { Words } from '../../words/words.ts'

/** `devTools` is false in packaged builds: then no item leads to the developer tools. */
export function menuTemplate(options: {
  readonly devTools: boolean
  readonly words: Words['native']['menu']
  /** Does in the window what was chosen in the menu. */
  readonly command: (command: AppCommand) => void
}): MenuItemConstructorOptions[] {
  const { words, command } = options
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ]
  if (options.devTools) view.push({ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' })
  return [
    {
      label: words.file,
      submenu: [
        // The page answers the key itself, also where the menu is hidden; here it is only shown.
        {
          label: words.newSetup,
          accelerator: 'CmdOrCtrl+N',
          registerAccelerator: false,
          click: () => command('new-setup'),
        },
        { label: words.import, click: () => command('import') },
        { label: words.export, click: () => command('export') },
        { label: words.invitation, click: () => command('invitation') },
        { type: 'separator' },
        { label: words.settings, click: () => command('settings') },
        { type: 'separator' },
        { role: 'quit' },
      ],
    },
    {
      label: words.edit,
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        { type: 'separator' },
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
      ],
    },
    { label: words.view, submenu: view },
    {
      label: words.help,
      submenu: [
        { label: words.guide, accelerator: 'F1', registerAccelerator: false, click: () => command('guide') },
        { label: words.diagnose, click: () => command('diagnose') },
        { type: 'separator' },
        { label: words.about, click: () => command('about') },
      ],
    },
  ]
}
