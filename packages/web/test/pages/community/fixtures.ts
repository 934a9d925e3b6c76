/** Snapshots of every state that the community view can be in. */
import type { Fault, Happening, House, Loss, Snapshot, Step, Trade, Wire } from '../../../pages/community/model.ts';

export const AT = 1_800_000_000;
const address = (byte: string): `0x${string}` => `0x${byte.repeat(20)}`;
export const tradeId = (byte: string): `0x${string}` => `0x${byte.repeat(32)}`;

export const house = (name: string, change: Partial<House> = {}): House => ({
  name,
  panel: { peak: 5_000_000, generation: 4_120_000 },
  battery: { capacity: '10000000', stateOfChargePpm: 640_000, power: -1_400_000 },
  car: null,
  load: 620_000,
  metered: 0,
  owner: 'demo',
  securityClass: 'emulator',
  meterKey: address('a1'),
  account: address('b2'),
  online: true,
  relayClosed: false,
  meter: { state: 'idle', fault: null, at: AT - 1 },
  money: { free: '9874300', locked: '0', reputation: 4 },
  localPage: 'http://localhost:41001/',
  ...change,
});

export const houses: House[] = [
  house('alice', { metered: 1_000_000, relayClosed: true, meter: { state: 'delivering', fault: null, at: AT } }),
  house('bob', {
    panel: null,
    battery: null,
    load: 1_480_000,
    metered: -992_000,
    relayClosed: true,
    meter: { state: 'delivering', fault: null, at: AT },
    money: { free: '9411000', locked: '600', reputation: 3 },
  }),
  house('carol', { panel: { peak: 8_000_000, generation: 6_710_000 }, car: { charging: 3_600_000 }, load: 4_020_000 }),
  house('dave', {
    battery: null,
    panel: { peak: 3_200_000, generation: 2_630_000 },
    metered: 750_000,
    meter: { state: 'delivering', fault: null, at: AT },
  }),
  house('erin', {
    panel: null,
    car: { charging: 0 },
    battery: { capacity: '7500000', stateOfChargePpm: 180_000, power: 0 },
    load: 240_000,
    metered: -744_000,
    meter: { state: 'delivering', fault: null, at: AT },
  }),
  house('frank', { panel: null, battery: null, load: 310_000 }),
];

export const waitingHouse = house('grace', {
  owner: 'nobody',
  meter: null,
  money: null,
  online: false,
  load: 180_000,
});

const wire = (from: string, to: string, change: Partial<Wire> = {}): Wire => ({
  id: `${from}-${to}`,
  from,
  to,
  connected: true,
  sent: 0,
  received: 0,
  trade: null,
  ...change,
});

export const wires: Wire[] = [
  wire('alice', 'bob', { sent: 1_000_000, received: 992_000, trade: tradeId('11') }),
  wire('bob', 'carol'),
  wire('carol', 'dave'),
  wire('dave', 'erin', { sent: 750_000, received: 744_000, trade: tradeId('22') }),
  wire('erin', 'frank'),
  wire('frank', 'alice'),
  wire('carol', 'frank'),
];

const side = (energy: string, change: Partial<NonNullable<Trade['sellerMeter']>> = {}) => ({
  energy,
  sequence: 12,
  final: false,
  cause: 'none' as const,
  at: AT - 1,
  ...change,
});

export const trade = (change: Partial<Trade> = {}): Trade => ({
  id: tradeId('11'),
  seller: 'alice',
  buyer: 'bob',
  byVisitor: false,
  state: 'open',
  delivery: 'flowing',
  energy: '5000',
  price: '120000',
  locked: '600',
  start: AT - 12,
  end: AT + 48,
  sellerMeter: side('3342'),
  buyerMeter: side('3308'),
  allowedDifference: '1708',
  mark: 'kept',
  openedBlock: 1_204,
  endedBlock: null,
  delivered: null,
  paid: null,
  refunded: null,
  error: null,
  loss: { seller: { lost: '0', bound: '1608' }, buyer: { lost: '0', bound: '1760' } },
  ...change,
});

const settled = (id: string, change: Partial<Trade> = {}): Trade =>
  trade({
    id: tradeId(id),
    state: 'settled',
    delivery: 'ended',
    delivered: '5000',
    paid: '600',
    refunded: '0',
    sellerMeter: side('5002', { final: true, cause: 'completed' }),
    buyerMeter: side('5000', { final: true, cause: 'completed' }),
    endedBlock: 1_190,
    ...change,
  });

