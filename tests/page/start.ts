/** The page with the fake behind it, for looking at it in a browser while working on a screen. */
import { FakeDesktop } from './fake-desktop.ts'

const asked = new URLSearchParams(window.location.search)
const keychain = asked.get('keychain')
const fake = new FakeDesktop({
  online: asked.get('offline') === null,
  pace: Number(asked.get('pace') ?? 300),
  keychain: keychain === 'locked' || keychain === 'absent' ? keychain : 'ready',
})
Object.assign(window, { desktop: fake.api, fake })
void import('../../src/renderer/main.tsx')
