/** What stands in files that only Windows or support reads. */

/** The text that lies in a support bundle beside the files. */
export const supportWords = {
  readme: (files: readonly string[], pseudonyms: boolean) => `Sendproof support bundle

For the person who helps you. In it: ${files.join(', ')}.
Never in it: passwords, client secrets, tokens, private keys, the content of anybody’s mail.
${pseudonyms ? 'Addresses, domains and names were replaced by made-up ones, the same in every file.' : 'Addresses are shown as they are; Sendproof can replace them with made-up ones.'}
`,
}

/** A scheduled verification, as Task Scheduler shows it. */
export const taskWords = {
  /** Its name in the folder Sendproof; Task Scheduler allows no \ / : * ? " < > | in it. */
  name: (setup: string) => `Verify ${setup}`,
  description: (setup: string) => `Sendproof verifies “${setup}” and writes a report.`,
}
