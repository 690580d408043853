/**
 * ESLint rule: no layer under the faces composes a sentence for a person (ARCHITECTURE.md, "Facts below, words above").
 * A text literal that reads as a sentence in the domain, a service, a port or an adapter is reported; `src/words` is
 * where it belongs. What only developers read is let through: thrown bugs and what `log` writes down.
 */

/** What is said for people has three words between spaces; codes, headers, paths and option lists have not. */
function readsAsSentence(text) {
  // alternatives of a pattern, declarations of a style sheet
  if (/\w\|\w|[{;]\s*[\w-]+:/.test(text)) return false
  const words = text
    .split(/\s+/)
    .filter((word) => /^[“‘("']?[A-Za-zÀ-ÿ’]*[a-zà-ÿ]{2,}[.,;:!?…”’)"']*$/.test(word))
  // a name of Microsoft’s, each word with its capital
  if (words.every((word) => /^[A-Z]/.test(word)) && !/[.!?…]$/.test(text.trim())) return false
  return words.length >= 3 || (words.length === 2 && /^[A-Z“].*[a-z][.!?…]$/.test(text.trim()))
}

/** Text that is read by machines although it has words with spaces between them. */
const machineText =
  /^\s*(?:SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|PRAGMA|BEGIN|DROP|WITH|ON CONFLICT|REPLACE|HTTP|AND|WHERE|FROM|<|\{|urn:|https?:)/

const developersRead = new Set(['Error', 'TypeError', 'RangeError', 'AssertionError'])

function isForDevelopers(node) {
  for (let at = node.parent; at !== undefined && at !== null; at = at.parent) {
    // the syntax of a command
    if (at.type === 'Property' && nameOf(at.key) === 'usage') return true
    // the name of a member, or what another program’s words are compared with
    if (at.type === 'Property' && at.key === node) return true
    if (
      at.type === 'CallExpression' &&
      /^(?:includes|startsWith|endsWith)$/.test(nameOf(at.callee.property ?? at.callee))
    )
      return true
    if (
      at.type === 'NewExpression' &&
      at.callee.type === 'Identifier' &&
      developersRead.has(at.callee.name)
    ) {
      return at.parent.type === 'ThrowStatement' || at.parent.type === 'CallExpression'
    }
    if (
      at.type === 'CallExpression' &&
      at.callee.type === 'MemberExpression' &&
      (/(?:^|\.)#?log$/.test(nameOf(at.callee.object)) || nameOf(at.callee.property) === 'describe')
    )
      return true
    if (at.type === 'ImportDeclaration' || at.type === 'TSLiteralType') return true
    if (/Function|ClassBody|Program/.test(at.type)) return false
  }
  return false
}

function nameOf(node) {
  if (node.type === 'Identifier' || node.type === 'PrivateIdentifier') return node.name
  if (node.type === 'MemberExpression') return `${nameOf(node.object)}.${nameOf(node.property)}`
  return ''
}

/** @type {import('eslint').Rule.RuleModule} */
export const noSentencesRule = {
  meta: { type: 'problem', schema: [], docs: { description: 'facts below, words above' } },
  create(context) {
    function check(node, text) {
      if (!readsAsSentence(text) || machineText.test(text) || isForDevelopers(node)) return
      const start = text.trim().slice(0, 60)
      context.report({
        node,
        message: `This layer says facts, not sentences (“${start}”). Answer with a Problem, a reason or a code, and put the sentence into src/words.`,
      })
    }
    return {
      Literal: (node) => typeof node.value === 'string' && check(node, node.value),
      TemplateLiteral: (node) => check(node, node.quasis.map((quasi) => quasi.value.cooked ?? '').join('0')),
    }
  },
}
