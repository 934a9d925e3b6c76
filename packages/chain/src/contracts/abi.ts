/** The contracts' ABIs under the names used here. */
import { energyMarketAbi, energyMarketBatchesAbi, meterRegistryAbi, testTokenAbi } from './generated/index.ts';

export const marketAbi = energyMarketAbi;
export const batchesAbi = energyMarketBatchesAbi;
export const registryAbi = meterRegistryAbi;
export const tokenAbi = testTokenAbi;
/** All four: events and errors of any contract of a deployment. */
export const everyAbi = [...energyMarketAbi, ...energyMarketBatchesAbi, ...meterRegistryAbi, ...testTokenAbi] as const;
