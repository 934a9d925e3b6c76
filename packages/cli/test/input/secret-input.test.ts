import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { wordsIn } from '../../src/input/recovery-phrase.ts';
import { readPipedSecret, readSecretInput, type SecretInput } from '../../src/input/secret-input.ts';

const four: SecretInput = {
  isComplete: (text) => wordsIn(text).length >= 4,
  progress: (text) => `${wordsIn(text).length} of 4:`,
};

/** A terminal that notes what is shown, and whether it is raw. */
function terminal() {
  const shown: string[] = [];
  const input = Object.assign(new PassThrough(), {
    raw: false,
    setRawMode(raw: boolean) {
      input.raw = raw;
      return input;
    },
  });
  return { input, output: { write: (text: string) => shown.push(text) > 0 }, shown: () => shown.join('') };
}

function reading(signal = new AbortController().signal) {
  const one = terminal();
  const answer = readSecretInput('The words: ', four, one, signal);
  answer.catch(() => undefined);
  return { ...one, answer };
}

describe('a secret that is typed', () => {
  it('is not shown, and the terminal is as before in the end', async () => {
    const { input, answer, shown } = reading();
    expect(input.raw).toBe(true);
    for (const key of 'zoo able four legs') input.write(key);
    input.write('\r');
    expect(await answer).toBe('zoo able four legs');
    expect(input.raw).toBe(false);
    expect(shown()).toBe('The words: \r\n');
  });

  it('is asked for only when the terminal shows nothing any more', async () => {
    const { input } = terminal();
    const rawWhenAsked: boolean[] = [];
    const output = { write: () => rawWhenAsked.push(input.raw) > 0 };
    const answer = readSecretInput('The words: ', four, { input, output }, new AbortController().signal);
    input.write('zoo able four legs\r');
    await answer;
    expect(rawWhenAsked[0]).toBe(true);
  });

  it.each([
    ['over several lines', 'zoo able\rfour\r\nlegs\r', 'zoo able\nfour\nlegs'],
    ['with empty lines between', '\n\nzoo able\n\nfour legs\n', 'zoo able\n\nfour legs'],
    ['between the marks of a paste', '\x1b[200~zoo able\nfour legs\x1b[201~\r', 'zoo able\nfour legs'],
    ['corrected by backspace', 'zoo abel\x7f\x7fle four legs\r', 'zoo able four legs'],
    ['a word taken back', 'zoo wrong \x17able four legs\r', 'zoo able four legs'],
    ['begun again', 'wrong wrong\x15zoo able four legs\r', 'zoo able four legs'],
    ['with arrow keys', 'zoo\x1b[D\x1b[1;5C able\x1bOP four legs\r', 'zoo able four legs'],
    ['with tabs', 'zoo\table\tfour\tlegs\r', 'zoo able four legs'],
    ['ended by Ctrl-D', 'zoo able\x04', 'zoo able'],
  ])('may be %s', async (_name, keys, text) => {
    const { input, answer, shown } = reading();
    input.write(keys);
    expect(await answer).toBe(text);
    expect(shown()).not.toMatch(/zoo|able|four|legs/);
  });

  it('says after each line how much there is', async () => {
    const { input, answer, shown } = reading();
    input.write('zoo able\r');
    input.write('four legs\r');
    await answer;
    expect(shown()).toContain('2 of 4:');
  });

  it.each([
    ['Ctrl-C', (input: PassThrough) => input.write('zoo\x03'), 'CANCELLED'],
    ['more than anybody types', (input: PassThrough) => input.write('a'.repeat(5000)), 'INPUT_TOO_LARGE'],
  ])('ends with %s, the terminal as before', async (_name, act, code) => {
    const { input, answer } = reading();
    act(input);
    await expect(answer).rejects.toMatchObject({ code });
    expect(input.raw).toBe(false);
  });

  it('ends when the command is stopped', async () => {
    const stop = new AbortController();
    const { answer, input } = reading(stop.signal);
    stop.abort();
    await expect(answer).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(input.raw).toBe(false);
  });
});

describe('a secret from a pipe', () => {
  const { signal } = new AbortController();
  it.each([
    ['one line', ['zoo able four legs\n']],
    ['several lines', ['zoo able\n', 'four', ' legs\n']],
    ['no line end', ['zoo able four legs']],
  ])('may have %s', async (_name, pieces) => {
    const text = await readPipedSecret(four, Readable.from(pieces.map((piece) => Buffer.from(piece))), signal);
    expect(wordsIn(text)).toEqual(['zoo', 'able', 'four', 'legs']);
  });
});

describe('words as they were written down', () => {
  it('may keep their numbers', () => {
    expect(wordsIn(' 1 Zoo   2. able\n3) four 24: legs ')).toEqual(['zoo', 'able', 'four', 'legs']);
  });
});

/** Runs a program on a terminal of its own, as a person's shell does. */
async function onTerminal(program: string, keys: string): Promise<string> {
  const command = `${process.execPath} --disable-warning=ExperimentalWarning --input-type=module -e '${program}'`;
  const child = spawn('script', ['-qec', command, '/dev/null'], { stdio: ['pipe', 'pipe', 'ignore'] });
  let seen = '';
  child.stdout.on('data', (bytes: Buffer) => {
    if (!seen.includes('The words') && bytes.toString().includes('The words')) child.stdin.write(keys);
    seen += bytes.toString();
  });
  await once(child, 'close');
  return seen;
}

describe('the command on a real terminal', () => {
  it('shows nothing of what is pasted into it', async () => {
    const context = JSON.stringify(new URL('../../src/context.ts', import.meta.url).pathname);
    const program = `
      const { processContext } = await import(${context});
      const complete = { isComplete: (text) => text.trim().split(/\\s+/).length >= 4, progress: () => "more:" };
      const text = await processContext().ask("The words: ", complete);
      process.stdout.write("read " + text.length + "\\n");`;
    const seen = await onTerminal(program, 'zoo able\rfour legs\r');
    expect(seen).toContain('read 18');
    expect(seen).not.toMatch(/zoo|able|four|legs/);
  });
});
