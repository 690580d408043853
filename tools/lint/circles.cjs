/**
 * No circle, of files or of folders: `npm run check` asks dependency-cruiser with these rules. Types count as well,
 * because whoever reads one end of a circle has to read all of it.
 */
module.exports = {
  forbidden: [
    {
      name: 'no-circle-of-files',
      comment: 'Move what both need into a third file.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-circle-of-folders',
      comment: 'Two folders that need each other are one topic, or one of them holds something of the other.',
      severity: 'error',
      scope: 'folder',
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    includeOnly: '^src/',
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js'] },
  },
}
