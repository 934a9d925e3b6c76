export const en = {
  title: 'Safety',
  intro: 'Who can approve for this house, who is signed in, and what happens when something is lost.',
  passkeysTitle: 'Passkeys',
  passkeysText:
    'Each of them can approve everything for this house, alone. Have two, on two devices: then losing one costs nothing.',
  passkeysUnknown: 'The meter has not said yet which passkeys it has.',
  passkeysFull: 'The secure world keeps four. Remove one first.',
  passkeysNone: 'The meter reports no passkey.',
  passkeysWord: 'As the gateway passes it on from the meter. The meter’s own page shows the same without the gateway.',
  lastPasskey: 'The only one. It can be removed at the meter’s own page, with the recovery phrase.',
  remove: 'Remove',
  add: 'Add a passkey',
  addTitle: 'Add a passkey',
  addText:
    'The browser asks where to keep it: this device, your phone (by QR code) or a security key. Then a passkey that is bound already approves it.',
  makeHere: 'Make a passkey',
  madeText: 'It is made. Approve it now with a passkey that this house already has.',
  compareText:
    'Does the other device show exactly these four words? Then approve it with a passkey that this house already has.',
  approveAdd: 'Approve and bind',
  cancel: 'Cancel',
  otherDevice: 'It was made on another device',
  otherDeviceText: 'Open this app there, choose “Take a house”, make the passkey, and copy its public part here.',
  publicPart: 'Public part of the passkey',
  publicPartWrong: 'Not complete: 0x and 128 digits.',
  publicPartMissing: 'Enter the public part first.',
  compare: 'Compare',
  removeTitle: 'Remove this passkey?',
  removeText:
    'It approves nothing any more, at once. Another passkey must approve the removal: in the prompt choose one that stays. All other sign-ins end.',
  approveRemove: 'Approve and remove',
  signInsTitle: 'Sign-ins',
  signInsText:
    'A sign-in can look, and stop a delivery. Whatever sells, buys or withdraws asks for the passkey each time.',
  since: 'Since {{time}}',
  until: 'until {{time}} at most',
  thisOne: 'this one',
  end: 'End',
  endOthers: 'End all others',
  lostTitle: 'When something is lost',
  lost_phoneSecond: 'A device with a passkey, and there is another one',
  lost_phoneSecondText: 'Remove the lost passkey above; the other one approves it. Then add one on the new device.',
  lost_phoneOnly: 'The only device with a passkey',
  lost_phoneOnlyText:
    'Go to the meter and open its own page. With the recovery phrase it removes the lost passkey; then bind a new one and ask the operator for a new code. Money and trades are not touched meanwhile.',
  lost_phrase: 'The recovery phrase',
  lost_phraseText:
    'While the meter works, nothing is lost: withdraw what you do not need. It cannot be shown again; to have a new one, move to a new meter with a new account.',
  lost_meter: 'The meter itself, broken or stolen',
  lost_meterText:
    'Ask the operator to suspend it. On the new meter’s own page restore the account with the recovery phrase, bind a passkey, and ask for admission. The new meter takes over 48 hours after the request; withdrawals work all the time.',
  meterTitle: 'Meter and replacement',
  activeMeter: 'Active meter',
  thisMeter: 'this one',
  newMeter: 'To be replaced by',
  noMeter: 'none yet',
  meterText:
    'No replacement is under way. If one ever starts without you: it takes 48 hours, shows here, and can be withdrawn here.',
  replacementText:
    'In these 48 hours the account’s owner can withdraw the request. Was it not you? Withdraw it, and remove passkeys that are not yours.',
  replacementLeft: '{{time}} until the new meter takes over',
  replacementDue: 'The 48 hours are over',
  notDue: 'Possible from {{time}}.',
  finish: 'Activate the new meter',
  withdrawReplacement: 'Withdraw the request',
  withoutTitle: 'Without the gateway',
  withoutText:
    'If the gateway is gone, or lies, the meter does not need it to get paid. These commands run at the meter.',
  without_signed: 'What my meter signed',
  without_signedText:
    'Everything that your meter and its partners signed, in one file. Anyone can put it on chain for you, and nobody can change it.',
  without_secondWay: 'A second way to the chain',
  without_secondWayText:
    'A watchtower, or an RPC endpoint with a small gas key, brings in what is due when the gateway refuses for a day. This check says whether your meter has one.',
  without_gas: 'The gas key: fill, look, drain',
  without_gasText:
    'A small key of the meter that pays network fees, and nothing else. Fill it with little; drain it before you give the meter away.',
  reputationTitle: 'Reputation',
  reputationLabel: 'of this account',
  reputationText:
    'The contract counts it, not the gateway. A trade that both meters settle adds one, at most one a day, whoever the partner is.',
  reputationLoss:
    'A meter that does not settle or claim in time loses 3. Owners can require a minimum reputation in their offers and bids; after losses, honest trades bring it back.',
};