export const trades: Trade[] = [
  trade(),
  trade({
    id: tradeId('22'),
    seller: 'dave',
    buyer: 'erin',
    price: '115000',
    locked: '575',
    sellerMeter: side('1010'),
    buyerMeter: side('998'),
  }),
  trade({
    id: tradeId('33'),
    seller: 'carol',
    buyer: 'frank',
    delivery: 'waiting',
    sellerMeter: null,
    buyerMeter: null,
    mark: 'none',
    start: AT + 9,
  }),
  settled('44', { seller: 'carol', buyer: 'bob' }),
  settled('55', {
    seller: 'dave',
    buyer: 'frank',
    delivered: '2100',
    paid: '252',
    refunded: '348',
    sellerMeter: side('3310', { final: true, cause: 'loss-above-band' }),
    buyerMeter: side('2100', { final: true, cause: 'partner-final' }),
  }),
  settled('66'),
];

export const facts: Happening[] = [
  { id: 9, at: AT - 2, fact: { kind: 'delivery-started', trade: tradeId('22'), seller: 'dave', buyer: 'erin' } },
  {
    id: 8,
    at: AT - 6,
    fact: {
      kind: 'trade-settled',
      trade: tradeId('44'),
      seller: 'carol',
      buyer: 'bob',
      delivered: '5000',
      paid: '600',
      refunded: '0',
      block: 1_200,
    },
  },
  {
    id: 7,
    at: AT - 9,
    fact: {
      kind: 'trade-opened',
      trade: tradeId('33'),
      seller: 'carol',
      buyer: 'frank',
      energy: '5000',
      price: '120000',
      locked: '600',
      block: 1_204,
    },
  },
  { id: 6, at: AT - 12, fact: { kind: 'delivery-started', trade: tradeId('11'), seller: 'alice', buyer: 'bob' } },
  { id: 5, at: AT - 15, fact: { kind: 'offer-placed', house: 'carol', energy: '5000', price: '120000' } },
  { id: 4, at: AT - 16, fact: { kind: 'reputation-changed', house: 'bob', change: 1 } },
  {
    id: 3,
    at: AT - 22,
    fact: {
      kind: 'delivery-ended',
      trade: tradeId('55'),
      seller: 'dave',
      buyer: 'frank',
      by: 'dave',
      cause: 'loss-above-band',
      energy: '3310',
    },
  },
];

const blocks = Array.from({ length: 24 }, (_, index) => ({
  number: 1_209 - index,
  time: AT - index,
  events: [0, 0, 1, 0, 0, 2, 0, 0, 0, 1][index % 10] ?? 0,
}));

export const running: Snapshot = {
  version: 1,
  at: AT,
  began: AT - 190,
  phase: 'running',
  problem: null,
  tokenSymbol: 'EVT',
  steps: [],
  localMinutes: 724,
  houses: [...houses, waitingHouse],
  wires,
  trades,
  totals: { trades: 14, delivered: '63420', paid: '7590', refunded: '348' },
  escrow: { held: '59992410', locked: '1775' },
  chain: { block: 1_209, time: AT, blocks },
  gateway: { state: 'up', since: AT - 150, meters: 6 },
  facts,
  faults: [],
  losses: [],
  sabotageToken: 'token-of-this-start',
};

export const still: Snapshot = {
  ...running,
  houses: running.houses.map((one) => ({ ...one, metered: 0 })),
  wires: wires.map((one) => ({ ...one, sent: 0, received: 0, trade: null })),
  trades: trades.filter(({ state }) => state === 'settled'),
  facts: [{ id: 10, at: AT, fact: { kind: 'trading-waits', code: 'SELF_TEST_FAILED' } }, ...facts],
};

const step = (name: Step['step'], state: Step['state'], seconds: number, house: string | null = null): Step => ({
  step: name,
  house,
  state,
  began: state === 'waiting' ? null : AT - 20,
  ended: state === 'done' ? AT - 20 + seconds : null,
  code: state === 'failed' ? 'PROCESS_FAILED' : null,
});

