/** The application menu: what editing by keyboard needs and nothing that opens a door. */
import type { MenuItemConstructorOptions } from 'electron'
import type { Words } from '../../words/words.ts'

/** `devTools` is false in packaged builds: then no item leads to the developer tools. */
export function menuTemplate(options: {
  readonly devTools: boolean
  readonly words: Words['native']['menu']
}): MenuItemConstructorOptions[] {
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ]
  if (options.devTools) view.push({ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' })
  return [
    { label: options.words.file, submenu: [{ role: 'quit' }] },
    {
      label: options.words.edit,
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
    { label: options.words.view, submenu: view },
  ]
}
