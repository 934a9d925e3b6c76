import { describe, expect, it } from 'vitest';
import { type Documented, undocumented } from '../natspec.ts';

const order = { name: 'order', type: 'tuple', components: [{ name: 'side', type: 'uint8' }] };
const abi = [
  { type: 'constructor', inputs: [{ name: 'owner', type: 'address' }] },
  { type: 'function', name: 'open', inputs: [order], outputs: [{ name: '', type: 'bool' }] },
  { type: 'event', name: 'Opened', inputs: [{ name: 'id', type: 'bytes32' }] },
  { type: 'error', name: 'Busy', inputs: [{ name: 'meter', type: 'address' }] },
  { type: 'function', name: 'LIMIT', inputs: [], outputs: [{ name: '', type: 'uint256' }] },
];

const whole: Documented = {
  abi,
  userdoc: {
    methods: { 'open((uint8))': { notice: 'Opens.' }, 'LIMIT()': { notice: 'The most.' } },
    events: { 'Opened(bytes32)': { notice: 'It is open.' } },
    errors: { 'Busy(address)': [{ notice: 'The meter is busy.' }] },
  },
  devdoc: {
    methods: { 'open((uint8))': { params: { order: 'What.' }, returns: { _0: 'Whether.' } } },
    events: { 'Opened(bytes32)': { params: { id: 'Which.' } } },
    errors: { 'Busy(address)': [{ params: { meter: 'Which.' } }] },
    stateVariables: { LIMIT: { returns: { _0: 'Trades.' } } },
  },
};

describe('NatSpec', () => {
  it('is whole where everything is described', () => {
    expect(undocumented(whole)).toEqual([]);
  });

  it('names what is not described, of functions, events and errors', () => {
    expect(undocumented({ abi, userdoc: {}, devdoc: {} })).toEqual([
      'function open((uint8)): @notice',
      'function open((uint8)): @param order',
      'function open((uint8)): @return 0',
      'event Opened(bytes32): @notice',
      'event Opened(bytes32): @param id',
      'error Busy(address): @notice',
      'error Busy(address): @param meter',
      'function LIMIT(): @notice',
      'function LIMIT(): @return 0',
    ]);
  });
});
