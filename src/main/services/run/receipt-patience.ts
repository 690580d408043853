/** How long arrivals are looked for after the last send; the code in the mail can be typed in any time later. */
export interface ReceiptPatience {
  readonly totalMs: number
  readonly firstPauseMs: number
  readonly longestPauseMs: number
}

/** Delivery inside one tenant usually takes seconds; three minutes leave room for filtering (reference 5.4). */
export const realPatience: ReceiptPatience = { totalMs: 180_000, firstPauseMs: 1_000, longestPauseMs: 10_000 }
export const practicePatience: ReceiptPatience = { totalMs: 5_000, firstPauseMs: 50, longestPauseMs: 500 }
