/** A separate process that records twenty codes: FILE, chain id, market, device id. */
import { address, bytes32, parse, timestamp } from '@evlock/protocol';
import { OperatorLedger } from '../../src/node/operator-ledger.ts';

const [file = '', chainId, market, device] = process.argv.slice(2);
const deviceId = parse(bytes32.schema, device);
const now = timestamp(1_800_000_000);
const ledger = await OperatorLedger.open(file, { chainId: Number(chainId), market: parse(address.schema, market) });
for (let made = 10; made < 30; made++) {
  await ledger.codeMade(deviceId, { code: `AB${made}-CD34-EF56-GH78` }, now);
}
