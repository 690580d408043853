import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'
import { layersRule } from './tools/lint/layers.js'
import { noSentencesRule } from './tools/lint/no-sentences.js'

/** src/ knows nothing about tests (ARCHITECTURE.md, "Rules that make it trustworthy", 7). */
const noWordAboutTests = {
  selector:
    'Literal[value=/VITEST|PLAYWRIGHT|__e2e/], Identifier[name=/^(VITEST|PLAYWRIGHT|__e2e.*|isTest)$/], BinaryExpression > Literal[value="test"]',
  message: 'src/ knows nothing about tests: give the code a port and let the test pass its own.',
}
const noEnums = { selector: 'TSEnumDeclaration', message: 'Use a union of strings instead of an enum.' }
const noDefaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export by name, so that the word is the same everywhere.',
}

export default tseslint.config(
  { ignores: ['out/', 'dist/', 'node_modules/', 'test-results/'] },
  {
    files: ['src/**/*.{ts,tsx}', 'tests/**/*.{ts,tsx}', 'tools/**/*.ts', '*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    plugins: { house: { rules: { layers: layersRule, 'no-sentences': noSentencesRule } } },
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './tsconfig.page.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'house/layers': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    rules: { 'no-restricted-syntax': ['error', noWordAboutTests, noEnums, noDefaultExport] },
  },
  {
    files: ['src/{domain,contract,main,documents,cli}/**/*.ts'],
    rules: { 'house/no-sentences': 'error' },
  },
  {
    files: ['src/renderer/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat['recommended-latest'] ?? reactHooks.configs.flat.recommended],
    // It warns of what the React Compiler would leave alone; nothing is compiled by it here.
    rules: { 'react-hooks/incompatible-library': 'off' },
  },
  { files: ['tools/**/*.ts', 'tests/**/*.ts', '*.ts'], rules: { 'no-console': 'off' } },
)
