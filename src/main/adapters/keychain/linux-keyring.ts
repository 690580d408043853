/**
 * Asks the Linux secret service whether its default keyring is open, without touching it.
 * A locked keyring answers a read with a prompt that may never be seen, and the native call waits for it inside a
 * thread that even process exit waits for. dbus-send can be asked first, and can be given up on.
 */
import { execFile } from 'node:child_process'

type KeyringLook = 'open' | 'locked' | 'silent' | 'absent' | 'unknown'

const question = [
  '--session',
  '--print-reply',
  '--dest=org.freedesktop.secrets',
  '/org/freedesktop/secrets/aliases/default',
  'org.freedesktop.DBus.Properties.Get',
  'string:org.freedesktop.Secret.Collection',
  'string:Locked',
]

/** unknown: there is no dbus-send to ask with. silent: the service is there and does not answer. */
export function lookAtKeyring(timeoutMs: number): Promise<KeyringLook> {
  return new Promise((resolve) => {
    execFile(
      'dbus-send',
      [`--reply-timeout=${timeoutMs}`, ...question],
      { timeout: timeoutMs + 500 },
      (error, stdout, stderr) => {
        if (error === null) resolve(/boolean true/.test(stdout) ? 'locked' : 'open')
        else if (error.code === 'ENOENT') resolve('unknown')
        else if (error.killed === true || /NoReply|TimedOut|Did not receive a reply/i.test(stderr))
          resolve('silent')
        // No collection behind the alias: the service runs, but nobody has opened or made a keyring yet.
        else if (
          /UnknownObject|UnknownMethod|NoSuchObject|does not exist|UnknownInterface|InvalidArgs/i.test(stderr)
        )
          resolve('locked')
        else resolve('absent')
      },
    )
  })
}
