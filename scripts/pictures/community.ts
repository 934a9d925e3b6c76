/** `docs/pictures/community.svg`: who talks to whom in a running community. It shows no data. */
import { arrow, box, type Point, picture, text } from './svg.ts';

const WIDTH = 860;
const HEIGHT = 452;

const centred = (x: number, y: number, content: string, kind?: string): string =>
  text({ x, y }, content, { anchor: 'middle', ...(kind && { kind }) });

function house(x: number, name: string): string[] {
  const middle = x + 105;
  const roof = [`${x - 12},226`, `${middle},160`, `${x + 222},226`].join(' ');
  return [
    `<polygon class="house" points="${roof}"/>`,
    `<rect class="house" x="${x}" y="226" width="210" height="170"/>`,
    centred(middle, 212, name, 'title'),
    box('box', { x: x + 12, y: 240 }, 186, 144),
    centred(middle, 259, 'Meter'),
    centred(middle, 275, 'sensor, relay, store', 'small'),
    box('inner', { x: x + 24, y: 286 }, 162, 86),
    centred(middle, 306, 'Secure world'),
    centred(middle, 324, 'keys, registers, limits;', 'small'),
    centred(middle, 340, 'signs orders, receipts', 'small'),
    centred(middle, 356, 'and readings', 'small'),
  ];
}

function phone(x: number, name: string): string[] {
  return [
    `<rect class="box" x="${x - 14}" y="262" width="28" height="46" rx="5"/>`,
    `<circle class="reads-head" cx="${x}" cy="301" r="2.2"/>`,
    centred(x, 324, name, 'small'),
    centred(x, 338, 'passkey', 'small'),
  ];
}

export function communityPicture(): string {
  const gateway: Point = { x: 325, y: 148 };
  return picture(
    {
      width: WIDTH,
      height: HEIGHT,
      title: 'A running community',
      description:
        'Two households with a meter each. The meters sign in their secure worlds and talk to a gateway; the gateway puts what is signed on the Kaia chain, whose market contract holds the money. The meters read the chain themselves. Energy flows over the wire between the houses.',
    },
    [
      box('box', { x: 250, y: 20 }, 360, 66),
      centred(430, 44, 'Kaia: market and registry contracts', 'title'),
      centred(430, 66, "hold the buyer's money until both meters have signed", 'small'),
      box('box', gateway, 210, 62),
      centred(430, 173, 'Gateway', 'title'),
      centred(430, 194, 'carries what is signed; database', 'small'),
      ...house(28, 'Alice sells'),
      ...house(622, 'Bob buys'),
      ...phone(292, "Alice's phone"),
      ...phone(568, "Bob's phone"),
      arrow('signed', { x: 430, y: 147 }, { x: 430, y: 88 }),
      text({ x: 440, y: 122 }, 'transactions', { kind: 'small' }),
      arrow('signed', { x: 324, y: 186 }, { x: 196, y: 238 }, { both: true }),
      arrow('signed', { x: 536, y: 186 }, { x: 664, y: 238 }, { both: true }),
      arrow('signed', { x: 306, y: 260 }, { x: 372, y: 212 }, { both: true }),
      arrow('signed', { x: 554, y: 260 }, { x: 488, y: 212 }, { both: true }),
      arrow('reads', { x: 250, y: 74 }, { x: 160, y: 172 }),
      arrow('reads', { x: 610, y: 74 }, { x: 700, y: 172 }),
      text({ x: 196, y: 112 }, 'reads the chain', { kind: 'small', anchor: 'end' }),
      text({ x: 664, y: 112 }, 'reads the chain', { kind: 'small' }),
      arrow('energy', { x: 240, y: 372 }, { x: 618, y: 372 }, { size: 16 }),
      centred(430, 362, 'energy, over a wire of their own'),
      arrow('signed', { x: 208, y: 426 }, { x: 244, y: 426 }, { both: true }),
      text({ x: 252, y: 430 }, 'signed data, over TLS', { kind: 'small' }),
      arrow('reads', { x: 398, y: 426 }, { x: 434, y: 426 }),
      text({ x: 442, y: 430 }, 'finalized blocks, from two endpoints', { kind: 'small' }),
    ],
  );
}
