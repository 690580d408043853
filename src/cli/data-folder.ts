/** Where the command line keeps its data when nobody says otherwise. */
import os from 'node:os'
import path from 'node:path'

/** The folder the window uses too: Electron's userData for this product name. */
export function defaultDataFolder(env: Readonly<Record<string, string | undefined>>): string {
  const home = os.homedir()
  if (process.platform === 'win32')
    return path.join(env.APPDATA ?? path.join(home, 'AppData', 'Roaming'), 'Sendproof')
  if (process.platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'Sendproof')
  return path.join(env.XDG_CONFIG_HOME ?? path.join(home, '.config'), 'Sendproof')
}
