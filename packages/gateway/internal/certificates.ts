/** What the tests of other packages, the benches and the scripts use; no part of the package that is published. */
export { ensureKey } from '../src/enrolment/authority-files.ts';
export { CertificateAuthority } from '../src/enrolment/certificate-authority.ts';
export { verifyCertificateRequest } from '../src/enrolment/certificate-request.ts';
export { ServerCertificate } from '../src/enrolment/server-certificate.ts';
export { AUTHORITY_KEY_FILE, NEXT_AUTHORITY_KEY_FILE } from '../src/installation/authority-file.ts';
