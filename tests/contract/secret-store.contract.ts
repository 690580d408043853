/** What every SecretStore does, whatever it keeps its secrets in. */
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { SecretStore } from '../../src/main/services/sign-in/vault.port.ts'
import { plainly } from '../fakes/plainly.ts'

export function secretStoreContract(
  name: string,
  open: () => Promise<{ store: SecretStore; again: () => SecretStore }>,
): void {
  describe(`${name} keeps secrets as a keychain does`, () => {
    it('says it is ready before anybody relies on it', async () => {
      const { store } = await open()
      expect((await store.state()).state).toBe('ready')
    })

    it('gives back what was put in, also to the next process, and knows nothing of other names', async () => {
      const { store, again } = await open()
      const entry = `secret-${randomUUID()}`
      expect(await store.get(entry)).toEqual({ ok: true, value: null })
      expect(await store.set(entry, 'wort mit Ümlaut ✓')).toEqual({ ok: true, value: null })
      expect(await again().get(entry)).toEqual({ ok: true, value: 'wort mit Ümlaut ✓' })
      expect(await store.get(`${entry}-other`)).toEqual({ ok: true, value: null })
      await store.remove(entry)
    })

    it('replaces a secret that is renewed and forgets one that is removed, twice without complaint', async () => {
      const { store } = await open()
      const entry = `secret-${randomUUID()}`
      await store.set(entry, 'old')
      await store.set(entry, 'new')
      expect(await store.get(entry)).toEqual({ ok: true, value: 'new' })
      expect(await store.remove(entry)).toEqual({ ok: true, value: null })
      expect(await store.remove(entry)).toEqual({ ok: true, value: null })
      expect(await store.get(entry)).toEqual({ ok: true, value: null })
    })

    it('takes 2,560 bytes as Windows does and refuses one more, leaving what was there', async () => {
      const { store } = await open()
      const entry = `secret-${randomUUID()}`
      const longest = 'ü'.repeat(1_280)
      expect(await store.set(entry, longest)).toEqual({ ok: true, value: null })
      const refused = await store.set(entry, `${longest}x`)
      expect(refused).toMatchObject({ ok: false, error: { code: 'keychain-value-long' } })
      expect(!refused.ok && plainly(refused.error).what).toContain('2561 bytes')
      expect(await store.get(entry)).toEqual({ ok: true, value: longest })
      await store.remove(entry)
    })

    it('refuses an empty secret, which nobody means', async () => {
      const { store } = await open()
      expect(await store.set(`secret-${randomUUID()}`, '')).toMatchObject({
        ok: false,
        error: { code: 'keychain-value-empty' },
      })
    })
  })
}
