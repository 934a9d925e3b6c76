/** A world of the compliance suite whose answers are all searched for secrets when it closes. */
import { rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import {
  COMMANDS,
  decodeResponse,
  FrameSplitter,
  payloads,
  type SecureWorldAddress,
  STATUSES,
} from '@evlock/secure-world';
import type { ComplianceWorld } from '@evlock/secure-world/compliance';
import { leaked, type Secrets, secretsOfWords } from './secrets.ts';

/** Sits in front of one socket of a world and records its answers. */
class Tap {
  readonly address: { readonly path: string };
  readonly answers: Buffer[] = [];
  /** For every device provisioned here. */
  readonly words: string[] = [];
  private readonly server: Server;

  constructor(world: SecureWorldAddress) {
    if (!('path' in world)) throw new Error('a world of the suite has a Unix socket');
    this.address = { path: `${world.path}.tap` };
    this.server = createServer({ allowHalfOpen: true }, (caller) => {
      const upstream = connect({ path: world.path, allowHalfOpen: true });
      const frames = new FrameSplitter('response');
      upstream.on('data', (chunk: Buffer) => {
        this.answers.push(chunk);
        for (const body of frames.push(chunk)) this.look(body);
      });
      caller.pipe(upstream).pipe(caller);
      caller.on('error', () => upstream.destroy());
      upstream.on('error', () => caller.destroy());
    });
  }

  private look(body: Uint8Array): void {
    const { command, status, payload } = decodeResponse(body);
    if (command === COMMANDS.PROVISION && status === STATUSES.OK)
      this.words.push(payloads.provision.response.decode(payload).words);
  }

  async open(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(this.address.path, resolve));
    return this;
  }

  async close(): Promise<void> {
    await new Promise((resolve) => this.server.close(resolve));
    await rm(this.address.path, { force: true });
  }
}

const count = (text: Buffer, part: Buffer): number => text.toString('latin1').split(part.toString('latin1')).length - 1;

/** `stored`: what only the world itself keeps, where readable. Closing throws if an answer revealed it. */
export async function tapped(
  world: ComplianceWorld,
  stored: () => Promise<Secrets> = async () => ({}),
): Promise<ComplianceWorld> {
  const [meter, console] = await Promise.all([new Tap(world.meter).open(), new Tap(world.console).open()]);
  const search = async (): Promise<void> => {
    if (meter.words.length > 0) throw new Error('the recovery phrase was given to the meter');
    const answers = Buffer.concat([...meter.answers, ...console.answers]);
    for (const words of console.words) {
      const { words: text, ...behind } = { ...secretsOfWords(words), ...(await stored()) };
      const found = leaked(answers, behind);
      if (found.length > 0) throw new Error(`answers gave away ${found.join(', ')}`);
      if (count(answers, text ?? Buffer.from(words)) !== 1)
        throw new Error('the recovery phrase was given more than once');
    }
  };
  return {
    meter: meter.address,
    console: console.address,
    speed: world.speed,
    restart: () => world.restart(),
    close: async () => {
      await Promise.all([meter.close(), console.close()]);
      await search().finally(() => world.close());
    },
  };
}
