/** Light, dark or as the system says, for the window and everything the system draws for it. */
export interface Appearance {
  apply(theme: 'system' | 'light' | 'dark'): void
}
