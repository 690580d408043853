/** The largest text that is diagnosed, in letters: the same for the window, the command line and a dropped file. */
export const largestText = 5 * 1024 * 1024
