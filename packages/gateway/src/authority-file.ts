/** The public certificates of the gateway's authority, in the data folder: what meters and owners trust. */
export const AUTHORITY_FILE = 'authority.pem';
