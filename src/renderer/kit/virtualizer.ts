/** The one door of the library that decides which rows of a long list exist; the table beside it is its only user. */
export { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual'
