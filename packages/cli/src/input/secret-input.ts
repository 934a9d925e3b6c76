/** A secret typed or pasted, possibly over several lines: never echoed, never stored by shell or terminal. */
import { StringDecoder } from 'node:string_decoder';
import { EvlockError } from '@evlock/protocol';

export interface SecretInput {
  /** Whether the line just ended was the last. */
  readonly isComplete: (text: string) => boolean;
  /** Reported after each line but the last; only its size. */
  readonly progress: (text: string) => string;
}

/** The terminal streams used here; `process.stdin` and `process.stderr`. */
export interface SecretTerminal {
  readonly input: NodeJS.ReadableStream & { setRawMode(raw: boolean): unknown };
  readonly output: Pick<NodeJS.WritableStream, 'write'>;
}

/** More than any secret a person types. */
const LONGEST = 4096;

/** Keys, as a terminal in raw mode sends them. */
const KEY = {
  interrupt: '\x03',
  end: '\x04',
  backspace: ['\x7f', '\b'],
  clear: '\x15',
  clearWord: '\x17',
  enter: ['\r', '\n'],
} as const;

const isOneOf = (keys: readonly string[], key: string): boolean => keys.includes(key);
/** Arrow and function keys, and bracketed-paste markers. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these keys send control characters
const ESCAPE = /\x1b(?:\[[0-9;?]*[ -/]*[@-~]|O.|.)?/g;

/** The text so far, edited by keys. */
class Typed {
  text = '';

  /** What a key means beyond the text: `line` at the end of a line, `end` when no more will come, `interrupt` for Ctrl-C. */
  take(key: string): 'line' | 'end' | 'interrupt' | undefined {
    if (key === KEY.interrupt) return 'interrupt';
    if (key === KEY.end) return 'end';
    if (isOneOf(KEY.enter, key)) {
      this.text += '\n';
      return 'line';
    }
    if (isOneOf(KEY.backspace, key)) this.text = [...this.text].slice(0, -1).join('');
    else if (key === KEY.clear) this.text = '';
    else if (key === KEY.clearWord) this.text = this.text.replace(/\S*\s*$/, '');
    else if (key === '\t') this.text += ' ';
    else if (key >= ' ') this.text += key;
    return undefined;
  }
}

/** Reads until complete. Throws `CANCELLED` on Ctrl-C or when `signal` aborts, `INPUT_TOO_LARGE`. */
export async function readSecretInput(
  question: string,
  { isComplete, progress }: SecretInput,
  { input, output }: SecretTerminal,
  signal: AbortSignal,
): Promise<string> {
  const decoder = new StringDecoder('utf8');
  const typed = new Typed();
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const cancel = (): void => reject(new EvlockError('CANCELLED'));
  const press = (key: string): void => {
    const done = typed.take(key);
    if (done === 'interrupt') cancel();
    else if (typed.text.length > LONGEST) reject(new EvlockError('INPUT_TOO_LARGE', { limit: LONGEST }));
    else if (done === 'end' || (done === 'line' && isComplete(typed.text))) resolve(typed.text.trim());
    else if (done === 'line' && typed.text.trim() !== '') output.write(`\r\n${progress(typed.text)} `);
  };
  const take = (bytes: Buffer | string): void => {
    const keys = typeof bytes === 'string' ? bytes : decoder.write(bytes);
    for (const key of keys.replaceAll('\r\n', '\r').replaceAll(ESCAPE, '')) press(key);
  };
  // Before the prompt: otherwise a fast typist's first keys would be echoed.
  input.setRawMode(true);
  output.write(question);
  input.on('data', take).once('end', () => resolve(typed.text.trim()));
  signal.addEventListener('abort', cancel, { once: true });
  if (signal.aborted) cancel();
  input.resume();
  try {
    return await promise;
  } finally {
    input.off('data', take);
    signal.removeEventListener('abort', cancel);
    input.setRawMode(false);
    input.pause();
    output.write('\r\n');
  }
}

/** The same from a pipe or file: until complete, or end of file. Throws `CANCELLED`, `INPUT_TOO_LARGE`. */
export async function readPipedSecret(
  { isComplete }: SecretInput,
  input: AsyncIterable<Buffer | string>,
  signal: AbortSignal,
): Promise<string> {
  const decoder = new StringDecoder('utf8');
  const pieces = input[Symbol.asyncIterator]();
  const stopped = Promise.withResolvers<never>();
  const cancel = (): void => stopped.reject(new EvlockError('CANCELLED'));
  signal.addEventListener('abort', cancel, { once: true });
  if (signal.aborted) cancel();
  let text = '';
  try {
    while (!(/[\r\n]/.test(text) && isComplete(text))) {
      // Whoever holds the other end of the pipe may never write: Ctrl-C is not to wait for that.
      const { done, value } = await Promise.race([pieces.next(), stopped.promise]);
      if (done) break;
      text += typeof value === 'string' ? value : decoder.write(value);
      if (text.length > LONGEST) throw new EvlockError('INPUT_TOO_LARGE', { limit: LONGEST });
    }
    return text.trim();
  } finally {
    signal.removeEventListener('abort', cancel);
    stopped.promise.catch(() => undefined);
    void pieces.return?.().catch(() => undefined);
  }
}
