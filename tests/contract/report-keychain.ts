/** Run as a process of its own, with how long an answer may take: says what KeytarSecretStore makes of the keychain here. */
import { KeytarSecretStore } from '../../src/main/adapters/keychain/keytar-secret-store.ts'

const store = new KeytarSecretStore({ service: 'Sendproof-report', timeoutMs: Number(process.argv[2]) })
const report = {
  state: await store.state(),
  get: await store.get('a'),
  set: await store.set('a', 'b'),
}
process.stdout.write(JSON.stringify(report))
