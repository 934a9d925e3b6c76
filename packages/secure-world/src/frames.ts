/** Frames on a stream: see section 1 of the header. */
import { EvlockError } from '@evlock/protocol';
import {
  EVLOCK_FRAME_LENGTH_SIZE,
  EVLOCK_FRAME_MAX,
  EVLOCK_REQUEST_HEAD_SIZE,
  EVLOCK_RESPONSE_HEAD_SIZE,
} from './generated/abi.ts';

export interface RequestFrame {
  readonly command: number;
  readonly id: number;
  readonly payload: Uint8Array;
}

export interface ResponseFrame extends RequestFrame {
  readonly status: number;
}

function frame(headSize: number, payload: Uint8Array, head: (view: DataView) => void): Uint8Array {
  const length = headSize + payload.length;
  if (length > EVLOCK_FRAME_MAX) throw new EvlockError('INPUT_TOO_LARGE', { limit: EVLOCK_FRAME_MAX, size: length });
  const out = new Uint8Array(EVLOCK_FRAME_LENGTH_SIZE + length);
  const view = new DataView(out.buffer);
  view.setUint32(0, length);
  head(view);
  out.set(payload, EVLOCK_FRAME_LENGTH_SIZE + headSize);
  return out;
}

/** Throws `INPUT_TOO_LARGE` above the largest frame. */
export const encodeRequest = ({ command, id, payload }: RequestFrame): Uint8Array =>
  frame(EVLOCK_REQUEST_HEAD_SIZE, payload, (view) => {
    view.setUint16(4, command);
    view.setUint16(6, id);
  });

export const encodeResponse = ({ command, id, status, payload }: ResponseFrame): Uint8Array =>
  frame(EVLOCK_RESPONSE_HEAD_SIZE, payload, (view) => {
    view.setUint16(4, command);
    view.setUint16(6, id);
    view.setUint32(8, status);
  });

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** `body` is a frame without its length prefix, at least as long as the header. */
export const decodeRequest = (body: Uint8Array): RequestFrame => ({
  command: viewOf(body).getUint16(0),
  id: viewOf(body).getUint16(2),
  payload: body.subarray(EVLOCK_REQUEST_HEAD_SIZE),
});

export const decodeResponse = (body: Uint8Array): ResponseFrame => ({
  command: viewOf(body).getUint16(0),
  id: viewOf(body).getUint16(2),
  status: viewOf(body).getUint32(4),
  payload: body.subarray(EVLOCK_RESPONSE_HEAD_SIZE),
});

/** Splits a stream into frames. Holds at most one frame; throws once framing is lost. */
export class FrameSplitter {
  private readonly headSize: number;
  private buffer: Buffer = Buffer.alloc(0);

  constructor(side: 'request' | 'response') {
    this.headSize = side === 'request' ? EVLOCK_REQUEST_HEAD_SIZE : EVLOCK_RESPONSE_HEAD_SIZE;
  }

  /** Whole frames up to and including `chunk`. Throws `INPUT_TOO_LARGE` or `INVALID_INPUT`. */
  *push(chunk: Uint8Array): Generator<Uint8Array> {
    this.buffer = Buffer.concat([this.buffer, chunk]);
    while (this.buffer.length >= EVLOCK_FRAME_LENGTH_SIZE) {
      const length = this.buffer.readUInt32BE(0);
      if (length > EVLOCK_FRAME_MAX) {
        throw new EvlockError('INPUT_TOO_LARGE', { limit: EVLOCK_FRAME_MAX, size: length });
      }
      if (length < this.headSize) throw new EvlockError('INVALID_INPUT', { problem: 'frame without a header', length });
      const end = EVLOCK_FRAME_LENGTH_SIZE + length;
      if (this.buffer.length < end) return;
      const body = this.buffer.subarray(EVLOCK_FRAME_LENGTH_SIZE, end);
      this.buffer = this.buffer.subarray(end);
      yield new Uint8Array(body);
    }
  }
}
