/** Names of the authority's keys in the key folder. */
export const AUTHORITY_KEY_FILE = 'authority.key';
/** There only while the authority is being rotated. */
export const NEXT_AUTHORITY_KEY_FILE = 'authority-next.key';
