/** What a listener needs of certificates: its own, renewed while it runs, and the serial numbers of its clients'. */

/** TLS 1.3 only. PEM texts. */
export interface SecureContext {
  readonly key: string;
  readonly cert: string;
  readonly ca: string;
  readonly minVersion: 'TLSv1.3';
  readonly secureOptions: number;
}

/** What `tls.Server` and `https.Server` offer for a new certificate. */
export interface SecureServer {
  setSecureContext(context: SecureContext): void;
}

export interface ListenerCertificate {
  /** The certificate to start with. */
  readonly context: SecureContext;
  /** Gives this server every later certificate. */
  keepFresh(server: SecureServer): void;
}

/** Reports that a rotation of the authority began or finished. */
export interface AuthorityNews {
  onAuthorityChanged(listener: () => void): void;
}

/** A serial number as `tls` writes it: upper-case hex without leading zeros. */
export const normalSerial = (hex: string): string => hex.replace(/^0+(?=.)/, '').toUpperCase();
