/** What the window is called in the task bar, where it is read while the window is out of sight. */
export interface WindowTitle {
  /** Empty: the product's name alone. */
  set(text: string): void
}
