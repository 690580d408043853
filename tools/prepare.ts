/** Brings up what the tests and the demo need from the system: installs it where it may, else says what is missing. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { isInstalled, run, runNode } from './run.ts'
import { findChromium, findHeadlessChromium } from './stand-in/chromium.ts'

export type Need = 'keyring' | 'browser' | 'quick-browser' | 'mail-clients' | 'dovecot'

interface Part {
  readonly need: Need
  readonly what: string
  /** Debian packages that bring it. */
  readonly packages: readonly string[]
  /** Without it everything works, only slower: installed where that can be done, never asked for. */
  readonly welcome?: true
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
    isHere: () => findChromium() !== undefined,
  },
  {
    need: 'quick-browser',
    what: 'Chromium without a window, which starts in a fifth of the time',
    packages: ['chromium-headless-shell'],
    welcome: true,
    // Somebody who names a browser gets that one.
    isHere: () => process.env.CHROMIUM_PATH !== undefined || findHeadlessChromium() !== findChromium(),
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

/** Returns true when everything that must be there is (afterwards); prints one line for what is not. */
export async function prepare(needs: readonly Need[]): Promise<boolean> {
  if (process.platform !== 'linux') return true
  const missing = parts.filter((part) => needs.includes(part.need) && !part.isHere())
  const mayInstall = process.getuid?.() === 0 && isInstalled('apt-get')
  // One after the other: what is only welcome may be unknown here, and must not keep the rest away.
  for (const kind of [missing.filter(isNecessary), missing.filter((part) => !isNecessary(part))])
    if (mayInstall && kind.length > 0) install(kind.flatMap((part) => part.packages))
  const lacking = missing.filter((part) => isNecessary(part) && !part.isHere())
  if (lacking.length === 0) return true
  const [what, packages] = [lacking.map((part) => part.what), lacking.flatMap((part) => part.packages)]
  process.stderr.write(`Missing: ${what.join(', ')}. Install with: apt-get install ${packages.join(' ')}\n`)
  return false
}

const isNecessary = (part: Part): boolean => part.welcome !== true

/** Gives up soon where no package server answers, and never takes away what somebody installed. */
function install(packages: readonly string[]): void {
  process.stderr.write(`Installing ${packages.join(', ')} …\n`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const patience = ['-o', 'Acquire::Retries=1', '-o', 'Acquire::http::Timeout=20']
  for (const args of [
    ['update', '-qq', ...patience],
    ['install', '-y', '-qq', '--no-install-recommends', '--no-remove', ...patience, ...packages],
  ])
    spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env })
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
