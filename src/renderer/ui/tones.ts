/** The few looks a state can have. Colour is never alone: every tone comes with an icon and, beside it, a word. */
export type Tone = 'good' | 'bad' | 'wait' | 'busy' | 'todo' | 'off'
