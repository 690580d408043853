import { describe, expect, it } from 'vitest'
import { KeyedSemaphore } from '../../../src/main/adapters/network/keyed-semaphore.ts'

const never = new AbortController().signal

describe('places for one mailbox', () => {
  it('are as many as allowed, and whoever waits gets the next one that is free', async () => {
    const places = new KeyedSemaphore(2)
    const first = await places.take('anna', never)
    await places.take('anna', never)
    const third = places.take('anna', never)
    expect(await Promise.race([third, Promise.resolve('waiting')])).toBe('waiting')
    expect(await places.take('ben', never)).toBeTypeOf('function')
    first?.()
    expect(await third).toBeTypeOf('function')
  })

  it('are lost to nobody when somebody in line gives up at the moment one is free', async () => {
    const places = new KeyedSemaphore(1)
    const first = await places.take('anna', never)
    const giveUp = new AbortController()
    const second = places.take('anna', giveUp.signal)
    const third = places.take('anna', never)
    first?.()
    giveUp.abort()
    expect(await second).toBeNull()
    expect(await third).toBeTypeOf('function')
  })
})
