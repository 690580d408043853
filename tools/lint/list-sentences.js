/** Flat config that lists what is still said below the faces: `npx eslint -c tools/lint/list-sentences.js src`. */
import tseslint from 'typescript-eslint'
import { noSentencesRule } from './no-sentences.js'

const list = [
  {
    files: ['src/{domain,contract,main,documents,cli}/**/*.ts'],
    languageOptions: { parser: tseslint.parser },
    linterOptions: { reportUnusedDisableDirectives: false },
    plugins: { house: { rules: { 'no-sentences': noSentencesRule } } },
    rules: { 'house/no-sentences': 'error' },
  },
]
export default list
