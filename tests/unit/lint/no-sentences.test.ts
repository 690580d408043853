import { RuleTester } from 'eslint'
import { describe, it } from 'vitest'
import { noSentencesRule } from '../../../tools/lint/no-sentences.js'

RuleTester.describe = describe
RuleTester.it = it

const said = (start: string) => ({
  message: `This layer says facts, not sentences (“${start}”). Answer with a Problem, a reason or a code, and put the sentence into src/words.`,
})

new RuleTester({ languageOptions: { ecmaVersion: 'latest', sourceType: 'module' } }).run(
  'a translator finds every sentence in one folder',
  noSentencesRule,
  {
    valid: [
      `export const code = 'setup-name-taken'`,
      `throw new Error('a probe without a mailbox was planned')`,
      `this.ports.log.warn('navigation was refused by the guard', { how })`,
      `const sql = 'SELECT id, address FROM mailboxes WHERE setup = ?'`,
      `const header = 'X-Sendproof-Code'`,
      'const line = `${name.padEnd(32)} ${id} ${done}/${total} ${next}`',
      `const command = { usage: 'NAME --format html or --check FILE' }`,
    ],
    invalid: [
      {
        code: `const what = 'There is no such setup.'`,
        errors: [said('There is no such setup.')],
      },
      {
        code: 'const what = `The folder ${name} is empty.`',
        errors: [said('The folder 0 is empty.')],
      },
      {
        code: 'const counts = `${planned} planned, ${accepted} accepted, ${refused} refused`',
        errors: [said('0 planned, 0 accepted, 0 refused')],
      },
      {
        code: `const failure = new Failure('the certificate has expired')`,
        errors: [said('the certificate has expired')],
      },
    ],
  },
)
