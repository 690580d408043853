import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { KeytarSecretStore } from '../../src/main/adapters/keychain/keytar-secret-store.ts'
import { secretStoreContract } from './secret-store.contract.ts'

const run = promisify(execFile)
const service = `Sendproof-contract-${randomUUID()}`

describe('the keychain of this machine', () => {
  beforeAll(async () => {
    const { state, problem } = await new KeytarSecretStore({ service }).state()
    if (state !== 'ready')
      throw new Error(
        `These tests need an unlocked keychain and found none (${problem?.code ?? state}). "npm test" starts one; by hand: dbus-run-session -- sh -c 'printf "\\n" | gnome-keyring-daemon --unlock --components=secrets; npx vitest run tests/contract'`,
      )
  })

  secretStoreContract('KeytarSecretStore', async () => ({
    store: new KeytarSecretStore({ service }),
    again: () => new KeytarSecretStore({ service }),
  }))

  it('leaves no entry of its own behind after looking at the keychain', async () => {
    const own = `Sendproof-look-${randomUUID()}`
    await new KeytarSecretStore({ service: own }).state()
    const keytar = await import('keytar')
    expect(await (keytar.default ?? keytar).findCredentials(own)).toEqual([])
  })
})

interface Report {
  state: { state: string; problem: { code: string; why?: string } | null }
  get: { ok: boolean; error?: { code: string } }
  set: { ok: boolean; error?: { code: string } }
}

/** Linux only: on Windows and macOS the keychain is part of the system and cannot be taken away for a test. */
describe.runIf(process.platform === 'linux')('a machine whose keychain cannot be used', () => {
  /** A keychain that answers may take its time on a busy machine. */
  const ampleMs = '120000'
  const reporter = path.join(import.meta.dirname, 'report-keychain.ts')

  async function reportFrom(shell: string | null): Promise<Report> {
    const home = await mkdtemp(path.join(tmpdir(), 'sendproof-keyring-'))
    onTestFinished(() => rm(home, { recursive: true, force: true }))
    const env = {
      PATH: process.env['PATH'],
      HOME: home,
      XDG_DATA_HOME: home,
      XDG_RUNTIME_DIR: home,
      NODE: process.execPath,
      REPORTER: reporter,
    }
    const { stdout } =
      shell === null
        ? await run(process.execPath, [reporter, ampleMs], {
            env: { ...env, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' },
          })
        : await run('dbus-run-session', ['--', 'sh', '-c', shell], { env })
    return JSON.parse(stdout.slice(stdout.indexOf('{'))) as Report
  }

  it('without a session bus says there is no keychain, what to install, and does not hang', async () => {
    const report = await reportFrom(null)
    expect(report.state.state).toBe('absent')
    expect(report.state.problem).toMatchObject({ code: 'keychain-missing', why: 'no-service' })
    expect(report.set).toMatchObject({ ok: false, error: { code: 'keychain-missing' } })
  })

  it('with a keyring nobody has unlocked says it is locked and writes nothing', async () => {
    const report = await reportFrom(
      `gnome-keyring-daemon --start --components=secrets >/dev/null 2>&1; exec "$NODE" "$REPORTER" ${ampleMs}`,
    )
    expect(report.state.state).toBe('locked')
    expect(report.state.problem).toMatchObject({ code: 'keychain-closed', why: 'locked' })
    expect(report.get).toMatchObject({ ok: false, error: { code: 'keychain-closed' } })
    expect(report.set).toMatchObject({ ok: false, error: { code: 'keychain-closed' } })
  })

  it('with a keyring that was locked again says so too', async () => {
    const report = await reportFrom(
      `printf '\\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
       dbus-send --session --print-reply --dest=org.freedesktop.secrets /org/freedesktop/secrets org.freedesktop.Secret.Service.Lock array:objpath:/org/freedesktop/secrets/collection/login >/dev/null
       exec "$NODE" "$REPORTER" ${ampleMs}`,
    )
    expect(report.state.state).toBe('locked')
    expect(report.set).toMatchObject({ ok: false, error: { code: 'keychain-closed' } })
  })

  it('with a keyring that is frozen gives up in time instead of waiting for it for ever', async () => {
    const report = await reportFrom(
      `printf '\\n' > "$HOME/password"
       gnome-keyring-daemon --foreground --unlock --components=secrets < "$HOME/password" >/dev/null 2>&1 &
       until dbus-send --session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets | grep -q true; do :; done
       kill -STOP $!; "$NODE" "$REPORTER" 1000; kill -CONT $!; kill $!`,
    )
    expect(report.state.state).toBe('locked')
    expect(report.state.problem).toMatchObject({ code: 'keychain-closed', why: 'no-answer' })
  })
})
