export const en = {
  prompting: 'Your browser asks for your passkey',
  promptingText: 'Confirm it with fingerprint, face or PIN. If nothing comes up, stop and try again.',
  stop: 'Stop',
  replacedTitle: 'A password manager answers for the browser',
  replacedText:
    'That is fine as long as its passkey is accepted. If it is refused, choose “another device” in its window, or switch it off for this page.',
  noneTitle: 'This device cannot hold a passkey',
  noneText: 'Use your phone or a security key: the browser offers it in its window.',
  inAppTitle: 'Open this page in your phone’s browser',
  inAppText: 'This app’s own browser cannot use passkeys and would not say so. Copy the address and open it there.',
  copyAddress: 'Copy the address',
  unsupportedTitle: 'This browser cannot use passkeys here',
  unsupportedText:
    'Use a current Chrome, Edge, Safari or Firefox, and exactly the address that your operator gave you. You can still read everything.',
};
