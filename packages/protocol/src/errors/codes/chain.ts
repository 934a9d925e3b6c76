/** Errors of the chain, its endpoints and what is put on it. */
import { fault, passing, refused } from '../entry.ts';

export const chainErrors = {
  CHAIN_UNREACHABLE: passing(503, 'No RPC endpoint responds.', 'Check the endpoints in the profile, and the network.'),
  CHAIN_BEHIND: passing(
    503,
    'An RPC endpoint does not yet show what is already on chain.',
    'No action needed: it is asked again. If it persists, replace the endpoint named in the details.',
    { otherChain: true },
  ),
  FINALITY_LATE: fault(
    409,
    'Blocks on this chain take too long to become final.',
    'A meter acts only on what is final. Use a chain that is final within seconds, as Kaia is; start anvil with `--slots-in-an-epoch 0 --block-time 1`.',
    { units: { behind: 'blocks', most: 'blocks' } },
  ),
  ENDPOINT_LEFT_OUT: passing(
    503,
    'An RPC endpoint does not respond, is behind, or serves another chain; the remaining endpoints are used.',
    'Check the endpoint at that position in the profile, or replace it: if another one fails, there may be none left.',
  ),
  CHAIN_HALTED: passing(
    503,
    'The chain is producing no new blocks.',
    "Check the network's status page; what was signed is put on chain when blocks resume. Check this machine's clock too.",
  ),
  CHAIN_DISAGREES: passing(
    503,
    'The RPC endpoints disagree.',
    'Do not act on either answer; if it persists, replace the endpoint that is wrong.',
  ),
  CHAIN_WRONG_NETWORK: fault(
    409,
    'The endpoint serves a different chain from the one in the profile.',
    'Correct the endpoint or the network in the profile.',
    { otherChain: true },
  ),
  COMPUTATION_LIMIT: refused(
    409,
    'The transaction exceeds the computation limit that the chain sets for one transaction.',
    'Put fewer items into one transaction; more gas does not help.',
  ),
  WRONG_CHAIN: refused(
    409,
    "The chain's id is not the one the market was deployed with, so no trades can be opened on it.",
    'Let open trades end and withdraw the balance; to trade, move to a market on this chain.',
  ),
  ITEM_STARVED: refused(
    409,
    'An item of a batch ran out of gas, so the whole batch was reverted.',
    'Send the batch with more gas, or with fewer items.',
  ),
  CHAIN_REVERTED: refused(409, 'The contract reverted.', 'See the contract error in the details.'),
  NOT_DEPLOYED: fault(
    409,
    "The deployment file's contracts are not on this chain.",
    'Check that the file and the endpoint belong to the same chain. A development chain that was restarted without its state has lost its contracts: run `evlock chain deploy` again, into a new file.',
    { otherChain: true },
  ),
  DEPLOYMENT_MISSING: fault(
    404,
    'The deployment file does not exist.',
    'Name the file that the operator handed over with `--deployment`, EVLOCK_DEPLOYMENT or `chain.deploymentFile` in the profile. `evlock chain deploy` writes it once; `npm start` keeps its own in `.evlock/chain/deployment.json`.',
  ),
  FOLDER_OF_OTHER_CHAIN: fault(
    409,
    'The data in this directory belongs to a different chain from the one that is running.',
    'Start the node that the directory was created with, or use a new directory (`--data DIRECTORY`). If the node kept no state on disk, its chain is gone: delete the directory.',
  ),
  SUBMISSION_FAILED: passing(
    503,
    'The transaction could not be put on chain.',
    'A gateway tries again. Check that the sender has enough native balance for gas, and see `reason` in the details if there is one.',
  ),
  SUBMITTER_EXHAUSTED: passing(
    503,
    'The account that pays for gas does not have enough native balance.',
    'Fund the account named in the details; pending transactions then continue, and no money in a trade is lost.',
    { units: { balance: 'wei', reserve: 'wei' } },
  ),
  GAS_BUDGET_SPENT: passing(
    429,
    'The account has used up the gas that is paid for it in a day.',
    'Wait until the time in the details, or put the signed data on chain yourself with `evlock chain submit`.',
    { peer: 'slow-down', units: { used: 'gas', perDay: 'gas', needed: 'wei', most: 'wei' } },
  ),
  ITEMS_REFUSED: refused(
    409,
    'The contract rejected some of the signed items.',
    'Everything else was put on chain. See the code of each rejected item above, and run the command again later.',
  ),
} as const;
