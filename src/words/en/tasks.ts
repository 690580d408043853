/** A scheduled verification, as Task Scheduler shows it. */
export const taskWords = {
  /** Its name in the folder Sendproof; Task Scheduler allows no \ / : * ? " < > | in it. */
  name: (setup: string) => `Verify ${setup}`,
  description: (setup: string) => `Sendproof verifies “${setup}” and writes a report.`,
}
