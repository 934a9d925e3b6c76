import manifest from '../package.json' with { type: 'json' };

/** The version of this gateway, as in its package. */
export const VERSION: string = manifest.version;
