/** The neighbourhood as the simulator's configuration. */
import { NEIGHBOURS, WAITING_HOUSE } from '../../src/index.ts';

const specs = [...NEIGHBOURS, WAITING_HOUSE];

export const HOUSES_FOR_TEST = { specs, config: specs.map(({ name, parts }) => ({ ...parts, name })) };