export const starting: Snapshot = {
  ...running,
  began: AT - 21,
  phase: 'starting',
  localMinutes: null,
  steps: [
    step('pages', 'done', 1),
    step('chain', 'done', 2),
    step('contracts', 'done', 3),
    step('gateway', 'done', 8),
    step('wires', 'done', 1),
    step('house', 'done', 4, 'alice'),
    step('house', 'running', 0, 'bob'),
    step('house', 'running', 0, 'carol'),
    step('house', 'waiting', 0, 'dave'),
    step('house', 'waiting', 0, 'erin'),
    step('house', 'waiting', 0, 'frank'),
    step('deposits', 'waiting', 0),
    step('mandates', 'waiting', 0),
  ],
  houses: houses.map((one, index) =>
    index === 0 ? { ...one, metered: 0, money: null } : { ...one, metered: 0, meter: null, money: null, online: false },
  ),
  wires: still.wires,
  trades: [],
  totals: { trades: 0, delivered: '0', paid: '0', refunded: '0' },
  escrow: { held: '0', locked: '0' },
  facts: [{ id: 1, at: AT - 3, fact: { kind: 'meter-online', house: 'alice' } }],
};

export const first: Snapshot = {
  ...starting,
  began: AT - 2,
  steps: starting.steps.map((one, index) =>
    step(one.step, index === 0 ? 'done' : index === 1 ? 'running' : 'waiting', 1, one.house),
  ),
  houses: [],
  wires: [],
  chain: null,
  gateway: { state: 'starting', since: AT, meters: 0 },
  facts: [],
};

export const loss: Loss = { house: 'alice', side: 'seller', trade: tradeId('11'), lost: '1112', bound: '1608' };
const cut: Fault = { id: 3, since: AT - 7, sabotage: { kind: 'wire-cut', wire: 'alice-bob' } };

export const sabotaged: Snapshot = {
  ...running,
  wires: wires.map((one) => (one.id === 'alice-bob' ? { ...one, connected: false, sent: 0, received: 0 } : one)),
  houses: running.houses.map((one) => (one.name === 'bob' || one.name === 'alice' ? { ...one, metered: 0 } : one)),
  trades: trades.map((one) =>
    one.id === tradeId('11') ? { ...one, delivery: 'paused', buyerMeter: side('2230') } : one,
  ),
  faults: [cut],
  losses: [loss],
  facts: [
    { id: 21, at: AT - 3, fact: { kind: 'delivery-paused', trade: tradeId('11'), seller: 'alice', buyer: 'bob' } },
    { id: 20, at: AT - 7, fact: { kind: 'sabotaged', sabotage: cut.sabotage } },
    ...facts,
  ],
};

export const gatewayDown: Snapshot = {
  ...still,
  houses: running.houses.map((one) => ({ ...one, online: false, metered: 0 })),
  gateway: { state: 'down', since: AT - 8, meters: 0 },
  faults: [{ id: 4, since: AT - 8, sabotage: { kind: 'gateway-killed' } }],
  facts: [
    { id: 22, at: AT - 8, fact: { kind: 'process-ended', process: 'gateway', house: null } },
    { id: 20, at: AT - 9, fact: { kind: 'sabotaged', sabotage: { kind: 'gateway-killed' } } },
    ...facts,
  ],
};

export const lying: Snapshot = {
  ...running,
  gateway: { state: 'lying', since: AT - 8, meters: 6 },
  faults: [{ id: 4, since: AT - 8, sabotage: { kind: 'gateway-lies', lie: 'energies' } }],
  facts: [
    { id: 22, at: AT - 5, fact: { kind: 'lie-caught', house: 'bob', by: 'owner', code: 'VERIFICATION_FAILED' } },
    ...facts,
  ],
};

export const thief: Snapshot = {
  ...running,
  wires: wires.map((one) => (one.id === 'alice-bob' ? { ...one, received: 0 } : one)),
  houses: running.houses.map((one) =>
    one.name === 'frank' ? { ...one, meter: { state: 'fault' as const, fault: 'SENSOR_IMPLAUSIBLE', at: AT } } : one,
  ),
};

export const failed: Snapshot = {
  ...starting,
  phase: 'failed',
  problem: {
    code: 'PROCESS_FAILED',
    message: 'A component exited or failed to start.',
    remedy: 'Look at its log in the data folder.',
  },
  steps: starting.steps.map((one) =>
    one.state === 'running' ? { ...one, state: 'failed', code: 'PROCESS_FAILED' } : one,
  ),
};

export const stopping: Snapshot = { ...still, phase: 'stopping' };
