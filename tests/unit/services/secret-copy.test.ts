/** A secret on the clipboard is read by every program: it goes away by itself, and nothing else ever does. */
import { expect, test } from 'vitest'
import type { Clipboard } from '../../../src/main/services/surroundings/person.port.ts'
import type { Clock } from '../../../src/main/services/surroundings/surroundings.port.ts'
import type { AppError } from '../../../src/domain/problem/app-error.ts'
import { said } from '../../fakes/said.ts'
import { err, ok, type Result } from '../../../src/domain/result.ts'
import { clearsInSeconds, SecretCopy } from '../../../src/main/services/credential/secret-copy.ts'

class PaperClipboard implements Clipboard {
  text = ''
  async writeSecret(text: string): Promise<void> {
    this.text = text
  }
  async read(): Promise<string> {
    return this.text
  }
  clear(): void {
    this.text = ''
  }
}

/** Time passes when the test says so; who sleeps is woken in order. */
class HandClock implements Clock {
  readonly #sleepers: { until: number; wake: () => void }[] = []
  #ms = 0
  now(): Date {
    return new Date(this.#ms)
  }
  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      this.#sleepers.push({ until: this.#ms + ms, wake: resolve })
      signal?.addEventListener('abort', () => resolve())
    })
  }
  async pass(seconds: number): Promise<void> {
    this.#ms += seconds * 1000
    for (const { until, wake } of this.#sleepers) if (until <= this.#ms) wake()
    // What woke up reads the clipboard before it clears it.
    await new Promise((resolve) => setImmediate(resolve))
  }
}

const secret = 'abc8Q~thirty-nine.characters-of.a~secret'

function desk(kept: Result<string | null, AppError> = ok(secret)) {
  const clipboard = new PaperClipboard()
  const clock = new HandClock()
  const copy = new SecretCopy({ clipboard, clock, secrets: { secretOf: async () => kept } })
  return { clipboard, clock, copy }
}

test('it is there to be pasted, and gone half a minute later', async () => {
  const { clipboard, clock, copy } = desk()
  expect(await copy.copy('setup')).toEqual(ok({ copied: true, clearsInSeconds }))
  await clock.pass(clearsInSeconds - 1)
  expect(clipboard.text).toBe(secret)
  await clock.pass(1)
  expect(clipboard.text).toBe('')
})

test('what the person copied in the meantime stays', async () => {
  const { clipboard, clock, copy } = desk()
  await copy.copy('setup')
  clipboard.text = 'orders@contoso.example'
  await clock.pass(clearsInSeconds)
  expect(clipboard.text).toBe('orders@contoso.example')
})

test('copied again it has its whole time again', async () => {
  const { clipboard, clock, copy } = desk()
  await copy.copy('setup')
  await clock.pass(20)
  await copy.copy('setup')
  await clock.pass(20)
  expect(clipboard.text).toBe(secret)
  await clock.pass(10)
  expect(clipboard.text).toBe('')
})

test('closing the app takes it away at once, because nobody is left to do it later', async () => {
  const { clipboard, clock, copy } = desk()
  await copy.copy('setup')
  await copy.clearNow()
  expect(clipboard.text).toBe('')
  clipboard.text = 'something else'
  await copy.clearNow()
  await clock.pass(clearsInSeconds)
  expect(clipboard.text).toBe('something else')
})

test('without a secret the clipboard is left alone, and the person is told where to paste one', async () => {
  for (const kept of [ok(null), ok('')]) {
    const { clipboard, copy } = desk(kept)
    clipboard.text = 'mine'
    const reply = await copy.copy('setup')
    expect(reply).toMatchObject({
      ok: false,
      error: { code: 'secret-not-kept' },
    })
    expect(clipboard.text).toBe('mine')
  }
  const { clipboard, copy } = desk(err(said('keychain-locked', 'The keychain is locked.')))
  expect(await copy.copy('setup')).toMatchObject({ ok: false, error: { code: 'keychain-locked' } })
  expect(clipboard.text).toBe('')
})
