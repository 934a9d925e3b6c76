/** What the tests of other packages, the benches and the scripts use; no part of the package that is published. */
export { GAS_LIMITS } from '../src/limits/gas-limits.ts';
export { limitsSchema } from '../src/limits/profile-limits.ts';
export { gatewayProfileSchema } from '../src/profile.ts';
