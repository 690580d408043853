import type { Rule } from 'eslint'
export declare const layersRule: Rule.RuleModule
/** By layer: the layers it may import. */
export declare const mayImport: Readonly<Record<string, readonly string[]>>
