/** A shell with all rights of a machine's normal world, on a port that only a test's ramdisk opens. */
import { connect, type Socket } from 'node:net';

export const ROOT_PORT = 'evlock.root';
/** Makes the guest's init start the shell. */
export const ROOT_SHELL_FILE = 'etc/evlock-root-shell';

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

  /** What the command prints, both streams, and `[status]` at the end. */
  run(command: string): Promise<string> {
    const end = new RegExp(`END-${++this.#turn} (\\d+)`);
    this.#output = '';
    return new Promise((resolve) => {
      const look = (): void => {
        const found = end.exec(this.#output);
        if (!found) return;
        this.#socket.off('grown', look);
        resolve(`${this.#output.slice(0, found.index)}[${found[1]}]`);
      };
      this.#socket.on('grown', look);
      // Split, so that an echo of the command is not taken for its end.
      this.#socket.write(`{ ${command} ; } 2>&1; echo END-''${this.#turn} $?\n`);
    });
  }

  close(): void {
    this.#socket.destroy();
  }
}
