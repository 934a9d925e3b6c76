/** QEMU's command line for a machine with TrustZone, and its monitor. */
import { connect, type Socket } from 'node:net';
import { createInterface, type Interface } from 'node:readline';
import { EvlockError } from '@evlock/protocol';

export const QEMU = 'qemu-system-aarch64';

/** The normal world's memory: 1 GiB from here. BL33, the kernel, is loaded half way up. */
export const NORMAL_MEMORY_AT = 0x4000_0000;
export const NORMAL_MEMORY_SIZE = 1024 * 1024 * 1024;
/** The secure world's own memory; the bus refuses it to the normal world. */
export const SECURE_MEMORY_AT = 0x0e00_0000;
export const SECURE_MEMORY_SIZE = 16 * 1024 * 1024;
const RAMDISK_AT = 0x6c00_0000;

export interface MachineFiles {
  /** Signed, also at the front of `flash`; here only because QEMU accepts a kernel command line with `-kernel` alone. */
  readonly kernel: string;
  readonly ramdisk: string;
  readonly ramdiskSize: number;
  readonly flash: string;
  readonly disk: string;
  readonly secureLog: string;
  readonly monitor: string;
  /** One processor, on which an instruction takes a nanosecond of machine time. */
  readonly countInstructions?: boolean;
  /** Powered, and waiting for the monitor's `cont` before its first instruction. */
  readonly waiting?: boolean;
}

export interface Port {
  /** As the guest sees it: `evlock.world`. */
  readonly name: string;
  /** Unix socket on the host. */
  readonly socket: string;
}

const portArguments = ({ name, socket }: Port): string[] => {
  const id = name.replaceAll('.', '-');
  return [
    '-chardev',
    `socket,id=${id},path=${socket},server=on,wait=off`,
    '-device',
    `virtserialport,chardev=${id},name=${name}`,
  ];
};

/** No network card, no display, no shared folder: two ports and a disk are the only way in. */
export const qemuArguments = (files: MachineFiles, ports: readonly Port[]): string[] => [
  '-nodefaults',
  '-no-user-config',
  '-nographic',
  '-machine',
  'virt,secure=on,gic-version=3',
  // Others hang or print nothing with OP-TEE.
  '-cpu',
  'cortex-a57',
  '-smp',
  // When instructions are counted, processors take turns, and one spinning for another would never end.
  files.countInstructions ? '1' : '2',
  '-m',
  `${NORMAL_MEMORY_SIZE / 1024 / 1024}`,
  '-accel',
  ...(files.countInstructions ? ['tcg', '-icount', 'shift=0,sleep=off'] : ['tcg,thread=multi']),
  '-no-reboot',
  '-drive',
  `if=pflash,unit=0,format=raw,file=${files.flash}`,
  '-kernel',
  files.kernel,
  '-append',
  `console=ttyAMA0 quiet loglevel=3 panic=-1 initrdmem=0x${RAMDISK_AT.toString(16)},${files.ramdiskSize}`,
  '-device',
  `loader,file=${files.ramdisk},addr=0x${RAMDISK_AT.toString(16)},force-raw=on`,
  '-drive',
  `if=none,id=disk,format=raw,file=${files.disk},cache=writethrough`,
  '-device',
  'virtio-blk-pci,drive=disk,romfile=',
  '-device',
  'virtio-serial-pci',
  ...ports.flatMap(portArguments),
  '-serial',
  'stdio',
  '-serial',
  `file:${files.secureLog}`,
  '-monitor',
  'none',
  '-qmp',
  `unix:${files.monitor},server=on,wait=off`,
  ...(files.waiting ? ['-S'] : []),
];

/** QEMU's monitor (QMP): for tests that look at memory. */
export class Monitor {
  private readonly socket: Socket;
  private readonly lines: AsyncIterator<string>;

  private constructor(socket: Socket, lines: Interface) {
    this.socket = socket;
    this.lines = lines[Symbol.asyncIterator]();
  }

  static async connect(path: string): Promise<Monitor> {
    const socket = connect(path);
    const monitor = new Monitor(socket, createInterface({ input: socket }));
    await monitor.reply('QMP');
    await monitor.execute('qmp_capabilities');
    return monitor;
  }

  /** Throws `PROCESS_FAILED` with the monitor's error. */
  async execute(command: string, values: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
    this.socket.write(`${JSON.stringify({ execute: command, arguments: values })}\n`);
    return await this.reply('return');
  }

  /** Dumps physical memory, as seen by the normal world's bus or the secure world's, to a host file. */
  async saveMemory(file: string, at: number, size: number): Promise<void> {
    await this.execute('pmemsave', { val: at, size, filename: file });
  }

  close(): void {
    this.socket.destroy();
  }

  /** Skips events in between. */
  private async reply(key: string): Promise<unknown> {
    for (;;) {
      const { value, done } = await this.lines.next();
      if (done) throw new EvlockError('PROCESS_FAILED', { process: QEMU, problem: 'its monitor disconnected' });
      const message = JSON.parse(value) as Readonly<Record<string, unknown>>;
      if (key in message) return message[key];
      if ('error' in message) {
        throw new EvlockError('PROCESS_FAILED', { process: QEMU, problem: JSON.stringify(message.error) });
      }
    }
  }
}
