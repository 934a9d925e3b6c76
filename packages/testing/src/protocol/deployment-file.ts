/** A deployment file as the operator of a development network hands it over. */
import { type Deployment, type DeploymentFile, deploymentFileSchema, parse, toJson } from '@evlock/protocol';

const choice = {
  format: 'evlock-deployment-1',
  tokenSymbol: 'TEST',
  tokenDecimals: 6,
  minimumLot: '1000',
  rpId: 'localhost',
  origins: ['https://localhost'],
  attestationKeys: [],
};

export const deploymentFile = (deployment: Deployment, changes: Partial<DeploymentFile> = {}): DeploymentFile =>
  parse(deploymentFileSchema, JSON.parse(toJson({ ...choice, ...deployment, ...changes })));
