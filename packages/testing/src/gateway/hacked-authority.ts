/** The certificate authority of a hacked gateway: real certificates, as owners and meters pin them. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CertificateAuthority, verifyCertificateRequest } from '@evlock/gateway/internal/certificates';
import { type Bytes32, systemClock } from '@evlock/protocol';
import type { HostileIdentity } from '@evlock/simulator/hostile-gateway';

export class HackedAuthority {
  readonly folder: string;
  readonly #authority: CertificateAuthority;

  private constructor(folder: string, authority: CertificateAuthority) {
    this.folder = folder;
    this.#authority = authority;
  }

  static async make(): Promise<HackedAuthority> {
    const folder = await mkdtemp(join(tmpdir(), 'evlock-hostile-'));
    const place = { keyFolder: join(folder, 'keys'), certificateFile: join(folder, 'authority.pem') };
    return new HackedAuthority(
      folder,
      await CertificateAuthority.open({ ...place, serverNames: [] }, { clock: systemClock }),
    );
  }

  /** PEM that owners and meters pin. */
  get certificate(): string {
    return this.#authority.certificate;
  }

  get file(): string {
    return join(this.folder, 'authority.pem');
  }

  /** Credentials of a listener. */
  async identity(): Promise<HostileIdentity> {
    const { certificate, privateKey } = await this.#authority.issueServer();
    return { certificate, privateKey, authority: this.certificate };
  }

  /** A device's certificate for its request. */
  async issue(request: string, deviceId: Bytes32): Promise<string> {
    const { publicKey } = await verifyCertificateRequest(request, deviceId);
    return (await this.#authority.issueDevice(deviceId, publicKey)).certificate;
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true });
  }
}
