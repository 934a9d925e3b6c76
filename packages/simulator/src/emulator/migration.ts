/** MIGRATE: another market, or other settings, approved by passkey and at the provisioning socket. */
import { type Domain, isSameMarket, Migration } from '@evlock/protocol';
import {
  type CommandRequest,
  type CommandResponse,
  EVLOCK_FORMER_MARKETS_MAX,
  EVLOCK_ID_STEP_MAX,
  migrationSettingsHash,
  refusal,
} from '@evlock/secure-world';
import type { Device } from './device.ts';
import { revokingCancel } from './mandates.ts';
import { requirePasskey } from './passkeys.ts';
import { checkLocalSettings, setLocalSettings } from './settings.ts';

function checkRequest(device: Device, { migration, assertion, ...settings }: CommandRequest<'migrate'>): void {
  const { domain, nextMigrationId } = device.provisioned;
  if (migration.meterKey !== device.ownKeys.meter.address) throw refusal('COMMAND_NOT_AUTHORIZED', 'METER_KEY');
  checkLocalSettings(settings, migration.chainId);
  if (migration.settingsHash !== migrationSettingsHash(settings)) throw refusal('INVALID_INPUT', 'SETTINGS');
  requirePasskey(device, Migration.digest(domain, migration), assertion);
  if (migration.migrationId < nextMigrationId) throw refusal('REPLAYED');
  if (migration.migrationId - nextMigrationId >= EVLOCK_ID_STEP_MAX) throw refusal('LIMIT_EXCEEDED', 'STEP');
  if (device.unclosed) throw refusal('OUT_OF_STATE', device.volatile.delivery ? 'DELIVERY_OPEN' : 'RESTARTED');
}

/** Nothing from one market counts in another. Returns the cancel of what was signed for the old one. */
function enterMarket(device: Device, next: Domain): CommandResponse<'revokeMandate'> {
  const { provisioned } = device;
  const kept = provisioned.formers.filter((former) => !isSameMarket(former, next));
  if (kept.length === EVLOCK_FORMER_MARKETS_MAX) throw refusal('LIMIT_EXCEEDED', 'MARKET');
  const cancel = revokingCancel(device);
  provisioned.formers = [...kept, provisioned.domain];
  provisioned.domain = next;
  provisioned.orders = [];
  provisioned.deliveries = [];
  return cancel;
}

export function migrate(device: Device, request: CommandRequest<'migrate'>): CommandResponse<'migrate'> {
  const { provisioned } = device;
  checkRequest(device, request);
  const { migration, assertion: _, ...settings } = request;
  const next = { chainId: Number(migration.chainId), market: migration.market };
  const cancels = isSameMarket(provisioned.domain, next) ? [] : [enterMarket(device, next)];
  provisioned.mandates = [];
  provisioned.nextMigrationId = migration.migrationId + 1;
  setLocalSettings(device, settings);
  // Earlier time had another power limit.
  device.startStream();
  device.save();
  return { cancels };
}
