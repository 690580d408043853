/** Run as a process of its own: says what KeytarSecretStore makes of the keychain it finds here. */
import { KeytarSecretStore } from '../../src/main/adapters/keychain/keytar-secret-store.ts'

const store = new KeytarSecretStore({ service: 'Sendproof-report', timeoutMs: 2_000 })
const report = {
  state: await store.state(),
  get: await store.get('a'),
  set: await store.set('a', 'b'),
}
process.stdout.write(JSON.stringify(report))
