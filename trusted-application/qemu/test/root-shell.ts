/** A root shell in a machine's normal world, on a port that only a test's ramdisk opens. */
import { connect, type Socket } from 'node:net';

export const ROOT_PORT = 'evlock.root';
/** Makes the guest's init start the shell. */
export const ROOT_SHELL_FILE = 'etc/evlock-root-shell';
/** Where the supplicant keeps the secure storage's files. */
const STORAGE_FOLDER = '/data/tee';
/** On a busy host. ms */
const ANSWER_WITHIN = 60_000;

export class RootShell {
  readonly #socket: Socket;
  #output = '';
  #turn = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setEncoding('latin1').on('data', (text: string) => {
      this.#output += text;
      socket.emit('grown');
    });
  }

  static connect(path: string): Promise<RootShell> {
    const socket = connect(path);
    return new Promise((resolve, reject) => {
      socket.once('connect', () => resolve(new RootShell(socket))).once('error', reject);
    });
  }

  /** The command's output, both streams, with `[status]` at the end. Rejects when the machine exits or stays silent. */
  run(command: string): Promise<string> {
    const end = new RegExp(`END-${++this.#turn} (\\d+)`);
    const socket = this.#socket;
    this.#output = '';
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        clearTimeout(timer);
        socket.off('grown', look).off('close', fail);
      };
      const look = (): void => {
        const found = end.exec(this.#output);
        if (!found) return;
        settle();
        resolve(`${this.#output.slice(0, found.index)}[${found[1]}]`);
      };
      const fail = (): void => {
        settle();
        reject(new Error(`no end of ${command}, but: ${this.#output}`));
      };
      const timer = setTimeout(fail, ANSWER_WITHIN);
      socket.on('grown', look).once('close', fail);
      // Split, so that an echo of the command is not mistaken for its end.
      socket.write(`{ ${command} ; } 2>&1; echo END-''${this.#turn} $?\n`);
    });
  }

  /** The output of a command that must succeed. */
  async output(command: string): Promise<string> {
    const said = await this.run(command);
    if (!said.endsWith('[0]')) throw new Error(`${command}: ${said}`);
    return said.slice(0, -'[0]'.length).trimEnd();
  }

  /** The secure storage's current files, by name. */
  async storedFiles(): Promise<Map<string, Buffer>> {
    const each = `for file in ${STORAGE_FOLDER}/*; do echo "FILE $file"; base64 "$file"; done`;
    const files = new Map<string, Buffer>();
    for (const part of (await this.output(each)).split('FILE ').slice(1)) {
      const [path = '', ...lines] = part.split('\n');
      files.set(path.trim().slice(STORAGE_FOLDER.length + 1), Buffer.from(lines.join(''), 'base64'));
    }
    return files;
  }

  /**
   * Makes the trusted application panic during the request in `ask`: it has to store something, and the disk is read-only.
   * What was stored before is kept. Resolves to the result of `ask`.
   */
  async panic<T>(ask: () => Promise<T>): Promise<T> {
    await this.output('mount -o remount,ro /data');
    try {
      return await ask();
    } finally {
      await this.output('mount -o remount,rw /data');
    }
  }

  close(): void {
    this.#socket.destroy();
  }
}
