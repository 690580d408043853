/** Where the window stood last time, and whether that place still exists. */
import { z } from 'zod'

const smallest = { width: 900, height: 600 } as const
const usual = { width: 1366, height: 768 } as const

const WindowPlaceSchema = z.strictObject({
  version: z.literal(1),
  x: z.int(),
  y: z.int(),
  width: z.int().min(1).max(20_000),
  height: z.int().min(1).max(20_000),
  maximized: z.boolean(),
})
export type WindowPlace = z.infer<typeof WindowPlaceSchema>

/** What the file says, or null: a damaged one only means the usual place. */
export function parsePlace(text: string): WindowPlace | null {
  try {
    return WindowPlaceSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface OpeningPlace {
  readonly bounds: { x?: number; y?: number; width: number; height: number }
  readonly minimum: { readonly width: number; readonly height: number }
  readonly maximized: boolean
}

/**
 * The place to open at: the remembered one when enough of its title bar lies on a screen that is there now
 * (a notebook comes back from its dock without the second screen), else the usual size, centred by the system.
 */
export function openingPlace(place: WindowPlace | null, workAreas: readonly Area[]): OpeningPlace {
  if (place === null) return { bounds: { ...usual }, minimum: smallest, maximized: false }
  const { x, y, width, height, maximized } = place
  const size = { width: Math.max(width, smallest.width), height: Math.max(height, smallest.height) }
  const grip = { x: x + 40, y, width: size.width - 80, height: 30 }
  const visible = workAreas.some((area) => overlap(grip, area) >= 100)
  return { bounds: visible ? { x, y, ...size } : size, minimum: smallest, maximized }
}

/** Width in pixels of the part of `grip` that `area` shows; 0 when it shows none of its height. */
function overlap(grip: Area, area: Area): number {
  const high = Math.min(grip.y + grip.height, area.y + area.height) - Math.max(grip.y, area.y)
  if (high < grip.height) return 0
  return Math.max(0, Math.min(grip.x + grip.width, area.x + area.width) - Math.max(grip.x, area.x))
}
