/** Names of the authority's files, which the gateway makes and a backup holds. */

/** In the data folder: the public certificates, which meters and owners trust. */
export const AUTHORITY_FILE = 'authority.pem';
/** In the key folder. */
export const AUTHORITY_KEY_FILE = 'authority.key';
/** In the key folder, only while the authority is being rotated. */
export const NEXT_AUTHORITY_KEY_FILE = 'authority-next.key';
