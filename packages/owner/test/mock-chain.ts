/** The chain as an owner reads it, with state set by a test. */
import type { ChainEvent, MeterOnChain, TradeOnChain } from '@evlock/chain';
import type { OwnersChain } from '@evlock/owner';
import { type Address, type Bytes32, EvlockError, timestamp } from '@evlock/protocol';
import { account, accountView, meterKey, partner } from '@evlock/testing/owner/samples';
import { hex } from '@evlock/testing/owner/test-gateway';

const admitted = (owner: Address): MeterOnChain => ({
  account: owner,
  active: true,
  status: 'active',
  suspended: false,
  sensorClass: 'normal-world',
  deviceIdHash: hex('d'),
});

export class MockChain implements OwnersChain {
  endpoints = 2;
  readonly meters = new Map<Address, MeterOnChain>([
    [meterKey, admitted(account)],
    [partner.meter.address, admitted(partner.account.address)],
  ]);
  readonly spent = new Set<Address>();
  readonly log: ChainEvent[] = [];
  state: TradeOnChain['state'] = 'none';
  readonly reputations = new Map<Address, number>([
    [account, accountView.reputation],
    [partner.account.address, 4],
  ]);
  balance = accountView.balance;
  /** Answers nothing. */
  down = false;

  /** Puts an event into its own block. */
  happened(event: Partial<ChainEvent> & { readonly name: ChainEvent['name'] }, transaction: Bytes32, block = 20): void {
    const place = { block, blockHash: hex('e'), time: timestamp(1_800_000_021), transaction, logIndex: 0 };
    this.log.push({ ...place, ...event } as ChainEvent);
  }

  finalized = () => this.asked({ number: 30, hash: hex('f'), time: timestamp(1_800_000_030) });
  account = (owner: Address) => {
    const { locked } = accountView;
    const reputation = this.reputations.get(owner) ?? 0;
    return this.asked({ balance: this.balance, locked, withdrawalNonce: 3n, reputation });
  };
  meter = (key: Address) => this.asked(this.meters.get(key));
  isNonceSpent = (key: Address) => this.asked(this.spent.has(key));
  trade = () => this.asked({ state: this.state });
  registryNonce = () => this.asked(5n);
  pendingReplacement = () => this.asked(undefined);

  transactionReceipt = (transaction: Bytes32) => {
    const event = this.log.find((one) => one.transaction === transaction);
    const place = event && { block: event.block, blockHash: event.blockHash, time: event.time };
    return this.asked(place && { transaction, ...place, success: true, from: account, gas: 50_000 });
  };
  events = (fromBlock: number, toBlock: number) =>
    this.asked(this.log.filter(({ block }) => block >= fromBlock && block <= toBlock));

  private async asked<T>(answer: T): Promise<T> {
    if (this.down) throw new EvlockError('CHAIN_UNREACHABLE', { reason: 'down' });
    return answer;
  }
}
