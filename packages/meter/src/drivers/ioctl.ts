/** The one Linux system call that Node lacks: device control beyond bytes. */
import { createRequire } from 'node:module';

/**
 * `argument` is read and written by the kernel, which knows its size from `request`. Returns the call's result. Throws an
 * error with the system's `code`, as `fs` does.
 */
export type Ioctl = (file: number, request: number, argument: Buffer) => number;

let loaded: Ioctl | undefined;

/** Loads the binding on first call: a meter on sysfs alone never does. */
export const systemIoctl: Ioctl = (file, request, argument) => {
  loaded ??= load();
  return loaded(file, request, argument);
};

function load(): Ioctl {
  const koffi = createRequire(import.meta.url)('koffi') as typeof import('koffi');
  // From the C library already loaded in this process.
  const call = koffi.load(null).func('int ioctl(int file, unsigned long request, ...)');
  const names = new Map(Object.entries(koffi.os.errno).map(([name, number]) => [number, name]));
  return (file, request, argument) => {
    const result: number = call(file, request, 'void *', argument);
    if (result >= 0) return result;
    const errno = koffi.errno();
    const code = names.get(errno) ?? `errno ${errno}`;
    throw Object.assign(new Error(`${code}: ioctl 0x${request.toString(16)}`), { code, errno, syscall: 'ioctl' });
  };
}
