/** One program on its whole way against what we wrote, and what became of it. */
export interface Ended {
  readonly code: number | null
  readonly output: string
}
export interface Trial {
  readonly program: string
  readonly what: string
  /** Debian's, that bring the program */
  readonly packages: string
  /** Null where the program is not installed. */
  attempt(): Promise<Ended | null>
}

/** Prints a line; false when it failed, with what the program said. */
export async function carryOut(trial: Trial): Promise<boolean> {
  const { program, what, packages } = trial
  const ended = await trial.attempt()
  const works = ended?.code === 0
  const verdict = ended === null ? `not installed (apt-get install ${packages})` : works ? 'works' : 'FAILS'
  console.log(`${program.padEnd(16)} ${what.padEnd(62)} ${verdict}`)
  if (ended === null || works) return true
  console.log(ended.output.trim().replace(/^/gm, '    '))
  return false
}
