/** What the tests of other packages, the benches and the scripts use; no part of the package that is published. */
export { openDeviceKey } from '../src/enrolment/device-key.ts';
export { type LinkSocket, linkOpener } from '../src/link/link-socket.ts';
export { ACKNOWLEDGED } from '../src/link/outbox-sender.ts';
