/** Brings up what the tests and the demo need from the system: installs it where it may, else says what is missing. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { isInstalled, run, runNode } from './run.ts'

export type Need = 'keyring' | 'browser' | 'mail-clients' | 'dovecot'

interface Part {
  readonly need: Need
  readonly what: string
  /** Debian packages that bring it. */
  readonly packages: readonly string[]
  isHere(): boolean
}

const libraryFolders = ['/usr/lib', '/usr/lib64', '/lib', '/usr/local/lib', ...debianLibraryFolders()]

/** What a plain Linux machine lacks; Windows and macOS bring their own keychain and browser. */
const parts: readonly Part[] = [
  {
    need: 'keyring',
    what: 'a keyring (gnome-keyring, D-Bus, libsecret)',
    packages: ['gnome-keyring', 'dbus', 'libsecret-1-0'],
    isHere: () =>
      isInstalled('gnome-keyring-daemon') &&
      isInstalled('dbus-run-session') &&
      libraryFolders.some((folder) => existsSync(path.join(folder, 'libsecret-1.so.0'))),
  },
  {
    need: 'browser',
    what: 'Chromium',
    packages: ['chromium', 'fonts-inter', 'fonts-dejavu-core'],
    isHere: () =>
      process.env.CHROMIUM_PATH !== undefined ||
      ['chromium', 'chromium-browser', 'google-chrome'].some(isInstalled),
  },
  {
    need: 'mail-clients',
    what: 'curl, Python 3 and OpenSSL',
    packages: ['curl', 'python3', 'openssl'],
    isHere: () => ['curl', 'python3', 'openssl'].every(isInstalled),
  },
  {
    need: 'dovecot',
    what: 'Dovecot with submission and IMAP, which only root can start',
    packages: ['dovecot-core', 'dovecot-imapd', 'dovecot-submissiond'],
    isHere: () =>
      process.getuid?.() === 0 &&
      isInstalled('dovecot') &&
      ['imap-login', 'submission-login'].every((part) => existsSync(path.join('/usr/lib/dovecot', part))),
  },
]

function debianLibraryFolders(): string[] {
  if (!existsSync('/usr/lib')) return []
  return readdirSync('/usr/lib')
    .filter((name) => name.endsWith('-linux-gnu'))
    .map((name) => path.join('/usr/lib', name))
}

/** Returns true when everything is there (afterwards); prints one line for what is not. */
export async function prepare(needs: readonly Need[]): Promise<boolean> {
  if (process.platform !== 'linux') return true
  const missing = parts.filter((part) => needs.includes(part.need) && !part.isHere())
  if (missing.length === 0) return true
  const packages = missing.flatMap((part) => part.packages)
  const line = `Missing: ${missing.map((part) => part.what).join(', ')}. Install with: apt-get install ${packages.join(' ')}`
  const mayInstall = process.getuid?.() === 0 && isInstalled('apt-get')
  if (!mayInstall) {
    process.stderr.write(`${line}\n`)
    return false
  }
  process.stderr.write(`Installing ${packages.join(', ')} …\n`)
  const quiet = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 'ignore', 'inherit'], env: quiet })
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: quiet,
  })
  if (missing.every((part) => part.isHere())) return true
  process.stderr.write(`${line}\n`)
  return false
}

/**
 * Runs a Node script with a keychain it can use. On Linux that is a private D-Bus session with a fresh, unlocked
 * gnome-keyring in a temporary folder, so that nobody's own keyring is touched; elsewhere the system's own.
 */
export async function runWithKeyring(args: readonly string[]): Promise<number> {
  if (
    process.platform !== 'linux' ||
    !isInstalled('dbus-run-session') ||
    !isInstalled('gnome-keyring-daemon')
  )
    return runNode(args)
  const home = mkdtempSync(path.join(os.tmpdir(), 'sendproof-keyring-'))
  // The bus complains about limits it cannot raise; only the script's own messages (descriptor 3) reach the terminal.
  const unlock =
    'printf "\\n" | gnome-keyring-daemon --unlock --components=secrets >/dev/null; exec "$@" 2>&3 3>&-'
  const session = 'exec 3>&2 2>/dev/null; exec dbus-run-session -- sh -c "$0" sh "$@"'
  try {
    return await run('sh', ['-c', session, unlock, process.execPath, ...args], {
      ...process.env,
      XDG_DATA_HOME: home,
      XDG_RUNTIME_DIR: home,
    })
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}
