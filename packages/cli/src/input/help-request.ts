/** `evlock help offers buy` and `evlock --help offers`, as `evlock offers buy --help` and `evlock offers --help`. */
const isHelp = (word: string | undefined): boolean => word === 'help' || word === '--help' || word === '-h';

/** The words with the request for help at their end, where a command is named beside it. */
export function withHelpLast(argv: readonly string[]): readonly string[] {
  const at = argv.slice(0, 2).findIndex(isHelp);
  const named = argv.filter((_word, index) => index !== at);
  const isBeforeName = at >= 0 && named[at] !== undefined && !named[at].startsWith('-');
  return isBeforeName ? [...named, '--help'] : argv;
}
