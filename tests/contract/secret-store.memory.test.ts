import { describe, expect, it } from 'vitest'
import { MemorySecretStore } from '../fakes/memory-secret-store.ts'
import { secretStoreContract } from './secret-store.contract.ts'

secretStoreContract('MemorySecretStore', async () => {
  const store = new MemorySecretStore()
  return { store, again: () => store }
})

describe('MemorySecretStore, switched off', () => {
  for (const [state, code] of [
    ['locked', 'keychain-closed'],
    ['absent', 'keychain-missing'],
  ] as const)
    it(`refuses everything while it is ${state} and has it all again afterwards`, async () => {
      const store = new MemorySecretStore()
      await store.set('a', 'kept')
      store.become(state)
      expect((await store.state()).state).toBe(state)
      expect(await store.get('a')).toMatchObject({ ok: false, error: { code } })
      expect(await store.set('a', 'lost')).toMatchObject({ ok: false, error: { code } })
      store.become('ready')
      expect(await store.get('a')).toEqual({ ok: true, value: 'kept' })
    })
})
