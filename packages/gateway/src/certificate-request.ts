/** Verifying a device's certificate request, for operators too: nothing that listens is loaded for it. */
export { type CertificateRequest, verifyCertificateRequest } from './enrolment/certificate-request.ts';
