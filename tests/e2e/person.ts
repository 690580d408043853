/** What a person does in the window, in words: with the keyboard alone, or through the product's own calls to get somewhere fast. */
import { expect, type Locator, type Page } from '@playwright/test'
import type { CallInput } from '../../src/contract/calls.schema.ts'
import type { DesktopApi } from '../../src/contract/desktop-api.ts'
import { plainly } from '../fakes/plainly.ts'

/** No page of ours has more stops than this before the one that is looked for. */
const mostStops = 120

/** Presses Tab until the control has the focus: it is reachable, and in the order of reading. */
export async function tabTo(page: Page, control: Locator): Promise<void> {
  await control.waitFor()
  const focused = control.and(page.locator(':focus'))
  for (let stops = 0; stops < mostStops; stops += 1) {
    if ((await focused.count()) === 1) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never reached ${control.toString()}`)
}

export async function pressOn(page: Page, control: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, control)
  await page.keyboard.press(key)
}

/** The focus is where it can be seen: never on the body, never on something without a size. */
export async function expectVisibleFocus(page: Page): Promise<void> {
  const focused = page.locator(':focus:not(body)')
  await expect(focused).toBeVisible()
  const box = await focused.boundingBox()
  expect(box?.width).toBeGreaterThan(0)
}

export interface PracticeWish {
  readonly name?: string
  readonly mailboxes?: number
  readonly prepared?: boolean
  readonly faults?: readonly string[]
  /** Another product than the one most journeys take, with its answers. */
  readonly recipe?: string
  readonly answers?: Readonly<Record<string, string | boolean>>
}

/** A practice setup made through the window's own bridge, then opened by its name. */
export async function openPracticeSetup(page: Page, wish: PracticeWish = {}): Promise<string> {
  const name = wish.name ?? 'Contoso · EAP'
  const request: CallInput<'setup.create'> = {
    recipe: wish.recipe ?? 'eap',
    name,
    answers: { ...(wish.answers ?? { hostname: 'eap.contoso.example', sender: 'shared' }) },
    where: {
      kind: 'practice',
      mailboxes: wish.mailboxes ?? 4,
      prepared: wish.prepared ?? true,
      faults: [...(wish.faults ?? [])],
    },
  }
  const created = await page.evaluate((input) => {
    const { desktop } = globalThis as unknown as { desktop: DesktopApi }
    return desktop.call['setup.create'](input)
  }, request)
  if (!created.ok) throw new Error(plainly(created.error).what)
  await page.getByRole('main').getByRole('button', { name, exact: true }).click()
  // The head is there at once; the plan says that main has answered.
  await page.locator('button[data-state]').first().waitFor()
  return created.value.id
}

/** Everything from an opened, prepared practice setup to the end of its first run. */
export async function proveEverything(page: Page): Promise<void> {
  await page.getByRole('tab', { name: /^Mailboxes/ }).click()
  await page.getByRole('button', { name: 'Sign in to read arrivals back' }).click()
  await expect(page.getByText('Arrivals are read back')).toBeVisible()
  await page.getByRole('button', { name: /^Sign in all/ }).click()
  await expect(page.getByRole('button', { name: 'All signed in' })).toBeVisible()
  await page.getByRole('tab', { name: /^Verify/ }).click()
  await page.getByRole('button', { name: /^Send \d/ }).click()
  await expect(page.getByRole('heading', { name: /^Proven/ })).toBeVisible()
}

/** The little of the page's world that a dropped file is made of. */
interface DroppingWorld {
  readonly DataTransfer: new () => { readonly items: { add(file: unknown): void } }
  readonly File: new (parts: readonly string[], name: string) => unknown
  readonly DragEvent: new (type: string, options: object) => unknown
}

/** Drags a file from the desktop onto it. */
export async function dropFile(target: Locator, name: string, content: string): Promise<void> {
  await target.evaluate(
    (element, file) => {
      const world = globalThis as unknown as DroppingWorld
      const dataTransfer = new world.DataTransfer()
      dataTransfer.items.add(new world.File([file.content], file.name))
      for (const type of ['dragover', 'drop'])
        (element as unknown as { dispatchEvent(event: unknown): void }).dispatchEvent(
          new world.DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }),
        )
    },
    { name, content },
  )
}
