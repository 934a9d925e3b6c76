/** The contracts' ABIs under the names used here. */
import { energyMarketAbi, meterRegistryAbi, testTokenAbi } from './generated/index.ts';

export const marketAbi = energyMarketAbi;
export const registryAbi = meterRegistryAbi;
export const tokenAbi = testTokenAbi;
/** All three: events and errors of any contract of a deployment. */
export const everyAbi = [...energyMarketAbi, ...meterRegistryAbi, ...testTokenAbi] as const;
