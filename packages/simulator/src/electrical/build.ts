/** Builds a community from its configuration. The only place where the configuration's integers become SI units. */
import { Car } from './car.ts';
import { Cloud } from './cloud.ts';
import type { CommunityConfig, HouseholdConfig } from './config.ts';
import { Household } from './household.ts';
import { Load } from './load.ts';
import { Microgrid } from './microgrid.ts';
import { Panel } from './panel.ts';
import { derivedSeed } from './random.ts';
import { Wire } from './wire.ts';

const JOULE_PER_MILLIWATT_HOUR = 3.6;
/** Conversions a replay can reach back. */
const HISTORY = 1000;

function buildHousehold(config: HouseholdConfig, community: CommunityConfig, cloud: Cloud): Household {
  const { battery, hardware } = config;
  const seed = derivedSeed(community.seed, config.name);
  const place = {
    latitude: community.latitudeMillidegree / 1000,
    longitude: community.longitudeMillidegree / 1000,
  };
  const capacityJoule = battery.capacityMilliwattHour * JOULE_PER_MILLIWATT_HOUR;
  return new Household(
    {
      name: config.name,
      seed: seed + 1,
      battery: {
        capacityJoule,
        storedJoule: (capacityJoule * battery.stateOfChargePpm) / 1e6,
        nominalVolt: community.busMillivolt / 1000,
        internalOhm: battery.internalMilliohm / 1000,
        chargeEfficiency: battery.chargeEfficiencyPpm / 1e6,
      },
      relay: { operateMs: hardware.relayOperateMs, releaseMs: hardware.relayReleaseMs },
      watchdogTimeoutMs: hardware.watchdogTimeoutMs,
      referenceAmpere: hardware.referenceMilliampere / 1000,
      sensor: {
        seed: seed + 2,
        zeroMillivolt: hardware.currentSensor.zeroMillivolt,
        millivoltPerAmpere: hardware.currentSensor.microvoltPerAmpere / 1000,
        supplyMillivolt: hardware.currentSensor.supplyMillivolt,
        noiseMillivolt: hardware.currentSensor.noiseMicrovolt / 1000,
        driftMillivolt: hardware.currentSensor.driftMicrovolt / 1000,
      },
      voltageNoiseMillivolt: hardware.voltageSensor.noiseMicrovolt / 1000,
      adc: { picovoltPerCount: hardware.adcPicovoltPerCount, history: HISTORY },
      currentDivider: hardware.currentSensor.divider,
      voltageDivider: hardware.voltageSensor.divider,
      converterEfficiency: config.converterEfficiencyPpm / 1e6,
    },
    {
      panel: new Panel({ peakWatt: config.panel.peakMilliwatt / 1000, place }, { cloud }),
      load: new Load({ seed: seed + 3, meanWatt: config.load.meanMilliwatt / 1000, longitude: place.longitude }),
      car: new Car({ seed: seed + 4, watt: config.car.chargingMilliwatt / 1000 }),
    },
  );
}

/** `start`: UTC in ms at simulated time 0. */
export function buildMicrogrid(config: CommunityConfig, start: number): { microgrid: Microgrid; cloud: Cloud } {
  const cloud = new Cloud({ seed: config.seed });
  const households = config.households.map((household) => buildHousehold(household, config, cloud));
  const wires = config.wires.map(
    (wire) =>
      new Wire({
        id: wire.id,
        from: wire.from,
        to: wire.to,
        ohm: wire.milliohm / 1000,
        nominalVolt: config.busMillivolt / 1000,
        watt: wire.milliwatt / 1000,
        connected: wire.connected,
      }),
  );
  const microgrid = new Microgrid({ start, stepMs: config.stepMs }, { households, wires });
  return { microgrid, cloud };
}
