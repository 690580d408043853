/** A setup goes by e-mail: whoever reads along, or changes a bit, gets nothing. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { ScryptSeal } from '../../../src/main/adapters/files/scrypt-seal.ts'
import { plainly } from '../../fakes/plainly.ts'

const passphrase = 'correct horse battery staple'
const text = '{"format":"sendproof-setup"}'
const counting = (count: number) => Buffer.from(Array.from({ length: count }, (_, index) => index))

async function seal(random?: (count: number) => Buffer): Promise<string> {
  const result = await new ScryptSeal(random).seal(text, passphrase)
  if (!result.ok) throw new Error(plainly(result.error).what)
  return result.value
}

/** Making a key is meant to be slow, so one file that nobody changes serves all. */
let sealed: string
beforeAll(async () => {
  sealed = await seal(counting)
})

describe('a sealed file', () => {
  test('is the one in docs/export-format.md, so that anybody can write a reader', async () => {
    const { kdf, cipher, data } = JSON.parse(sealed) as {
      kdf: { salt: string }
      cipher: { iv: string; tag: string }
      data: string
    }
    const page = readFileSync(path.resolve(import.meta.dirname, '../../../docs/export-format.md'), 'utf8')
    for (const value of [kdf.salt, cipher.iv, cipher.tag, data]) expect(page).toContain(`\`${value}\``)
  })

  test('opens with its passphrase, however its accents were typed, and is another file each time', async () => {
    const one = new ScryptSeal()
    const composed = await one.seal(text, 'vier Wörter über Wälder')
    if (!composed.ok) throw new Error(plainly(composed.error).what)
    expect(one.isSealed(composed.value)).toBe(true)
    expect(composed.value).not.toContain('sendproof-setup')
    expect(await one.open(composed.value, 'vier Wörter über Wälder'.normalize('NFD'))).toEqual({
      ok: true,
      value: text,
    })
    expect(composed.value).not.toContain('AAECAwQFBgcICQoL')
  })

  test.each([
    ['another passphrase', (file: string) => file, 'correct horse battery stable', /does not open/],
    [
      'a changed bit',
      (file: string) => file.replace(/("data": ")(.)/, (_, a, b) => `${a}${b === 'A' ? 'B' : 'A'}`),
      passphrase,
      /does not open/,
    ],
    [
      'another salt',
      (file: string) => file.replace(/("salt": ")(.)/, (_, a, b) => `${a}${b === 'A' ? 'B' : 'A'}`),
      passphrase,
      /does not open/,
    ],
    ['cheaper parameters', (file: string) => file.replace('131072', '2'), passphrase, /damaged|newer/],
    [
      'a price nobody can pay',
      (file: string) => file.replace('131072', '1073741824'),
      passphrase,
      /damaged|newer/,
    ],
    [
      'a short tag',
      (file: string) => file.replace(/"tag": "[^"]+"/, '"tag": "AAAA"'),
      passphrase,
      /damaged|newer/,
    ],
    ['its end cut off', (file: string) => file.slice(0, -20), passphrase, /damaged|newer/],
  ])(
    'with %s is refused in one sentence',
    async (_, change, word, says) => {
      const opened = await new ScryptSeal().open(change(sealed), word)
      expect(opened.ok ? '' : plainly(opened.error).what).toMatch(says)
    },
    30_000,
  )

  test('is not made with a passphrase that is guessed in a minute', async () => {
    const short = await new ScryptSeal().seal(text, 'sommer23')
    expect(short).toMatchObject({ ok: false, error: { code: 'passphrase-length', field: 'passphrase' } })
  })
})
