import type { Rule } from 'eslint'
export declare const noSentencesRule: Rule.RuleModule
