import { expect, test } from 'vitest'
import { signedIn } from './directory-kit.ts'
import { practice } from './kit.ts'
import { heal, singleFaults, soundRegistration } from './single-faults.ts'

test('each thing that can be wrong shows in Graph where it was made so, and nowhere else', async () => {
  const p = await practice()
  const graph = await signedIn(p)
  const found: [string, unknown, unknown][] = []
  for (const [name, { seed, shows }] of Object.entries(singleFaults)) {
    const app = await soundRegistration(p, name)
    const before = await shows(graph, app)
    await seed(p, app)
    found.push([name, before, await shows(graph, app)])
    await heal(p)
  }
  expect(found).toEqual(Object.entries(singleFaults).map(([name, { right, wrong }]) => [name, right, wrong]))
})
